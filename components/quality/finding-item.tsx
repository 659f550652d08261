import type { ReactNode } from 'react';
import { TextLink } from '@/components/ui/link-button';
import type { FindingThen } from '@/lib/quality/compare-findings';
import type { Finding } from '@/lib/quality/judgement';
import type { Rule } from '@/lib/quality/rule';
import { rowsAtFaultHref } from './addresses';
import { CourseWord } from './course-word';
import { ruleWords } from './rule-words';
import { SeverityWord } from './severity-word';
import { VerdictBadge } from './verdict-badge';
import { ViolationRows } from './violation-rows';

const count = (value: number) => value.toLocaleString('en');

/** What a rule of these kinds counts is no rows. */
const COUNTED: Partial<Record<Finding['type'], 'columns' | 'table'>> = {
  required_columns: 'columns',
  freshness: 'table',
  row_count: 'table',
};

function Figures({ finding }: { finding: Finding }) {
  const { checked, failed, may_fail, unjudged, type } = finding;
  const unit = COUNTED[type] ?? 'rows';
  const share = checked === 0 ? 0 : (failed / checked) * 100;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-dense">
      <div className="flex gap-1.5">
        <dt className="text-muted">Checked</dt>
        <dd>{unit === 'table' ? 'the whole table' : `${count(checked)} ${unit}`}</dd>
      </div>
      <div className="flex gap-1.5">
        <dt className="text-muted">Failed</dt>
        <dd>
          {count(failed)}
          {failed > 0 && unit === 'rows' ? (
            <span className="text-muted"> ({share < 0.01 ? '< 0.01' : share.toFixed(2)} %)</span>
          ) : null}
        </dd>
      </div>
      {may_fail > 0 ? (
        <div className="flex gap-1.5">
          <dt className="text-muted">May fail</dt>
          <dd>{count(may_fail)}</dd>
        </div>
      ) : null}
      <div className="flex gap-1.5">
        <dt className="text-muted">Not judged</dt>
        <dd>{count(unjudged)}</dd>
      </div>
    </dl>
  );
}

/** What came of one rule: what it checks, how many rows failed, and the first of them. */
export function FindingItem({
  finding,
  rule,
  then,
  compared,
  source,
  runId,
  rowsKept,
  folded,
  labSlug,
}: {
  finding: Finding;
  rule: Rule | undefined;
  /** The same rule in the run before, if it was there. */
  then: FindingThen | undefined;
  /** Whether there is a run before. */
  compared: boolean;
  source: 'csv' | 'lab';
  runId: string;
  rowsKept: boolean;
  /** Whether its rows at fault are out of sight until one asks for them. */
  folded: boolean;
  labSlug: string;
}) {
  const { name, description, severity, verdict, reason, by_column, examples, violations } = finding;
  const id = `rule-${finding.rule}`;
  return (
    <li aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-2 px-4 py-3.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <VerdictBadge verdict={verdict} />
        <h3 id={id} className="min-w-0 text-sm font-semibold break-words">
          {name}
        </h3>
        <SeverityWord severity={severity} />
        <span className="font-mono text-2xs text-muted">{finding.type}</span>
      </div>
      <p className="text-dense text-pretty break-words text-ink-soft">
        {rule ? `${ruleWords(rule)}.` : null}
        {description ? <span className="text-muted"> {description}</span> : null}
      </p>
      <Figures finding={finding} />
      {reason ? <p className="text-dense text-warning">{reason}</p> : null}
      {compared ? (
        <p className="text-dense">
          <CourseWord now={finding} then={then} />
        </p>
      ) : null}
      {by_column.length > 1 ? (
        <ul aria-label="By column" className="flex flex-wrap gap-x-4 gap-y-1 text-dense text-muted">
          {by_column
            .filter(({ failed }) => failed > 0)
            .slice(0, 20)
            .map(({ column, failed }) => (
              <li key={column}>
                <span className="font-mono text-xs text-ink-soft">{column ?? 'the row'}</span>{' '}
                {count(failed)}
              </li>
            ))}
        </ul>
      ) : null}
      {examples.length > 0 ? (
        <Examples folded={folded} label={`${count(violations)} at fault`}>
          <ViolationRows
            rows={examples}
            label={`Rows at fault of ${name}`}
            source={source}
            labSlug={labSlug}
          />
          {violations > examples.length ? (
            <p className="border-t px-4 py-2 text-dense text-muted">
              The first {examples.length} of {count(violations)}.{' '}
              {rowsKept ? (
                <TextLink href={rowsAtFaultHref(labSlug, runId, finding.rule)}>
                  All rows at fault of this rule
                </TextLink>
              ) : (
                'The others are kept no longer.'
              )}
            </p>
          ) : null}
        </Examples>
      ) : null}
    </li>
  );
}

/** The first rows at fault; in a report of very many rules they are opened one by one. */
function Examples({
  folded,
  label,
  children,
}: {
  folded: boolean;
  label: string;
  children: ReactNode;
}) {
  const rows = <div className="overflow-hidden rounded-md border">{children}</div>;
  if (!folded) return rows;
  return (
    <details>
      <summary className="mb-2 w-fit cursor-pointer text-dense text-accent">{label}</summary>
      {rows}
    </details>
  );
}

import { Download } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { LabTime } from '@/components/ui/lab-time';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { Stat, StatRow } from '@/components/ui/stat';
import { toneSoft } from '@/components/ui/tone';
import type { RunBefore } from '@/lib/quality/runs/run-before';
import type { RunFindings } from '@/lib/quality/runs/read-run';
import { runHref, violationsCsvHref } from './addresses';
import { VerdictBadge } from './verdict-badge';
import { VERDICT_LOOKS } from './verdict-looks';
import { verdictMeaning } from './verdict-words';

const count = (value: number) => value.toLocaleString('en');

/** The verdict of the whole in a word and a sentence, what it rests on, and the run before. */
export function ReportHead({
  run,
  before,
  labSlug,
  timeZone,
}: {
  run: RunFindings & { verdict: NonNullable<RunFindings['verdict']> };
  before: RunBefore | null;
  labSlug: string;
  timeZone: string;
}) {
  const { label, tone, Icon } = VERDICT_LOOKS[run.verdict];
  const faults = run.findings.reduce((sum, { violations }) => sum + violations, 0);
  return (
    <>
      <section
        aria-label="Verdict"
        className={cn('flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg p-4', toneSoft[tone])}
      >
        <Icon aria-hidden="true" className="size-8 shrink-0" />
        <div className="min-w-0 grow basis-64">
          <p className="text-lg font-semibold">{label}</p>
          <p className="text-sm text-ink-soft">{verdictMeaning(run)}</p>
        </div>
        {faults > 0 && run.rows_kept ? (
          <LinkButton
            href={violationsCsvHref(labSlug, run.id)}
            download
            icon={<Download aria-hidden="true" />}
          >
            Download the rows at fault
          </LinkButton>
        ) : null}
      </section>
      <StatRow>
        <Stat label="Rows" value={count(run.rows_done)} />
        <Stat label="Rules" value={count(run.findings.length)} />
        <Stat
          label="Do not hold"
          value={count(run.errors + run.warnings + run.infos)}
          tone={run.errors > 0 ? 'danger' : run.warnings > 0 ? 'warning' : undefined}
        />
        <Stat label="Could not judge" value={count(run.unjudged)} />
        <Stat label="Faults" value={count(faults)} sub="cells, rows or the whole" />
      </StatRow>
      {before ? (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-dense">
          <span className="text-muted">Run before:</span>
          <VerdictBadge verdict={before.verdict} />
          <TextLink href={runHref(labSlug, before.id)}>
            <LabTime time={before.at} timeZone={timeZone} />
          </TextLink>
          <span className="text-muted">
            {count(before.rows)} rows
            {before.version !== null && before.version !== run.rule_set?.version
              ? `, by version ${before.version} of the rules`
              : ''}
          </span>
        </p>
      ) : null}
    </>
  );
}

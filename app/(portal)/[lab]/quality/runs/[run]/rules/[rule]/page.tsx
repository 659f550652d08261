import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Download } from 'lucide-react';
import {
  rowsAtFaultHref,
  runHref,
  runsHref,
  violationsCsvHref,
} from '@/components/quality/addresses';
import { ruleWords } from '@/components/quality/rule-words';
import { VerdictBadge } from '@/components/quality/verdict-badge';
import { ViolationRows } from '@/components/quality/violation-rows';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { readPageAddress, type GivenParams } from '@/lib/platform/http/page-address';
import { listViolations } from '@/lib/quality/runs/list-violations';
import { loadRun } from '../../load-run';

export const metadata: Metadata = { title: 'Rows at fault' };

type Props = {
  params: Promise<{ lab: string; run: string; rule: string }>;
  searchParams: Promise<GivenParams>;
};

const PAGE_ROWS = 100;

export default async function RowsAtFaultPage({ params, searchParams }: Props) {
  const { lab, run: id, rule: place } = await params;
  const ctx = await pageCtx(lab);
  const { slug } = ctx.lab;
  const run = await loadRun(ctx, id);
  const finding = run.findings.find(({ rule }) => String(rule) === place);
  if (!finding) notFound();
  const rule = run.rules[finding.rule];
  const [cursor] = readPageAddress(['cursor'], await searchParams).cursor;
  const path = rowsAtFaultHref(slug, run.id, finding.rule);
  const answer = await found(() =>
    listViolations(ctx, run.id, { limit: PAGE_ROWS, cursor, rule: finding.rule }),
  );
  const rows = answer.ok ? answer.data.data : [];
  const next = answer.ok ? answer.data.next_cursor : null;
  const all = finding.violations.toLocaleString('en');
  return (
    <div className="space-y-5">
      <PageHeader
        title={finding.name}
        description={rule ? `${ruleWords(rule)}.` : undefined}
        crumbs={[
          { label: 'Runs', href: runsHref(slug) },
          { label: 'Report', href: runHref(slug, run.id) },
        ]}
        actions={
          run.rows_kept ? (
            <LinkButton
              href={violationsCsvHref(slug, run.id)}
              download
              icon={<Download aria-hidden="true" />}
            >
              Download the rows at fault
            </LinkButton>
          ) : null
        }
      />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dense text-muted">
        <VerdictBadge verdict={finding.verdict} />
        {`${finding.failed.toLocaleString('en')} of ${finding.checked.toLocaleString('en')} failed; ${all} faults. Of each rule the first 10,000 are kept, for 30 days.`}
      </p>
      <ListBody
        outcome={answer.ok ? { ok: true, rows } : answer}
        filtered={false}
        resetHref={path}
        none={
          <EmptyState title="No row at fault is kept">
            This rule holds, or its rows are older than 30 days.
          </EmptyState>
        }
        summary={
          next || cursor ? `${rows.length} on this page, of ${all}` : `${rows.length} faults`
        }
        previousHref={cursor === undefined ? null : path}
        nextHref={next === null ? null : `${path}?cursor=${encodeURIComponent(next)}`}
      >
        <ViolationRows
          rows={rows}
          label={`Rows at fault of ${finding.name}`}
          source={run.source}
          labSlug={slug}
        />
      </ListBody>
    </div>
  );
}

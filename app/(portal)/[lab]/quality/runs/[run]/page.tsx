import type { Metadata } from 'next';
import { RefreshEvery } from '@/components/alerts/refresh-every';
import { Follow } from '@/components/live/follow';
import { checkFileHref, ruleSetHref, runHref, runsHref } from '@/components/quality/addresses';
import { CancelRun } from '@/components/quality/cancel-run';
import { FindingItem } from '@/components/quality/finding-item';
import { NoteList } from '@/components/quality/note-list';
import { ReportHead } from '@/components/quality/report-head';
import {
  REPORT_VIEWS,
  REPORT_VIEW_LABELS,
  reportView,
  type ReportView,
} from '@/components/quality/report-view';
import { RunProgress } from '@/components/quality/run-progress';
import { judgedWords } from '@/components/quality/run-words';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { formatBytes } from '@/components/ui/file-size';
import { LabTime } from '@/components/ui/lab-time';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import type { GivenParams } from '@/lib/platform/http/page-address';
import { runBefore } from '@/lib/quality/runs/run-before';
import type { RunFindings } from '@/lib/quality/runs/read-run';
import { cancelRunAction } from '../../actions';
import { loadRun } from './load-run';

export const metadata: Metadata = { title: 'Run of data quality' };

type Props = { params: Promise<{ lab: string; run: string }>; searchParams: Promise<GivenParams> };

/** Where no live connection tells how far it is. */
const ASK_EVERY_SECONDS = 3;
/** Rules whose rows at fault are all in sight at once. */
const OPEN_AT_MOST = 20;

function titleOf(run: RunFindings): string {
  if (run.source === 'csv') return run.file_name ?? 'A file';
  return `The lab’s data by ${run.rule_set?.name ?? run.rules_name}`;
}

/** What was judged, by which rules, and who asked. */
function Facts({
  run,
  labSlug,
  timeZone,
}: {
  run: RunFindings;
  labSlug: string;
  timeZone: string;
}) {
  const { source, rule_set, rules_name, file_size } = run;
  return (
    <>
      {source === 'csv' && file_size !== null ? `${formatBytes(file_size)}, by ` : null}
      {source === 'lab' ? `${judgedWords(run, timeZone)}, by ` : null}
      {rule_set ? (
        <TextLink
          href={ruleSetHref(labSlug, rule_set.id, {
            view: 'versions',
            version: String(rule_set.version),
          })}
        >
          {rule_set.name}, version {rule_set.version}
        </TextLink>
      ) : (
        rules_name
      )}
      {' · '}
      {run.trigger === 'asked' ? run.by : run.trigger === 'schedule' ? 'on schedule' : null}
      {run.import_id === null ? null : (
        <TextLink href={`/${labSlug}/imports/${run.import_id}`}>after an import</TextLink>
      )}{' '}
      on <LabTime time={run.created_at} timeZone={timeZone} />
    </>
  );
}

export default async function RunPage({ params, searchParams }: Props) {
  const { lab: labSlug, run: id } = await params;
  const ctx = await pageCtx(labSlug);
  const { slug, timeZone } = ctx.lab;
  const run = await loadRun(ctx, id);
  const show = (await searchParams).show;
  const view: ReportView = REPORT_VIEWS.find((one) => one === show) ?? 'all';
  const atWork = run.status === 'queued' || run.status === 'running';
  const { verdict } = run;
  const before = verdict === null ? null : await runBefore(ctx, run);
  const then = new Map(before?.findings.map((finding) => [finding.name, finding]));
  const { shown, counts } = reportView(run.findings, view);
  return (
    <div className="space-y-5">
      {atWork ? (
        <>
          <Follow kinds={['quality']} entity={run.id} />
          <RefreshEvery seconds={ASK_EVERY_SECONDS} />
        </>
      ) : null}
      <PageHeader
        title={titleOf(run)}
        description={<Facts run={run} labSlug={slug} timeZone={timeZone} />}
        crumbs={[{ label: 'Runs', href: runsHref(slug) }]}
      />
      {atWork ? (
        <RunProgress
          run={run}
          cancel={
            run.can_cancel ? (
              <CancelRun labSlug={slug} id={run.id} cancel={cancelRunAction} />
            ) : null
          }
        />
      ) : null}
      {run.status === 'failed' ? (
        <Alert
          tone="danger"
          title="It could not be judged to the end"
          actions={
            run.source === 'csv' ? (
              <LinkButton href={checkFileHref(slug)}>Check another file</LinkButton>
            ) : null
          }
        >
          {run.message}
        </Alert>
      ) : null}
      {run.status === 'cancelled' ? (
        <Alert tone="info" title="Cancelled">
          It was ended before there was a verdict.
        </Alert>
      ) : null}
      {verdict === null ? null : (
        <>
          <ReportHead
            run={{ ...run, verdict }}
            before={before}
            labSlug={slug}
            timeZone={timeZone}
          />
          {run.rows_kept ? null : (
            <Alert tone="info">
              The rows at fault are kept for 30 days; of this run the counts and examples are left.
            </Alert>
          )}
          <LinkTabs
            label="Rules"
            tabs={REPORT_VIEWS.map((one) => ({
              href: runHref(slug, run.id, one === 'all' ? {} : { show: one }),
              label: REPORT_VIEW_LABELS[one],
              current: one === view,
              count: counts[one],
            }))}
          />
          <Card flush>
            {shown.length === 0 ? (
              <EmptyState title="No rule here">
                {view === 'failing'
                  ? 'Every rule that could be judged holds.'
                  : view === 'unjudged'
                    ? 'Every rule could be judged.'
                    : 'No rule came out so.'}
              </EmptyState>
            ) : (
              <ul aria-label="What came of each rule" className="divide-y">
                {shown.map((finding) => (
                  <FindingItem
                    key={finding.rule}
                    finding={finding}
                    rule={run.rules[finding.rule]}
                    then={then.get(finding.name)}
                    compared={before !== null}
                    source={run.source}
                    runId={run.id}
                    rowsKept={run.rows_kept}
                    folded={counts.failing > OPEN_AT_MOST}
                    labSlug={slug}
                  />
                ))}
              </ul>
            )}
          </Card>
        </>
      )}
      <NoteList
        notes={run.notes}
        title="How the rules were read"
        description="They use spellings of other kits; this is what each was taken for."
      />
    </div>
  );
}

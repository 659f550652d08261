import type { Metadata } from 'next';
import { FileCheck2 } from 'lucide-react';
import { Follow } from '@/components/live/follow';
import { checkFileHref, runsHref } from '@/components/quality/addresses';
import { QualityTabs } from '@/components/quality/quality-tabs';
import { RunTable } from '@/components/quality/run-table';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FilterBar } from '@/components/ui/filter-bar';
import { Select } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import {
  filterChips,
  pageHref,
  readPageAddress,
  type GivenParams,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { QualityRunsQuery } from '@/lib/quality/contract';
import { listRuleSets } from '@/lib/quality/rule-sets/list-rule-sets';
import { listRuns } from '@/lib/quality/runs/list-runs';

export const metadata: Metadata = { title: 'Runs of data quality' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };
type Choice = { value: string; label: string };

const FILTERS = ['source', 'verdict', 'status', 'rule_set'] as const;
type Filter = (typeof FILTERS)[number];
const PAGE_ROWS = 50;
const SETS_OFFERED = 100;

const LABELS: Readonly<Record<Filter, string>> = {
  source: 'Judged',
  verdict: 'Verdict',
  status: 'Status',
  rule_set: 'Rule set',
};
const SOURCES: Choice[] = [
  { value: 'csv', label: 'Files' },
  { value: 'lab', label: 'The lab’s data' },
];
const VERDICTS: Choice[] = [
  { value: 'pass', label: 'Pass' },
  { value: 'warn', label: 'Warn' },
  { value: 'fail', label: 'Fail' },
  { value: 'unjudged', label: 'Could not judge' },
];
const STATUSES: Choice[] = [
  { value: 'queued', label: 'Waiting' },
  { value: 'running', label: 'Running' },
  { value: 'finished', label: 'Finished' },
  { value: 'failed', label: 'Broke off' },
  { value: 'cancelled', label: 'Cancelled' },
];

export default async function RunsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const path = runsHref(slug);
  const address = readPageAddress([...FILTERS, 'cursor'], await searchParams);
  const [cursor] = address.cursor;
  const { data: sets } = await listRuleSets(ctx, { limit: SETS_OFFERED });
  const options: Record<Filter, Choice[]> = {
    source: SOURCES,
    verdict: VERDICTS,
    status: STATUSES,
    rule_set: sets.map(({ id, name }) => ({ value: id, label: name })),
  };
  const answer = await found(() => {
    const given = [...FILTERS.map((name) => [name, address[name][0]]), ['cursor', cursor]];
    const query = parseInput(QualityRunsQuery, {
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      limit: String(PAGE_ROWS),
    });
    return listRuns(ctx, query);
  });
  const runs = answer.ok ? answer.data.data : [];
  const next = answer.ok ? answer.data.next_cursor : null;
  const check = (
    <LinkButton
      href={checkFileHref(slug)}
      variant="primary"
      icon={<FileCheck2 aria-hidden="true" />}
    >
      Check a file
    </LinkButton>
  );
  return (
    <div className="space-y-5">
      <Follow kinds={['quality']} />
      <PageHeader
        title="Runs"
        description="Files that were checked, and the lab’s own data whenever it was judged. The rows at fault are kept for 30 days, the runs for 400."
        actions={check}
      />
      <QualityTabs labSlug={slug} current="runs" />
      <FilterBar
        action={path}
        active={filterChips(path, address, FILTERS, (name) => ({
          label: LABELS[name],
          value: (text) => options[name].find((one) => one.value === text)?.label ?? text,
        }))}
        resetHref={path}
      >
        {FILTERS.map((name) => (
          <Field key={`${name} ${address[name][0] ?? ''}`} label={LABELS[name]} name={name}>
            <Select
              placeholder="Any"
              options={options[name]}
              defaultValue={address[name][0] ?? ''}
            />
          </Field>
        ))}
      </FilterBar>
      <ListBody
        outcome={answer.ok ? { ok: true, rows: runs } : answer}
        filtered={FILTERS.some((name) => address[name].length > 0)}
        resetHref={path}
        none={
          <EmptyState title="Nothing has been judged yet" actions={check}>
            Check a file before it is imported, or have a supervisor judge the lab’s own data.
          </EmptyState>
        }
        summary={next || cursor ? `${runs.length} on this page` : `${runs.length} runs`}
        previousHref={cursor === undefined ? null : pageHref(path, address)}
        nextHref={next === null ? null : pageHref(path, address, { cursor: next })}
      >
        <RunTable runs={runs} labSlug={slug} timeZone={timeZone} />
      </ListBody>
    </div>
  );
}

import type { Metadata } from 'next';
import { FilterChips } from '@/components/ui/filter-chips';
import { RowsTable } from '@/components/metrics/rows-table';
import { ROW_SET_TEXTS, USUAL_ROW_SETS } from '@/components/metrics/row-sets';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { periodText } from '@/components/metrics/period-text';
import { pageCtx } from '@/lib/entry/page';
import { ROW_ORDERS } from '@/lib/metrics/turnaround/rows-contract';
import { turnaroundRows } from '@/lib/metrics/turnaround/tat-rows';
import {
  daysOf,
  questionPart,
  RowsView,
  windowOfDays,
} from '@/lib/metrics/turnaround/turnaround-view';
import { changedQuery, type GivenParams } from '@/lib/platform/http/page-address';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { activeFilters } from '../active-filters';
import { readView } from '../read-view';

export const metadata: Metadata = { title: 'Turnaround rows' };

const PAGE_SIZE = 50;
const ORDER_LABELS = {
  longest: 'Longest first',
  shortest: 'Shortest first',
  latest: 'Latest first',
};

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function TurnaroundRowsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { lab } = ctx;
  const figures = `/${lab.slug}/turnaround`;
  const path = `${figures}/rows`;
  const read = await readView(RowsView, searchParams);
  if (read.faults) {
    return (
      <ProblemNotice
        title="This address asks for something that is not there"
        detail={read.faults.join(' · ')}
        actions={<LinkButton href={figures}>Back to turnaround</LinkButton>}
      />
    );
  }
  const { view, params: given } = read;
  const days = daysOf(view, ctx.now, lab.timeZone);
  const { which, order, cursor } = view;
  const [{ data, next_cursor, total }, { states }] = await Promise.all([
    turnaroundRows(ctx, {
      ...view,
      ...windowOfDays(days, lab.timeZone),
      limit: PAGE_SIZE,
      sort: order,
      cursor,
    }),
    readLabRules(ctx),
  ]);
  const here = (changes: Record<string, string | null>) =>
    `${path}${changedQuery(given, { cursor: null, ...changes })}`;
  const { label, meaning } = ROW_SET_TEXTS[which];
  const nouns = view.unit === 'test' ? 'tests' : 'specimens';
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[
          {
            label: 'Turnaround',
            href: `${figures}${changedQuery(questionPart({ ...given, ...days }))}`,
          },
        ]}
        title={`${total.toLocaleString('en')} ${total === 1 ? nouns.slice(0, -1) : nouns}: ${label.toLowerCase()}`}
        description={`${view.segment.label}, ${periodText(days)}: ${nouns} that ${meaning}.`}
      />
      <FilterChips active={activeFilters(path, given, view)} />
      <Card flush>
        <LinkTabs
          label="Which rows"
          className="px-4"
          tabs={[...USUAL_ROW_SETS, ...(USUAL_ROW_SETS.includes(which) ? [] : [which])].map(
            (set) => ({
              href: here({ which: set === 'included' ? null : set }),
              label: ROW_SET_TEXTS[set].label,
              current: set === which,
            }),
          )}
        />
        <nav aria-label="Order" className="flex flex-wrap gap-1 border-b px-3 py-2">
          {ROW_ORDERS.map((each) => (
            <LinkButton
              key={each}
              size="sm"
              href={here({ order: each })}
              variant={each === order ? 'secondary' : 'ghost'}
              aria-current={each === order ? 'true' : undefined}
            >
              {ORDER_LABELS[each]}
            </LinkButton>
          ))}
        </nav>
        {data.length === 0 ? (
          <EmptyState title="No rows">Nothing here with these filters in this period.</EmptyState>
        ) : (
          <>
            <RowsTable
              rows={data}
              labSlug={lab.slug}
              segment={view.segment}
              timeZone={lab.timeZone}
              stateLabels={new Map(states.map(({ key, label: word }) => [key, word]))}
            />
            <Pagination
              nextHref={next_cursor === null ? null : here({ cursor: next_cursor })}
              summary={
                <>
                  {data.length.toLocaleString('en')} of {total.toLocaleString('en')} {nouns}
                  {cursor === undefined ? null : (
                    <>
                      {' · '}
                      <TextLink href={here({})}>Back to the first</TextLink>
                    </>
                  )}
                </>
              }
            />
          </>
        )}
      </Card>
    </div>
  );
}

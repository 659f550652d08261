import type { Metadata } from 'next';
import { UptimeRowsTable } from '@/components/metrics/uptime-rows-table';
import { UPTIME_ROW_TEXTS } from '@/components/metrics/uptime-words';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterChips } from '@/components/ui/filter-chips';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { periodText } from '@/components/metrics/period-text';
import { pageCtx } from '@/lib/entry/page';
import { UPTIME_ROW_SETS } from '@/lib/metrics/uptime/contract';
import { uptimeRows } from '@/lib/metrics/uptime/uptime-rows';
import { questionOf, UptimeRowsView } from '@/lib/metrics/uptime/uptime-view';
import { changedQuery, type GivenParams } from '@/lib/platform/http/page-address';
import { activeFilters } from '../../turnaround/active-filters';
import { readView } from '../../turnaround/read-view';

export const metadata: Metadata = { title: 'Instruments rows' };

const PAGE_SIZE = 50;

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function InstrumentsRowsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { lab } = ctx;
  const figures = `/${lab.slug}/instruments`;
  const path = `${figures}/rows`;
  const read = await readView(UptimeRowsView, searchParams);
  if (read.faults) {
    return (
      <ProblemNotice
        title="This address asks for something that is not there"
        detail={read.faults.join(' · ')}
        actions={<LinkButton href={figures}>Back to instruments</LinkButton>}
      />
    );
  }
  const { view, params: given } = read;
  const { which, cursor } = view;
  const { days, query } = questionOf(view, ctx.now, lab.timeZone);
  const { data, next_cursor, total } = await uptimeRows(ctx, {
    ...query,
    which,
    cursor,
    limit: PAGE_SIZE,
  });
  const here = (changes: Record<string, string | null>) =>
    `${path}${changedQuery(given, { cursor: null, ...changes })}`;
  const { one, many, meaning } = UPTIME_ROW_TEXTS[which];
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[
          {
            label: 'Instruments',
            href: `${figures}${changedQuery({ ...days, device: view.device })}`,
          },
        ]}
        title={`${total.toLocaleString('en')} ${total === 1 ? one : many}`}
        description={`${periodText(days)}. ${meaning}`}
      />
      <FilterChips active={activeFilters(path, given, { device: view.device })} />
      <Card flush>
        <LinkTabs
          label="Which rows"
          className="px-4"
          tabs={UPTIME_ROW_SETS.map((set) => ({
            href: here({ which: set }),
            label: UPTIME_ROW_TEXTS[set].label,
            current: set === which,
          }))}
        />
        {data.length === 0 ? (
          <EmptyState title="No rows">Nothing here with these filters in this period.</EmptyState>
        ) : (
          <>
            <UptimeRowsTable rows={data} labSlug={lab.slug} timeZone={lab.timeZone} />
            <Pagination
              nextHref={next_cursor === null ? null : here({ cursor: next_cursor })}
              summary={
                <>
                  {data.length.toLocaleString('en')} of {total.toLocaleString('en')} rows
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

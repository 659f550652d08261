import type { Metadata } from 'next';
import { Follow } from '@/components/live/follow';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { BenchSwitch } from '@/components/worklist/bench-switch';
import { MissingByLocation } from '@/components/worklist/missing-by-location';
import { MissingList } from '@/components/worklist/missing-list';
import { PendingTable } from '@/components/worklist/pending-table';
import { WorklistFilters } from '@/components/worklist/worklist-filters';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { listDepartments } from '@/lib/labs/departments/list-departments';
import { pageHref, type AddressChanges, type GivenParams } from '@/lib/platform/http/page-address';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { readBench } from '@/lib/worklist/read-bench';
import { readMissing } from '@/lib/worklist/read-missing';
import {
  benchOfAddress,
  missingQueryOf,
  readAddress,
  type Parameter,
} from '@/lib/worklist/worklist-address';
import { chooseBenchAction } from '../worklist/actions';
import { carriedOn, chipsOf, choicesOf } from '../worklist/filter-view';

export const metadata: Metadata = { title: 'Missing' };

const PAGE_ROWS = 50;

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<GivenParams>;
};

export default async function MissingPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  // What only the worklist can be asked for is no filter here.
  const { state: _state, q: _q, ...given } = await searchParams;
  const address = readAddress(given);
  const path = `/${ctx.lab.slug}/missing`;
  const bench = await readBench(ctx);
  const hasBench = bench.departments.length > 0;
  const [list, filters, departments] = await Promise.all([
    found(() => readMissing(ctx, missingQueryOf(address, hasBench, PAGE_ROWS))),
    filterOptions(ctx),
    listDepartments(ctx, namedListQueryOf({ active: 'true', limit: 500 })),
  ]);
  const which = benchOfAddress(address, hasBench);
  const choices = choicesOf(address, filters, null);
  const chips = chipsOf(path, address, choices);
  const resetHref = pageHref(path, readAddress({}), { bench: address.bench[0] ?? null });
  const to = (changes: AddressChanges<Parameter>) => pageHref(path, address, changes);
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen']} />
      <PageHeader
        title="Missing"
        description={
          <span className="max-lg:sr-only">
            Collected, or ordered STAT, and not received in the time its location has.
          </span>
        }
        actions={
          <BenchSwitch
            labSlug={ctx.lab.slug}
            departments={departments.data.map(({ name }) => name)}
            chosen={bench.departments}
            which={which}
            mineHref={to({ bench: 'mine' })}
            allHref={to({ bench: 'all' })}
            choose={chooseBenchAction}
          />
        }
      />
      <WorklistFilters
        choices={choices}
        active={chips}
        resetHref={resetHref}
        hidden={carriedOn(address)}
      />
      {list.ok ? (
        <>
          {list.data.by_location.length > 0 ? (
            <MissingByLocation
              places={list.data.by_location}
              chosen={address.location}
              now={ctx.now}
              hrefFor={(location) => to({ location })}
            />
          ) : null}
          {list.data.data.length === 0 ? (
            <Card>
              {chips.length > 0 ? (
                <EmptyState
                  title="Nothing matches"
                  actions={<LinkButton href={resetHref}>Clear filters</LinkButton>}
                >
                  Nothing that meets the filters above is missing.
                </EmptyState>
              ) : (
                <EmptyState title="Nothing is missing">
                  All that was collected has come, or still has time to.
                </EmptyState>
              )}
            </Card>
          ) : (
            <Card flush title={`${list.data.total.toLocaleString('en')} not received`}>
              <MissingList
                rows={list.data.data}
                labSlug={ctx.lab.slug}
                timeZone={ctx.lab.timeZone}
              />
              <Pagination
                className="border-t"
                summary={`${list.data.data.length} of ${list.data.total.toLocaleString('en')}, longest waiting first`}
                previousHref={
                  list.data.previous_cursor && to({ cursor: list.data.previous_cursor })
                }
                nextHref={list.data.next_cursor && to({ cursor: list.data.next_cursor })}
              />
            </Card>
          )}
          <PendingTable
            rows={list.data.pending}
            labSlug={ctx.lab.slug}
            timeZone={ctx.lab.timeZone}
            now={ctx.now}
          />
        </>
      ) : (
        <Alert
          tone="warning"
          title="This list cannot be shown"
          live
          actions={<LinkButton href={resetHref}>Clear filters</LinkButton>}
        >
          {list.message}
        </Alert>
      )}
    </div>
  );
}

import type { Metadata } from 'next';
import { Follow } from '@/components/live/follow';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { MissingByLocation } from '@/components/worklist/missing-by-location';
import { MissingList } from '@/components/worklist/missing-list';
import { PendingTable } from '@/components/worklist/pending-table';
import { WorklistFilters } from '@/components/worklist/worklist-filters';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { pageHref, type GivenParams } from '@/lib/platform/http/page-address';
import { readMissing } from '@/lib/worklist/read-missing';
import { missingQueryOf, readAddress } from '@/lib/worklist/worklist-address';
import { carriedOn, chipsOf, choicesOf } from '../worklist/filter-view';
import { FrameHeader, ListRefused, readFrame } from '../worklist/list-frame';

export const metadata: Metadata = { title: 'Missing' };

const PAGE_ROWS = 50;

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function MissingPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  // What only the worklist can be asked for is no filter here.
  const { state: _state, q: _q, ...given } = await searchParams;
  const address = readAddress(given);
  const path = `/${ctx.lab.slug}/missing`;
  const frame = await readFrame(ctx, path, address);
  const { to } = frame;
  const list = await found(() =>
    readMissing(ctx, missingQueryOf(address, frame.hasBench, PAGE_ROWS)),
  );
  const choices = choicesOf(address, frame.options, null);
  const chips = chipsOf(path, address, choices);
  const resetHref = pageHref(path, readAddress({}), { bench: address.bench[0] ?? null });
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen']} />
      <FrameHeader labSlug={ctx.lab.slug} frame={frame} title="Missing">
        Collected, or ordered STAT, and not received in the time its location has.
      </FrameHeader>
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
        <ListRefused message={list.message} resetHref={resetHref} />
      )}
    </div>
  );
}

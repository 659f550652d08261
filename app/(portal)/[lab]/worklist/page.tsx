import type { Metadata } from 'next';
import { Follow } from '@/components/live/follow';
import { Card } from '@/components/ui/card';
import { LinkTabs } from '@/components/ui/link-tabs';
import { Pagination } from '@/components/ui/pagination';
import { NothingOpen } from '@/components/worklist/nothing-open';
import { ServerClock } from '@/components/worklist/server-clock';
import { UrgencyStrip } from '@/components/worklist/urgency-strip';
import { WorklistBoard } from '@/components/worklist/worklist-board';
import { WorklistFilters } from '@/components/worklist/worklist-filters';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { pageHref, type GivenParams } from '@/lib/platform/http/page-address';
import { actionOptions } from '@/lib/specimens/transitions/action-options';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { readWorklist } from '@/lib/worklist/read-worklist';
import {
  nextOfAddress,
  readAddress,
  urgencyOfAddress,
  worklistQueryOf,
} from '@/lib/worklist/worklist-address';
import { transitionManyAction, transitionSpecimenAction } from '../specimens/actions';
import { carriedOn, chipsOf, choicesOf } from './filter-view';
import { FrameHeader, ListRefused, readFrame } from './list-frame';

export const metadata: Metadata = { title: 'Worklist' };

const PAGE_ROWS = 50;

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function WorklistPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const address = readAddress(await searchParams);
  const path = `/${ctx.lab.slug}/worklist`;
  const [frame, rules] = await Promise.all([readFrame(ctx, path, address), readLabRules(ctx)]);
  const { bench, hasBench, which, to } = frame;
  const [list, options] = await Promise.all([
    found(() => readWorklist(ctx, worklistQueryOf(address, hasBench, PAGE_ROWS))),
    actionOptions(ctx, rules),
  ]);
  const next = nextOfAddress(address);
  const urgency = urgencyOfAddress(address);
  const choices = choicesOf(address, frame.options, rules.states);
  const chips = chipsOf(path, address, choices);
  const own = { bench: address.bench[0] ?? null, next, urgency };
  const resetHref = pageHref(path, readAddress({}), own);
  return (
    <div className="space-y-4 lg:space-y-5">
      <Follow kinds={['specimen']} />
      <FrameHeader labSlug={ctx.lab.slug} frame={frame} title="Worklist">
        Open tests{which === 'mine' && hasBench ? ` of ${bench.join(', ')}` : ''}, the most pressing
        first.
      </FrameHeader>
      {list.ok ? (
        <>
          <LinkTabs
            label="What it waits for"
            tabs={[
              {
                label: 'All open',
                href: to({ next: null }),
                current: next === null,
                count: list.data.next_steps.open,
              },
              {
                label: 'To verify',
                href: to({ next: 'verify' }),
                current: next === 'verify',
                count: list.data.next_steps.verify,
              },
              {
                label: 'To publish',
                href: to({ next: 'publish' }),
                current: next === 'publish',
                count: list.data.next_steps.publish,
              },
            ]}
          />
          <UrgencyStrip
            counts={list.data.counts}
            chosen={urgency}
            hrefFor={(chosen) => to({ urgency: chosen })}
          />
        </>
      ) : null}
      <WorklistFilters
        search={address.q[0] ?? ''}
        choices={choices}
        active={chips}
        resetHref={resetHref}
        hidden={carriedOn(address)}
      />
      {!list.ok ? (
        <ListRefused message={list.message} resetHref={resetHref} />
      ) : (
        <>
          <ServerClock drawn={ctx.now.toISOString()}>
            <WorklistBoard
              rows={list.data.data}
              bench={{
                labSlug: ctx.lab.slug,
                timeZone: ctx.lab.timeZone,
                role: ctx.actor.role,
                signer: { name: ctx.person.name, demo: ctx.person.demo },
                options,
              }}
              act={transitionSpecimenAction}
              actMany={transitionManyAction}
              next={next}
              empty={
                <Card>
                  <NothingOpen
                    filtered={chips.length > 0 || urgency !== null || address.cursor.length > 0}
                    next={next}
                    mine={which === 'mine' && hasBench}
                    resetHref={pageHref(path, readAddress({}), { bench: own.bench, next })}
                    allHref={to({ bench: 'all' })}
                  />
                </Card>
              }
            />
          </ServerClock>
          {list.data.next_cursor || list.data.previous_cursor ? (
            <Pagination
              className="px-0"
              summary={`${list.data.data.length} of ${countOf(list.data.counts, urgency)}`}
              previousHref={list.data.previous_cursor && to({ cursor: list.data.previous_cursor })}
              nextHref={list.data.next_cursor && to({ cursor: list.data.next_cursor })}
            />
          ) : null}
        </>
      )}
    </div>
  );
}

function countOf(
  counts: Record<NonNullable<ReturnType<typeof urgencyOfAddress>>, number>,
  urgency: ReturnType<typeof urgencyOfAddress>,
): string {
  const count = urgency
    ? counts[urgency]
    : counts.overdue + counts.at_risk + counts.in_time + counts.no_due;
  return count.toLocaleString('en');
}

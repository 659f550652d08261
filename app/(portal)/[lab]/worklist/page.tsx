import type { Metadata } from 'next';
import { Follow } from '@/components/live/follow';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { BenchSwitch } from '@/components/worklist/bench-switch';
import { NothingOpen } from '@/components/worklist/nothing-open';
import { ServerClock } from '@/components/worklist/server-clock';
import { UrgencyStrip } from '@/components/worklist/urgency-strip';
import { WorklistBoard } from '@/components/worklist/worklist-board';
import { WorklistFilters } from '@/components/worklist/worklist-filters';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { listDepartments } from '@/lib/labs/departments/list-departments';
import { pageHref, type AddressChanges, type GivenParams } from '@/lib/platform/http/page-address';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import { actionOptions } from '@/lib/specimens/transitions/action-options';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { readBench } from '@/lib/worklist/read-bench';
import { readWorklist } from '@/lib/worklist/read-worklist';
import {
  benchOfAddress,
  nextOfAddress,
  readAddress,
  type Parameter,
  urgencyOfAddress,
  worklistQueryOf,
} from '@/lib/worklist/worklist-address';
import { transitionManyAction, transitionSpecimenAction } from '../specimens/actions';
import { chooseBenchAction } from './actions';
import { carriedOn, chipsOf, choicesOf } from './filter-view';

export const metadata: Metadata = { title: 'Worklist' };

const PAGE_ROWS = 50;

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<GivenParams>;
};

export default async function WorklistPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const address = readAddress(await searchParams);
  const path = `/${ctx.lab.slug}/worklist`;
  const [bench, rules] = await Promise.all([readBench(ctx), readLabRules(ctx)]);
  const hasBench = bench.departments.length > 0;
  const [list, options, filters, departments] = await Promise.all([
    found(() => readWorklist(ctx, worklistQueryOf(address, hasBench, PAGE_ROWS))),
    actionOptions(ctx, rules),
    filterOptions(ctx),
    listDepartments(ctx, namedListQueryOf({ active: 'true', limit: 500 })),
  ]);
  const which = benchOfAddress(address, hasBench);
  const next = nextOfAddress(address);
  const urgency = urgencyOfAddress(address);
  const choices = choicesOf(address, filters, rules.states);
  const chips = chipsOf(path, address, choices);
  const own = { bench: address.bench[0] ?? null, next, urgency };
  const resetHref = pageHref(path, readAddress({}), own);
  const to = (changes: AddressChanges<Parameter>) => pageHref(path, address, changes);
  return (
    <div className="space-y-4 lg:space-y-5">
      <Follow kinds={['specimen']} />
      <PageHeader
        title="Worklist"
        description={
          <span className="max-lg:sr-only">
            Open tests{which === 'mine' && hasBench ? ` of ${bench.departments.join(', ')}` : ''},
            the most pressing first.
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
        <Alert
          tone="warning"
          title="This list cannot be shown"
          live
          actions={<LinkButton href={resetHref}>Clear filters</LinkButton>}
        >
          {list.message}
        </Alert>
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

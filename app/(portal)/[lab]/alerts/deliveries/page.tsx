import type { Metadata } from 'next';
import { channelsHref } from '@/components/alerts/addresses';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { DeliveryFilters, DeliveryTabs } from '@/components/alerts/deliveries/delivery-filters';
import { DeliveryList, isUnsettled } from '@/components/alerts/deliveries/delivery-list';
import { DeliverySelection } from '@/components/alerts/deliveries/delivery-selection';
import { DismissAll, ReplayAll } from '@/components/alerts/deliveries/settle-all';
import { Follow } from '@/components/live/follow';
import { ListBody } from '@/components/specimens/list-body';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ChannelsQuery } from '@/lib/alerts/channels/endpoints';
import { listChannels } from '@/lib/alerts/channels/list-channels';
import {
  deliveriesQueryOf,
  deliveryViewOf,
  readDeliveriesAddress,
} from '@/lib/alerts/delivery/deliveries-address';
import { deliveryState } from '@/lib/alerts/delivery/delivery-state';
import { listNotifications } from '@/lib/alerts/delivery/list-notifications';
import { listRuleNames } from '@/lib/alerts/rules/rule-names';
import { found } from '@/lib/entry/found';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { pageHref, type GivenParams } from '@/lib/platform/http/page-address';
import { dismissManyAction, replayManyAction } from './actions';

export const metadata: Metadata = { title: 'Deliveries' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

const PAGE_ROWS = 50;

export default async function DeliveriesPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/alerts/deliveries`;
  const address = readDeliveriesAddress(await searchParams);
  const [answer, state, { data: channels }, rules] = await Promise.all([
    found(() => listNotifications(ctx, deliveriesQueryOf(address, timeZone, PAGE_ROWS))),
    deliveryState(ctx),
    listChannels(ctx, ChannelsQuery.parse({ limit: 500 })),
    listRuleNames(ctx),
  ]);
  const notifications = answer.ok ? answer.data.data : [];
  const next = answer.ok ? answer.data.next_cursor : null;
  const [cursor] = address.cursor;
  const view = deliveryViewOf(address);
  const mayReplay = actorMay(ctx.actor, 'replay');
  const ids = notifications.filter(isUnsettled).map(({ id }) => id);
  // All of a channel, or of the lab, can be settled at once; what other filters leave cannot.
  const narrowed = (['rule', 'alert', 'reason', 'severity', 'from', 'to'] as const).some(
    (name) => address[name].length > 0,
  );
  const settlesAll = mayReplay && view === 'dead' && ids.length > 0 && !narrowed;
  const all = { labSlug: slug, channel: address.channel[0] };
  const { cursor: _cursor, ...filters } = address;
  const list = (
    <ListBody
      outcome={answer.ok ? { ok: true, rows: notifications } : answer}
      filtered={Object.values(filters).some((values) => values.length > 0)}
      resetHref={path}
      none={
        <EmptyState
          title="Nothing has been sent yet"
          actions={<LinkButton href={channelsHref(slug)}>Channels</LinkButton>}
        >
          Every notification and every attempt to deliver it stands here, once a rule tells a
          channel.
        </EmptyState>
      }
      summary={
        next || cursor
          ? `${notifications.length} on this page`
          : `${notifications.length} notification${notifications.length === 1 ? '' : 's'}`
      }
      previousHref={cursor === undefined ? null : pageHref(path, address)}
      nextHref={next === null ? null : pageHref(path, address, { cursor: next })}
    >
      <DeliveryList
        notifications={notifications}
        labSlug={slug}
        timeZone={timeZone}
        selectable={mayReplay && ids.length > 0}
      />
    </ListBody>
  );
  return (
    <div className="space-y-5">
      <Follow kinds={['alert']} />
      <PageHeader
        title="Deliveries"
        description={
          mayReplay
            ? 'What channels were sent, the latest first, and what became of it. What was given up can be replayed, or dismissed.'
            : 'What channels were sent, the latest first, and what became of it. Replaying takes a supervisor.'
        }
        actions={
          settlesAll ? (
            <>
              <DismissAll {...all} run={dismissManyAction} />
              <ReplayAll {...all} run={replayManyAction} />
            </>
          ) : null
        }
      />
      <AlertTabs labSlug={slug} current="deliveries" />
      <div className="space-y-3">
        <DeliveryFilters
          path={path}
          address={address}
          // An address may name a channel by its id.
          channels={channels.map(({ id, name }) => ({
            value: address.channel[0] === id ? id : name,
            label: name,
          }))}
          rules={rules.map(({ id, name, removed }) => ({
            value: id,
            label: removed ? `${name} (removed)` : name,
          }))}
        />
        <DeliveryTabs
          path={path}
          address={address}
          counts={{ queued: state.queued, dead: state.dead }}
        />
      </div>
      {mayReplay ? (
        <DeliverySelection
          labSlug={slug}
          ids={ids}
          replay={replayManyAction}
          dismiss={dismissManyAction}
        >
          {list}
        </DeliverySelection>
      ) : (
        list
      )}
    </div>
  );
}

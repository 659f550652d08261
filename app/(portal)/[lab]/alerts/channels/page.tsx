import type { Metadata } from 'next';
import { AlertTabs } from '@/components/alerts/alert-tabs';
import { ChannelList } from '@/components/alerts/channels/channel-list';
import { Follow } from '@/components/live/follow';
import { PageHeader } from '@/components/ui/page-header';
import type { Channel } from '@/lib/alerts/channels/contract';
import { ChannelsQuery } from '@/lib/alerts/channels/endpoints';
import { CHANNEL_KINDS } from '@/lib/alerts/channels/kind-list';
import { listChannels } from '@/lib/alerts/channels/list-channels';
import { endingHere } from '@/lib/demo/alerts/demo-receiver';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import type { Ctx } from '@/lib/platform/context';
import {
  changeChannelAction,
  makeChannelAction,
  removeChannelAction,
  sampleChannelAction,
  testChannelAction,
} from './actions';

export const metadata: Metadata = { title: 'Channels' };

/** Every channel, however many pages they are. */
async function allChannels(ctx: Ctx): Promise<Channel[]> {
  const found: Channel[] = [];
  let cursor: string | undefined;
  do {
    const page = await listChannels(ctx, ChannelsQuery.parse({ limit: 500, cursor }));
    found.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

export default async function ChannelsPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab);
  const channels = await allChannels(ctx);
  const demo = await endingHere(channels);
  const may = actorMay(ctx.actor, 'channels.write');
  return (
    <div className="space-y-5">
      <Follow kinds={['alert']} />
      <PageHeader
        title="Channels"
        description={
          may
            ? 'Where alerts are told, how that goes, and how much each may be told.'
            : 'Where alerts are told, how that goes, and how much each may be told. An admin makes and changes them.'
        }
      />
      <AlertTabs labSlug={ctx.lab.slug} current="channels" />
      {demo.length > 0 ? (
        <p className="text-sm text-ink-soft">
          {demo.map(({ name }) => `“${name}”`).join(' and ')} {demo.length === 1 ? 'ends' : 'end'}{' '}
          in this portal, which accepts all it is sent: the demo tells nobody outside of this
          machine.
        </p>
      ) : null}
      <ChannelList
        labSlug={ctx.lab.slug}
        timeZone={ctx.lab.timeZone}
        kinds={CHANNEL_KINDS.map(({ name, title, hint, signed }) => ({
          name,
          title,
          hint,
          signed,
        }))}
        channels={channels}
        actions={
          may
            ? {
                make: makeChannelAction,
                change: changeChannelAction,
                remove: removeChannelAction,
                test: testChannelAction,
                sample: sampleChannelAction,
              }
            : null
        }
      />
    </div>
  );
}

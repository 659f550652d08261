import { Prisma } from '@/lib/platform/db/generated/client';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { openText, sealText } from '@/lib/platform/secrets/sealed-text';
import { makeWebhookSecret } from '@/lib/platform/webhooks/standard-webhooks';
import { changingChannels, recordChannel, takeAddress } from './channel-change';
import { channelAnswer, channelRow, secretPlace, type ChannelRow } from './channel-row';
import type { ChannelChange, MadeChannel } from './contract';
import { holdChannel } from './hold-channel';
import { channelKind } from './kind-list';

/** The columns of a new address, which begins without a past; none for the same address. */
function addressColumns(row: ChannelRow, address: { url: string; host: string } | null) {
  if (address === null || openText(row.id, row.url) === address.url) return null;
  return {
    url: sealText(row.id, address.url),
    host: address.host,
    pausedUntil: null,
    failures: 0,
    lastFailure: null,
  };
}

function newSecret(row: ChannelRow, change: ChannelChange): string | null {
  if (change.new_secret === undefined) return null;
  if (!channelKind(row.kind).signed) {
    throw invalidField('new_secret', 'is for kinds that are signed; leave it out');
  }
  return makeWebhookSecret();
}

/**
 * Changes a channel; fields left out stay. A new address ends the pause of one that failed. The same
 * again changes nothing. 404; 409 for a name that is taken or a version that is not the present one;
 * 422 for an address that nothing may be posted to.
 */
export async function changeChannel(
  ctx: Ctx,
  id: string,
  change: ChannelChange,
): Promise<MadeChannel> {
  authorize(ctx, 'channels.write');
  const address = change.url === undefined ? null : await takeAddress(change.url);
  return changingChannels(ctx, async (tx) => {
    const row = await holdChannel(tx, ctx, id, change.version);
    const before = channelAnswer(row);
    const moved = addressColumns(row, address);
    const secret = newSecret(row, change);
    const wanted = {
      name: change.name ?? before.name,
      hours: change.hours === undefined ? before.hours : change.hours,
      card: { ...before.card, ...change.card },
      enabled: change.enabled ?? before.enabled,
    };
    const { name, hours, card, enabled } = before;
    const same = JSON.stringify(wanted) === JSON.stringify({ name, hours, card, enabled });
    if (same && moved === null && secret === null) return { ...before, secret };
    await tx.channel.update({
      where: { id },
      data: {
        ...wanted,
        ...moved,
        hours: wanted.hours ?? Prisma.DbNull,
        ...(secret === null ? {} : { secret: sealText(secretPlace(id), secret) }),
        version: row.version + 1,
      },
    });
    const changed = await channelRow(tx, id);
    if (!changed) throw new Error('A channel is gone that was held');
    const after = channelAnswer(changed);
    await recordChannel(tx, ctx, 'update', before, after, {
      ...(moved === null ? {} : { url: true }),
      ...(secret === null ? {} : { secret: true }),
    });
    return { ...after, secret };
  });
}

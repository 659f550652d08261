import { Prisma } from '@/lib/platform/db/generated/client';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { sealText } from '@/lib/platform/secrets/sealed-text';
import { makeWebhookSecret } from '@/lib/platform/webhooks/standard-webhooks';
import { changingChannels, recordChannel, takeAddress } from './channel-change';
import { channelAnswer, channelRow, secretPlace } from './channel-row';
import type { MadeChannel, NewChannel } from './contract';
import { channelKind } from './kind-list';

/**
 * Makes a channel. The answer alone has the secret that what it is sent is signed with, where its
 * kind signs. 409 for a name that is taken; 422 for an address that nothing may be posted to.
 */
export async function createChannel(ctx: Ctx, given: NewChannel): Promise<MadeChannel> {
  authorize(ctx, 'channels.write');
  const { url, host } = await takeAddress(given.url);
  const secret = channelKind(given.kind).signed ? makeWebhookSecret() : null;
  return changingChannels(ctx, async (tx) => {
    const id = newId();
    await tx.channel.create({
      data: {
        id,
        labId: ctx.lab.id,
        name: given.name,
        kind: given.kind,
        url: sealText(id, url),
        host,
        secret: secret === null ? null : sealText(secretPlace(id), secret),
        hours: given.hours ?? Prisma.DbNull,
        card: given.card,
        enabled: given.enabled,
        createdAt: ctx.now,
      },
    });
    const row = await channelRow(tx, id);
    if (!row) throw new Error('A channel is gone that was just made');
    const after = channelAnswer(row);
    await recordChannel(tx, ctx, 'create', null, after);
    return { ...after, secret };
  });
}

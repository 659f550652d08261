import { authorize, type Ctx } from '@/lib/platform/context';
import { KNOWN_BY } from '../delivery/settle-unsendable';
import { changingChannels, recordChannel } from './channel-change';
import { channelAnswer } from './channel-row';
import { holdChannel } from './hold-channel';

/**
 * Removes a channel: rules tell it no more, what waits for it is given up, and what was given up is
 * dismissed, because nobody can send it again. Its address goes with it, the log of what it was sent
 * stays. 404 for one that is removed already; 409 for a version that
 * is not the present one.
 */
export async function removeChannel(ctx: Ctx, id: string, seenVersion?: number): Promise<void> {
  authorize(ctx, 'channels.write');
  await changingChannels(ctx, async (tx) => {
    const row = await holdChannel(tx, ctx, id, seenVersion);
    await tx.alertRuleChannel.deleteMany({ where: { channelId: id } });
    await tx.channel.update({
      where: { id },
      data: {
        removedAt: ctx.now,
        version: row.version + 1,
        // What is no longer needed is not kept: nothing opens an empty text.
        url: new Uint8Array(),
        ...(row.secret === null ? {} : { secret: new Uint8Array() }),
      },
    });
    await tx.notification.updateMany({
      where: { channelId: id, status: 'dead', dismissedAt: null },
      data: { dismissedAt: ctx.now, dismissedBy: KNOWN_BY },
    });
    await recordChannel(tx, ctx, 'remove', channelAnswer(row), null);
  });
}

import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvents } from '@/lib/platform/live/emit-live-event';
import type { Notification, SettledDead, WhichDead } from './contract';
import { NOTIFICATION_COLUMNS, notificationAnswers } from './notification-row';
import { countDead, deadNotifications } from './which-dead';

const Ids = z.array(z.object({ id: z.string() }));

/** Queues notifications that were settled anew, those whose channel is there to take them. */
async function queueAgain(tx: LabTx, ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  // A channel that failed is tried at once for a person; one that asked for patience gets it.
  await tx.$executeRaw`
    UPDATE channels SET paused_until = NULL
    WHERE lab_id = ${ctx.lab.id}::uuid AND paused_until IS NOT NULL
      AND last_failure IS DISTINCT FROM 'rate_limited'
      AND id IN (
        SELECT channel_id FROM notifications
        WHERE lab_id = ${ctx.lab.id}::uuid AND id = ANY(${[...ids]}::uuid[]) AND status <> 'queued'
      )`;
  const rows = Ids.parse(
    await tx.$queryRaw`
      UPDATE notifications n
      SET status = 'queued', failure = NULL, settled_at = NULL, dismissed_at = NULL,
        dismissed_by = NULL, attempts = 0, posting_at = NULL, queued_at = clock_timestamp(),
        next_attempt_at = clock_timestamp()
      FROM channels c
      WHERE n.lab_id = ${ctx.lab.id}::uuid AND n.id = ANY(${[...ids]}::uuid[])
        AND n.status <> 'queued' AND c.lab_id = n.lab_id AND c.id = n.channel_id
        AND c.removed_at IS NULL AND (c.enabled OR n.reason = 'test')
      RETURNING n.id::text AS id`,
  );
  const told = rows.map(({ id }) => ({ entityId: id, version: 0 }));
  await emitLiveEvents(tx, ctx.lab.id, 'alert', told);
  return rows.map(({ id }) => id);
}

/**
 * Sends a notification again that was given up or sent. 409 while it waits, and while its channel is
 * off or removed.
 */
export async function replayNotification(ctx: Ctx, id: string): Promise<Notification> {
  authorize(ctx, 'replay');
  if (!isId(id)) throw notFound('notification');
  return ctx.db.$transaction(async (tx) => {
    const before = await tx.notification.findFirst({
      where: { id },
      select: { status: true, failure: true, channel: { select: { name: true, removedAt: true } } },
    });
    if (!before) throw notFound('notification');
    const { status, failure, channel } = before;
    const [again] = await queueAgain(tx, ctx, [id]);
    if (again === undefined) {
      const why =
        status === 'queued'
          ? 'This notification waits to be sent already.'
          : channel.removedAt === null
            ? `The channel ${channel.name} is off: switch it on first.`
            : `The channel ${channel.name} was removed: nothing can be sent to it.`;
      throw new AppError('conflict', why);
    }
    await recordAuditEvent(tx, ctx, {
      action: 'notification.replay',
      entity: 'notification',
      entityId: id,
      before: { channel: channel.name, status, failure },
      after: { status: 'queued' },
    });
    const after = await tx.notification.findFirst({
      where: { id },
      select: NOTIFICATION_COLUMNS,
    });
    const [answer] = await notificationAnswers(tx, after ? [after] : []);
    if (!answer) throw notFound('notification');
    return answer;
  });
}

/** Sends dead notifications again, the oldest first; those of a channel that is off stay dead. */
export async function replayNotifications(ctx: Ctx, which: WhichDead): Promise<SettledDead> {
  authorize(ctx, 'replay');
  return ctx.db.$transaction(async (tx) => {
    const found = await deadNotifications(tx, which);
    const replayed = await queueAgain(tx, ctx, found.ids);
    if (replayed.length > 0) {
      await recordAuditEvent(tx, ctx, {
        action: 'notification.replay_many',
        entity: 'notification',
        after: { replayed: replayed.length, ...which },
      });
    }
    return { count: replayed.length, left: await countDead(tx, found.where) };
  });
}

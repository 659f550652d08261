import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Notification, SettledDead, WhichDead } from './contract';
import { NOTIFICATION_COLUMNS, notificationAnswers } from './notification-row';
import { countDead, deadNotifications } from './which-dead';

async function dismiss(tx: LabTx, ctx: Ctx, ids: readonly string[]): Promise<number> {
  const { count } = await tx.notification.updateMany({
    where: { id: { in: [...ids] }, status: 'dead', dismissedAt: null },
    data: { dismissedAt: ctx.now, dismissedBy: actorColumns(ctx.actor).actorName },
  });
  const [first] = ids;
  if (count > 0 && first !== undefined) {
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'alert', entityId: first, version: 0 });
  }
  return count;
}

/** Says that a dead notification was seen. 409 where it is not dead; once more changes nothing. */
export async function dismissNotification(ctx: Ctx, id: string): Promise<Notification> {
  authorize(ctx, 'replay');
  if (!isId(id)) throw notFound('notification');
  return ctx.db.$transaction(async (tx) => {
    const select = NOTIFICATION_COLUMNS;
    const before = await tx.notification.findFirst({ where: { id }, select });
    if (!before) throw notFound('notification');
    const count = await dismiss(tx, ctx, [id]);
    if (count > 0) {
      await recordAuditEvent(tx, ctx, {
        action: 'notification.dismiss',
        entity: 'notification',
        entityId: id,
        before: { channel: before.channel.name, status: before.status, failure: before.failure },
      });
    }
    const after = await tx.notification.findFirst({ where: { id }, select });
    if (after?.status !== 'dead') {
      throw new AppError('conflict', 'Only a notification that was given up can be dismissed.');
    }
    const [answer] = await notificationAnswers(tx, [after]);
    if (!answer) throw notFound('notification');
    return answer;
  });
}

/** Says that dead notifications were seen: those named, of a channel, or all. */
export async function dismissNotifications(ctx: Ctx, which: WhichDead): Promise<SettledDead> {
  authorize(ctx, 'replay');
  return ctx.db.$transaction(async (tx) => {
    const { ids, where } = await deadNotifications(tx, which);
    const count = await dismiss(tx, ctx, ids);
    if (count > 0) {
      await recordAuditEvent(tx, ctx, {
        action: 'notification.dismiss_many',
        entity: 'notification',
        after: { dismissed: count, ...which },
      });
    }
    return { count, left: await countDead(tx, { AND: [where, { dismissedAt: null }] }) };
  });
}

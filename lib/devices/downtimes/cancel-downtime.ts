import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { clockTextWithZone } from '@/lib/labs/clock-text';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { findDevice } from '../find-device';
import type { CancelDowntime, Downtime } from './contract';
import { downtimeDto } from './downtime-row';

/**
 * Cancels a planned downtime: before it began it never was, while it runs it ends now. 404; 409 for
 * one that is over or was cancelled.
 */
export async function cancelDowntime(
  ctx: Ctx,
  name: string,
  id: string,
  { reason }: CancelDowntime,
): Promise<Downtime> {
  return ctx.db.$transaction(async (tx) => {
    const deviceId = await findDevice(tx, ctx, 'downtimes.write', name, 'lock');
    const row = isId(id) ? await tx.plannedDowntime.findFirst({ where: { id, deviceId } }) : null;
    if (!row) throw notFound('planned downtime');
    if (row.cancelledAt !== null) {
      const who = row.cancelledBy ?? 'somebody';
      throw new AppError('conflict', `This downtime was cancelled already (${who}).`);
    }
    if (row.endsAt <= ctx.now) {
      throw new AppError(
        'conflict',
        `This downtime ended at ${clockTextWithZone(row.endsAt, ctx.lab.timeZone)}.`,
      );
    }
    const { actorName } = actorColumns(ctx.actor);
    const cancelled = { cancelledAt: ctx.now, cancelledBy: actorName };
    await tx.plannedDowntime.updateMany({ where: { id, deviceId }, data: cancelled });
    const before = downtimeDto(row, ctx.now);
    await recordAuditEvent(tx, ctx, {
      action: 'device.cancel_downtime',
      entity: 'device',
      entityId: deviceId,
      before: { id, starts_at: before.starts_at, ends_at: before.ends_at, state: before.state },
      after: { id, cancelled_at: ctx.now.toISOString() },
      reason,
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: deviceId, version: 0 });
    return downtimeDto({ ...row, ...cancelled }, ctx.now);
  });
}

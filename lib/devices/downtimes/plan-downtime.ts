import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { AppError, invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { findDevice } from '../find-device';
import type { Downtime, NewDowntime } from './contract';
import { downtimeDto } from './downtime-row';

/** A clock that is not quite right, or a form that took a while. */
const LATE_MS = 5 * 60_000;
const LONGEST_MS = 366 * 24 * 3_600_000;

/**
 * Announces a stop of a device: it is not held against its uptime. What is past is not announced any
 * more (422): no figure is rewritten. 404; 409 for a retired device, and for one that is planned to
 * stop then already.
 */
export async function planDowntime(ctx: Ctx, name: string, given: NewDowntime): Promise<Downtime> {
  const { starts_at: startsAt, ends_at: endsAt, reason } = given;
  return ctx.db.$transaction(async (tx) => {
    const deviceId = await findDevice(tx, ctx, 'downtimes.write', name, 'lock');
    if (startsAt.getTime() < ctx.now.getTime() - LATE_MS) {
      throw invalidField(
        'starts_at',
        'is past: plan from now on, or record a state with its reason',
      );
    }
    if (endsAt.getTime() - startsAt.getTime() > LONGEST_MS) {
      throw invalidField('ends_at', 'is more than a year after starts_at: retire the device');
    }
    const device = await tx.device.findUniqueOrThrow({
      where: { id: deviceId },
      select: { name: true, retiredAt: true },
    });
    if (device.retiredAt !== null) {
      throw new AppError('conflict', `${device.name} is retired and stops no more.`);
    }
    const overlapping = await tx.plannedDowntime.findFirst({
      where: {
        deviceId,
        startsAt: { lt: endsAt },
        endsAt: { gt: startsAt },
        OR: [{ cancelledAt: null }, { cancelledAt: { gt: startsAt } }],
      },
    });
    if (overlapping) {
      const from = overlapping.startsAt.toISOString();
      const to = overlapping.endsAt.toISOString();
      throw new AppError(
        'conflict',
        `${device.name} is planned to stop from ${from} to ${to} already (${overlapping.reason}): cancel that, or choose another time.`,
        { extra: { downtime: overlapping.id } },
      );
    }
    const row = await tx.plannedDowntime.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        deviceId,
        startsAt,
        endsAt,
        reason,
        createdAt: ctx.now,
        ...actorColumns(ctx.actor),
        requestId: ctx.requestId,
      },
    });
    const downtime = downtimeDto(row, ctx.now);
    await recordAuditEvent(tx, ctx, {
      action: 'device.plan_downtime',
      entity: 'device',
      entityId: deviceId,
      after: {
        device: device.name,
        id: row.id,
        starts_at: downtime.starts_at,
        ends_at: downtime.ends_at,
      },
      reason,
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: deviceId, version: 0 });
    return downtime;
  });
}

import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { SecretAnswer } from './contract';
import { SECRET_COLUMNS, secretAnswer } from './secret-row';

/** Ends a secret of a device at once; one that has ended stays as it is. */
export async function revokeSecret(ctx: Ctx, name: string, id: string): Promise<SecretAnswer> {
  return ctx.db.$transaction(async (tx) => {
    const deviceId = await findDevice(tx, ctx, 'secrets.write', name, 'lock');
    const row = isId(id)
      ? await tx.deviceSecret.findFirst({ where: { id, deviceId }, select: SECRET_COLUMNS })
      : null;
    if (!row) throw notFound('secret of this device');
    if (row.validUntil !== null && row.validUntil <= ctx.now) return secretAnswer(row, ctx.now);
    const validUntil = row.validFrom > ctx.now ? row.validFrom : ctx.now;
    await tx.deviceSecret.updateMany({ where: { id }, data: { validUntil } });
    await recordAuditEvent(tx, ctx, {
      action: 'device.revoke_secret',
      entity: 'device',
      entityId: deviceId,
      before: { secret_id: id, valid_until: row.validUntil?.toISOString() ?? null },
      after: { secret_id: id, valid_until: validUntil.toISOString() },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: deviceId, version: 0 });
    return secretAnswer({ ...row, validUntil }, ctx.now);
  });
}

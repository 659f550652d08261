import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { findDevice } from '@/lib/devices/find-device';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { sealText } from '@/lib/platform/secrets/sealed-text';
import { makeWebhookSecret } from '@/lib/platform/webhooks/standard-webhooks';
import type { MadeSecret, NewSecret } from './contract';
import { SECRET_COLUMNS, secretAnswer } from './secret-row';

/** As many secrets of a device are good at a time: each is tried on every message. */
const MOST_GOOD = 5;
const HOUR_MS = 3_600_000;

/**
 * Makes a device's next secret; those before stay good for the overlap, or end with it at 0. The
 * answer alone has the secret's text. 409 for a retired device, and while five are good.
 */
export async function makeSecret(ctx: Ctx, name: string, given: NewSecret): Promise<MadeSecret> {
  return ctx.db.$transaction(async (tx) => {
    const deviceId = await findDevice(tx, ctx, 'secrets.write', name, 'lock');
    const device = await tx.device.findUniqueOrThrow({ where: { id: deviceId } });
    if (device.retiredAt !== null) {
      throw new AppError('conflict', `${device.name} is retired: bring it back first.`);
    }
    const until = new Date(ctx.now.getTime() + given.overlap_hours * HOUR_MS);
    const ended = await tx.deviceSecret.updateMany({
      where: { deviceId, OR: [{ validUntil: null }, { validUntil: { gt: until } }] },
      data: { validUntil: until },
    });
    const good = await tx.deviceSecret.count({
      where: { deviceId, OR: [{ validUntil: null }, { validUntil: { gt: ctx.now } }] },
    });
    if (good >= MOST_GOOD) {
      throw new AppError(
        'conflict',
        `${good} secrets of ${device.name} are still good: revoke one, or make this one with overlap_hours 0.`,
      );
    }
    const id = newId();
    const secret = makeWebhookSecret();
    const row = await tx.deviceSecret.create({
      data: {
        id,
        labId: ctx.lab.id,
        deviceId,
        ciphertext: sealText(id, secret),
        validFrom: ctx.now,
        createdAt: ctx.now,
        makerName: actorColumns(ctx.actor).actorName,
      },
      select: SECRET_COLUMNS,
    });
    await recordAuditEvent(tx, ctx, {
      action: 'device.make_secret',
      entity: 'device',
      entityId: deviceId,
      after: {
        device: device.name,
        secret_id: id,
        ...(ended.count > 0 ? { others_end_at: until.toISOString() } : {}),
      },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: deviceId, version: 0 });
    return {
      ...secretAnswer(row, ctx.now),
      secret,
      webhook_path: `/api/webhooks/instruments/${deviceId}`,
    };
  });
}

import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { openText } from '@/lib/platform/secrets/sealed-text';
import { signatureOf } from '@/lib/platform/webhooks/standard-webhooks';
import { acceptMessage, type Accepted } from '../receive/accept-message';
import { proveSender } from '../receive/prove-sender';

/** The text of the newest secret of a device that is good. */
async function newestSecret(ctx: Ctx, deviceId: string, name: string): Promise<string> {
  const row = await ctx.db.deviceSecret.findFirst({
    where: {
      deviceId,
      validFrom: { lte: ctx.now },
      OR: [{ validUntil: null }, { validUntil: { gt: ctx.now } }],
    },
    orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
  });
  if (!row) {
    throw new AppError(
      'conflict',
      `${name} has no good secret, and the test message is signed with one: make a secret first.`,
    );
  }
  const text = openText(row.id, row.ciphertext);
  if (text === null) {
    throw new AppError(
      'conflict',
      `The newest secret of ${name} cannot be opened with this SECRETS_KEY: make another.`,
    );
  }
  return text;
}

/**
 * Sends a heartbeat as the device would, signed with its newest secret: it is proved, stored and
 * applied as any message of the device is. 409 without a secret that is good.
 */
export async function sendTestMessage(ctx: Ctx, name: string): Promise<Accepted> {
  const deviceId = await findDevice(ctx.db, ctx, 'secrets.write', name);
  const secret = await newestSecret(ctx, deviceId, name);
  const bytes = Buffer.from(
    JSON.stringify({ type: 'device.heartbeat', time: ctx.now.toISOString() }),
  );
  const id = `test_${newId()}`;
  const timestamp = String(Math.floor(ctx.now.getTime() / 1000));
  const headers = new Headers({
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(secret, { id, timestamp }, bytes),
  });
  const proof = await proveSender(headers, deviceId, bytes, ctx.now);
  if ('unproved' in proof) {
    throw new AppError(
      'conflict',
      `${name} was not recognised by its own signature. It may be retired: bring it back first.`,
    );
  }
  const { requestId, now } = ctx;
  const accepted = await acceptMessage(proof.sender, {
    bytes,
    format: 'json',
    webhookId: id,
    requestId,
    now,
  });
  await ctx.db.$transaction((tx) =>
    recordAuditEvent(tx, ctx, {
      action: 'device.send_test',
      entity: 'device',
      entityId: deviceId,
      after: { device: name, message_id: accepted.id },
    }),
  );
  return accepted;
}

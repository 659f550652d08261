import type { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError, invalidField } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { newId } from '@/lib/platform/ids';
import { makeKey } from './api-key';
import { CreateKeyInput, type NewKey } from './contract';
import { mayGiveKey } from './give-key';

const DAY_MS = 24 * 3600_000;

/**
 * Makes a key of the lab, which is in this answer and never again. It may never do more than its
 * maker; an instrument's belongs to one device in use.
 */
export async function createKey(ctx: Ctx, given: z.input<typeof CreateKeyInput>): Promise<NewKey> {
  authorize(ctx, 'keys.write');
  const { name, role, deviceId, expiresInDays } = parseInput(CreateKeyInput, given);
  const { actor, now } = ctx;
  if (!mayGiveKey(actor, role)) {
    throw new AppError('forbidden', 'A key may not do more than whoever makes it.');
  }
  const { key, prefix, hash } = makeKey();
  const keyId = newId();
  await ctx.db.$transaction(async (tx) => {
    if (deviceId !== null) {
      const device = await tx.device.findFirst({ where: { id: deviceId, retiredAt: null } });
      if (!device) throw invalidField('deviceId', 'is no device in use in this lab');
    }
    await tx.apiKey.create({
      data: {
        id: keyId,
        labId: ctx.lab.id,
        name,
        prefix,
        hash,
        role,
        deviceId,
        makerId: actor.kind === 'person' ? actor.userId : null,
        makerName: actorColumns(actor).actorName,
        createdAt: now,
        expiresAt: expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS),
      },
    });
    await recordAuditEvent(tx, ctx, {
      action: 'key.create',
      entity: 'key',
      entityId: keyId,
      after: { name, prefix, role, device: deviceId, expires_in_days: expiresInDays },
    });
  });
  return { keyId, key, name, prefix };
}

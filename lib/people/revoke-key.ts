import type { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { KeyInput } from './contract';

/** Stops a key for good, from the next request on. 404 for one of another lab or stopped before. */
export async function revokeKey(
  ctx: Ctx,
  given: z.input<typeof KeyInput>,
): Promise<{ keyId: string }> {
  authorize(ctx, 'keys.write');
  const { keyId } = parseInput(KeyInput, given);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id: keyId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) throw notFound('key in use');
    await recordAuditEvent(tx, ctx, { action: 'key.revoke', entity: 'key', entityId: keyId });
  });
  return { keyId };
}

import { createHash } from 'node:crypto';
import type { Ctx } from '../context';
import { Prisma } from '../db/generated/client';
import { AppError } from '../errors';
import { newId } from '../ids';

/** A request that never finished frees its key after this long. */
const ABANDONED_AFTER_MS = 120_000;

type Kept = { status: number; answer: unknown };

function principalOf(ctx: Ctx): string {
  switch (ctx.actor.kind) {
    case 'person':
      return `person:${ctx.actor.userId}`;
    case 'key':
      return `key:${ctx.actor.keyId}`;
    case 'system':
      return `system:${ctx.actor.job}`;
  }
}

/**
 * Runs a POST once per (principal, path, Idempotency-Key): the same key and body replays the kept
 * answer, another body is 409. Only successes are kept; a refused request may be sent again.
 */
export async function onceOnly(
  ctx: Ctx,
  request: { method: string; path: string; key: string; body: Uint8Array },
  run: () => Promise<Kept>,
): Promise<Kept & { replayed: boolean }> {
  const where = {
    principal: principalOf(ctx),
    method: request.method,
    path: request.path,
    key: request.key,
  };
  const bodyHash = createHash('sha256').update(request.body).digest();
  const id = newId();
  const reserve = await ctx.db.idempotencyRecord.createMany({
    data: [{ ...where, id, labId: ctx.lab.id, bodyHash }],
    skipDuplicates: true,
  });
  if (reserve.count === 0) {
    const kept = await ctx.db.idempotencyRecord.findFirst({ where });
    if (kept && !Buffer.from(kept.bodyHash).equals(bodyHash)) {
      throw new AppError(
        'idempotency_conflict',
        'This Idempotency-Key was used with another body.',
      );
    }
    if (kept && kept.status !== null)
      return { status: kept.status, answer: kept.answer, replayed: true };
    const takenOver = await ctx.db.idempotencyRecord.updateMany({
      where: {
        ...where,
        status: null,
        createdAt: { lt: new Date(Date.now() - ABANDONED_AFTER_MS) },
      },
      data: { id, createdAt: new Date() },
    });
    if (takenOver.count === 0) {
      throw new AppError(
        'idempotency_in_progress',
        'The first request with this key is still at work.',
        {
          retryAfterSeconds: 2,
        },
      );
    }
  }
  try {
    const done = await run();
    await ctx.db.idempotencyRecord.updateMany({
      where: { id },
      data: {
        status: done.status,
        answer: JSON.parse(JSON.stringify(done.answer ?? null)) ?? Prisma.JsonNull,
      },
    });
    return { ...done, replayed: false };
  } catch (error) {
    await ctx.db.idempotencyRecord.deleteMany({ where: { id } });
    throw error;
  }
}

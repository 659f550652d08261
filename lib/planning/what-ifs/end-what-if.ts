import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { StoredAnswer } from './stored';

export type Ending =
  | { status: 'finished'; answer: StoredAnswer }
  | { status: 'failed'; failure: string }
  | { status: 'cancelled' };

const ENDED = 1_000_000;

/**
 * Ends a what-if that waits or runs; of `attempt` only, where that is named. False where it has ended
 * already, or another worker has begun it anew.
 */
export async function endWhatIf(
  ctx: Ctx,
  id: string,
  ending: Ending,
  attempt?: number,
): Promise<boolean> {
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.whatIf.updateMany({
      where: {
        id,
        status: { in: ['queued', 'running'] },
        ...(attempt === undefined ? {} : { attempts: attempt }),
      },
      data: {
        ...ending,
        finishedAt: new Date(),
        ...(ending.status === 'finished' ? { progress: 1 } : {}),
      },
    });
    if (count === 0) return false;
    await recordAuditEvent(
      tx,
      { ...ctx, now: new Date() },
      {
        action: ending.status === 'cancelled' ? 'what_if.cancel' : 'what_if.run',
        entity: 'what_if',
        entityId: id,
        after: {
          status: ending.status,
          ...(ending.status === 'failed' ? { failure: ending.failure } : {}),
        },
      },
    );
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'what_if', entityId: id, version: ENDED });
    return true;
  });
}

import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError } from '@/lib/platform/errors';
import type { MoveEnds } from '../contract';
import { keepConflict } from '../conflicts/keep-conflict';
import { mayGoAgain } from './may-go-again';
import { LookAgain, PlaceRefused } from './place-refused';

/** How the fields of a move are called where it stands in a larger request. */
export type FieldNames = (field: keyof MoveEnds) => string;

/** A container that others keep moving is looked for this often. */
const ATTEMPTS = 12;

/**
 * Runs `work` in one transaction, anew when another was faster or the database found a deadlock. A
 * PlaceRefused rolls it back, is kept as an open placement conflict by a transaction of its own, and
 * becomes 409 `conflict` with `{container, occupant, conflict}`.
 */
export async function placeTransaction<T>(
  ctx: Ctx,
  work: (tx: LabTx) => Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.db.$transaction(work, options);
    } catch (error) {
      if (error instanceof PlaceRefused) throw await keepConflict(ctx, error.refusal);
      if (!mayGoAgain(error)) throw error;
      if (attempt < ATTEMPTS) continue;
      if (!(error instanceof LookAgain)) throw error;
      throw new AppError('unavailable', 'Others keep moving this container. Try again.', {
        retryAfterSeconds: 1,
        cause: error,
      });
    }
  }
}

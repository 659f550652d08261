import type { Ctx } from '@/lib/platform/context';
import { violatedConstraint } from '@/lib/platform/db/duplicate-row';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { keepConflict } from './keep-conflict';
import { LookAgain, PlaceRefused } from './place-refused';

/** A container that others keep moving is looked for this often. */
const ATTEMPTS = 8;

/** What another was faster to take; a second look says who it was. */
const TAKEN = new Set([
  'containers_barcode_key',
  'occupancies_pkey',
  'occupancies_lab_id_container_id_thing_key',
  'container_moves_lab_id_container_id_sequence_key',
]);

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A deadlock or a failed serialization (40P01, 40001), of which Prisma makes one kind. */
function isWriteConflict(error: unknown): boolean {
  if (member(error, 'code') === 'P2034') return true;
  const cause = member(member(member(error, 'meta'), 'driverAdapterError'), 'cause');
  return member(cause ?? member(error, 'cause'), 'kind') === 'TransactionWriteConflict';
}

function mayGoAgain(error: unknown): boolean {
  if (error instanceof LookAgain || isWriteConflict(error)) return true;
  const constraint = violatedConstraint(error);
  return constraint !== undefined && TAKEN.has(constraint);
}

/**
 * Runs `work` in one transaction, anew when another was faster or the database found a deadlock. A
 * PlaceRefused rolls it back, is kept as an open placement conflict by a transaction of its own, and
 * becomes 409 `conflict` with `{container, occupant, conflict}`.
 */
export async function placeTransaction<T>(ctx: Ctx, work: (tx: LabTx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.db.$transaction(work);
    } catch (error) {
      if (error instanceof PlaceRefused) throw await keepConflict(ctx, error.refusal);
      if (attempt >= ATTEMPTS || !mayGoAgain(error)) throw error;
    }
  }
}

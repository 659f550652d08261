import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { Container, MoveEnds } from './contract';

/** How the fields of a move are called where it stands in a larger request. */
export type FieldNames = (field: keyof MoveEnds) => string;

/**
 * Moves a container within a transaction begun by `placeTransaction`: `ref` is its id or barcode, or
 * null for whatever stands at the source. Throws PlaceRefused, which placeTransaction turns into a
 * kept conflict and 409.
 */
export declare function moveContainerIn(
  tx: LabTx,
  ctx: Ctx,
  ref: string | null,
  ends: MoveEnds,
  options?: { barcode?: string | null; fieldNames?: FieldNames },
): Promise<{ container: Container; moveId: string }>;

/**
 * Locks every place that several moves of one transaction name, at its beginning and in one order,
 * so that two such transactions cannot wait for each other.
 */
export declare function lockEndsIn(
  tx: LabTx,
  ctx: Ctx,
  moves: readonly { ends: MoveEnds; fieldNames?: FieldNames }[],
): Promise<void>;

/**
 * Runs `work` in one transaction, anew when another was faster or the database found a deadlock. A
 * PlaceRefused rolls it back, is kept as an open placement conflict by a transaction of its own, and
 * becomes 409 `conflict` with `{container, occupant, conflict}`.
 */
export declare function placeTransaction<T>(ctx: Ctx, work: (tx: LabTx) => Promise<T>): Promise<T>;

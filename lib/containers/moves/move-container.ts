import { authorize, type Ctx } from '@/lib/platform/context';
import type { Moved, MoveByPlace, MoveEnds } from '../contract';

import { moveContainerIn } from './move-container-in';
import { placeTransaction } from '../places/place-transaction';

/**
 * Moves the container of that id or barcode. One that is not at the source, or a target that is
 * taken, is 409 with who is there; nothing changes, and the refusal is kept as a placement conflict.
 */
export async function moveContainer(ctx: Ctx, ref: string, ends: MoveEnds): Promise<Moved> {
  authorize(ctx, 'platform.write');
  const { container, moveId } = await placeTransaction(ctx, (tx) =>
    moveContainerIn(tx, ctx, ref, ends),
  );
  return { status: 'success', container, move_id: moveId };
}

/** The same for whatever stands at the source; a barcode, if given, must not be another's. */
export async function moveByPlace(ctx: Ctx, given: MoveByPlace): Promise<Moved> {
  authorize(ctx, 'platform.write');
  const { barcode = null, ...ends } = given;
  const { container, moveId } = await placeTransaction(ctx, (tx) =>
    moveContainerIn(tx, ctx, null, ends, { barcode }),
  );
  return { status: 'success', container, move_id: moveId };
}

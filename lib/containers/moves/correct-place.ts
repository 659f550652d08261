import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField } from '@/lib/platform/errors';
import { appendMoves } from './append-moves';
import type { Container, Correction } from '../contract';
import { lockContainer } from '../places/lock-container';
import { placeKey } from '../places/lock-places';
import { placeTransaction } from '../places/place-transaction';
import { refuseTaken } from '../places/refuse-taken';
import { removeHeld } from '../remove-container';

type PlaceCorrection = { device: string; position: number; reason: string };

/**
 * Says by hand where a container stands, with a reason. A place that is taken is 409 with who is
 * there: that one is corrected first. 422 for the place it is on already.
 */
export async function correctPlace(
  ctx: Ctx,
  ref: string,
  given: PlaceCorrection,
): Promise<Container> {
  authorize(ctx, 'places.correct');
  return placeTransaction(ctx, (tx) => correctPlaceIn(tx, ctx, ref, given));
}

/** The same within a transaction begun by `placeTransaction`, for who has authorized it. */
export async function correctPlaceIn(
  tx: LabTx,
  ctx: Ctx,
  ref: string,
  { device, position, reason }: PlaceCorrection,
): Promise<Container> {
  const held = await lockContainer(tx, ctx, ref, [
    { device, position, deviceField: 'device', positionField: 'position' },
  ]);
  const { container, place: from } = held;
  const [to] = held.places;
  if (!to) throw new Error('A correction has a place');
  if (placeKey(from) === placeKey(to)) {
    throw invalidField('position', 'is where it stands already');
  }
  const remedy = 'If that is wrong, correct the place of that one first, or say that it is gone.';
  refuseTaken(to, held.occupants, remedy, container);
  await appendMoves(tx, ctx, [
    { containerId: container.id, action: 'correct', thing: 'container', from, to, reason },
  ]);
  const { device: before, position: beforePosition } = container;
  await recordAuditEvent(tx, ctx, {
    action: 'container.correct',
    entity: 'container',
    entityId: container.id,
    before: { device: before, position: beforePosition },
    after: { device: to.device, position: to.slot },
    reason,
  });
  return { ...container, device: to.device, position: to.slot };
}

/** Says by hand that a container is nowhere on the platform any more, with a reason. */
export async function removeByHand(ctx: Ctx, ref: string, reason: string): Promise<Container> {
  authorize(ctx, 'places.correct');
  return placeTransaction(ctx, async (tx) =>
    removeHeld(tx, ctx, await lockContainer(tx, ctx, ref), reason),
  );
}

/** Either of them, as the interface takes it. */
export function correct(ctx: Ctx, ref: string, given: Correction): Promise<Container> {
  const { device, position, reason } = given;
  return device === undefined || position === undefined
    ? removeByHand(ctx, ref, reason)
    : correctPlace(ctx, ref, { device, position, reason });
}

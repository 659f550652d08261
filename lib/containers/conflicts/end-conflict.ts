import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField } from '@/lib/platform/errors';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { appendMoves } from '../moves/append-moves';
import { conflictOf } from './conflict-row';
import type { PlacementConflict, Reconciliation } from '../contract';
import { lockContainerAnd } from '../places/lock-container';
import { findPlaces, placeKey } from '../places/lock-places';
import { LookAgain } from '../places/place-refused';
import { placeTransaction } from '../places/place-transaction';
import { containerIdOf } from '../read-container';
import { refuseTaken } from '../places/refuse-taken';

const HOW = {
  RECONCILED: 'was reconciled',
  DISMISSED: 'was dismissed',
  OVERTAKEN: 'was overtaken',
};

async function openConflict(tx: LabTx, ctx: Ctx, id: string): Promise<PlacementConflict> {
  const conflict = await conflictOf(tx, ctx, id);
  if (conflict.ended === null) return conflict;
  const detail = `This conflict ${HOW[conflict.ended]} by ${conflict.ended_by ?? 'somebody'} already.`;
  throw new AppError('conflict', detail, { extra: { placement_conflict: conflict } });
}

async function end(
  tx: LabTx,
  ctx: Ctx,
  conflict: PlacementConflict,
  ended: 'RECONCILED' | 'DISMISSED',
  reason?: string,
): Promise<void> {
  const done = await tx.placementConflict.updateMany({
    where: { id: conflict.id, endedAt: null },
    data: {
      ended,
      endedAt: ctx.now,
      endedBy: actorColumns(ctx.actor).actorName,
      endReason: reason ?? null,
    },
  });
  // Somebody was faster; the second look says how it ended.
  if (done.count === 0) throw new LookAgain();
}

/** The container that moved: the conflict's own, or the one that the request names. */
async function movedBy(tx: LabTx, ctx: Ctx, conflict: PlacementConflict, ref?: string) {
  const named = ref === undefined ? null : await containerIdOf(tx, ctx, ref);
  const own = conflict.container?.id ?? null;
  if (own === null && named === null) {
    throw invalidField('container', 'nobody knows which container it was: name its id or barcode');
  }
  if (own !== null && named !== null && own !== named) {
    throw invalidField('container', 'is another than the one that was refused; leave it out');
  }
  return own ?? named ?? '';
}

/**
 * Takes a refused move as done: the container goes from wherever it is believed to be to the
 * conflict's target. A target that is taken is 409 with who is there.
 */
export async function reconcileConflict(
  ctx: Ctx,
  id: string,
  given: Reconciliation = {},
): Promise<PlacementConflict> {
  authorize(ctx, 'places.correct');
  return placeTransaction(ctx, async (tx) => {
    const conflict = await openConflict(tx, ctx, id);
    const containerId = await movedBy(tx, ctx, conflict, given.container);
    const { device, position } = conflict.to;
    const places = await findPlaces(tx, ctx, [
      { device, position, deviceField: 'to.device', positionField: 'to.position' },
    ]);
    const held = await lockContainerAnd(tx, ctx, containerId, places);
    const [to] = held.places;
    if (!to) throw new Error('A conflict has a target');
    await end(tx, ctx, conflict, 'RECONCILED');
    const { container, place: from } = held;
    if (placeKey(from) !== placeKey(to)) {
      const remedy =
        'If that is wrong, correct the place of that one first, or say that it is gone.';
      refuseTaken(to, held.occupants, remedy, container);
      await appendMoves(tx, ctx, [
        { containerId, action: 'reconcile', thing: 'container', from, to },
      ]);
    }
    await recordAuditEvent(tx, ctx, {
      action: 'container.reconcile',
      entity: 'container',
      entityId: containerId,
      before: { device: container.device, position: container.position },
      after: { device: to.device, position: to.slot, conflict: id },
    });
    return conflictOf(tx, ctx, id);
  });
}

/** Ends a conflict without a move: the container is where it is believed to be. */
export async function dismissConflict(
  ctx: Ctx,
  id: string,
  given: { reason?: string | undefined } = {},
): Promise<PlacementConflict> {
  authorize(ctx, 'places.correct');
  return placeTransaction(ctx, async (tx) => {
    const conflict = await openConflict(tx, ctx, id);
    await end(tx, ctx, conflict, 'DISMISSED', given.reason);
    const entityId = conflict.container?.id;
    await recordAuditEvent(tx, ctx, {
      action: 'container.dismiss_conflict',
      entity: 'container',
      ...(entityId === undefined ? {} : { entityId }),
      before: { conflict: id, from: conflict.from, to: conflict.to },
      after: { ended: 'DISMISSED' },
      ...(given.reason === undefined ? {} : { reason: given.reason }),
    });
    const live = { entityId: entityId ?? id, version: conflict.times };
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'container', ...live });
    return conflictOf(tx, ctx, id);
  });
}

import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { appendMoves, type NewMove } from './moves/append-moves';
import { containersById } from './container-row';
import type { Container } from './contract';
import { type HeldContainer, lockContainer } from './places/lock-container';
import { placeTransaction } from './places/place-transaction';
import { containerIdOf } from './read-container';

/** Marks a held container removed and frees its place and its lid's. */
export async function removeHeld(
  tx: LabTx,
  ctx: Ctx,
  held: HeldContainer,
  reason?: string,
): Promise<Container> {
  const { container, place, lidPlace } = held;
  const rest = {
    containerId: container.id,
    action: 'remove',
    to: null,
    ...(reason ? { reason } : {}),
  } as const;
  const moves: NewMove[] = [{ ...rest, thing: 'container', from: place }];
  if (lidPlace) moves.unshift({ ...rest, thing: 'lid', from: lidPlace });
  await appendMoves(tx, ctx, moves);
  await tx.container.update({ where: { id: container.id }, data: { removedAt: ctx.now } });
  const after = { ...container, device: null, position: null, lid_site: null, removed: true };
  await recordAuditEvent(tx, ctx, {
    action: 'container.remove',
    entity: 'container',
    entityId: container.id,
    before: container,
    after,
    ...(reason ? { reason } : {}),
  });
  return after;
}

/**
 * Removes a container from the platform; its history stays. One removed already is answered as it is
 * by its id, and is 404 by the barcode it had.
 */
export async function removeContainer(ctx: Ctx, ref: string): Promise<Container> {
  authorize(ctx, 'platform.write');
  return placeTransaction(ctx, async (tx) => {
    const id = await containerIdOf(tx, ctx, ref);
    const container = (await containersById(tx, ctx.lab.id, [id])).get(id);
    if (container?.removed) return container;
    return removeHeld(tx, ctx, await lockContainer(tx, ctx, ref));
  });
}

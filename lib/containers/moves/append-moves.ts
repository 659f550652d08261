import { z } from 'zod';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvents } from '@/lib/platform/live/emit-live-event';
import { sourceOf } from '@/lib/specimens/source-of';
import type { Changes, CONTAINER_ACTIONS } from '../contract';
import type { PlaceId } from '../places/place-refused';

/** One row of history; a `change` says the present place as both ends. */
export type NewMove = {
  containerId: string;
  action: (typeof CONTAINER_ACTIONS)[number];
  thing: 'container' | 'lid';
  from: PlaceId | null;
  to: PlaceId | null;
  changes?: Changes;
  reason?: string;
};

const Last = z.array(z.object({ containerId: z.string(), sequence: z.int() }));

async function lastSequences(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = Last.parse(
    await tx.$queryRaw`
      SELECT asked.id::text AS "containerId", COALESCE((
        SELECT m.sequence FROM container_moves m
        WHERE m.lab_id = ${ctx.lab.id}::uuid AND m.container_id = asked.id
        ORDER BY m.sequence DESC LIMIT 1), 0) AS sequence
      FROM unnest(${ids}::uuid[]) AS asked (id)`,
  );
  return new Map(rows.map(({ containerId, sequence }) => [containerId, sequence]));
}

const samePlace = (a: PlaceId | null, b: PlaceId | null) =>
  a?.deviceId === b?.deviceId && a?.slot === b?.slot;

/**
 * Appends rows to the histories of containers whose places the caller holds, puts what moved onto
 * its new place, ends the open conflicts of containers that moved, and tells the listeners. At most
 * one row a container and thing. Answers the new rows' ids and numbers, in the order given.
 */
export async function appendMoves(
  tx: LabTx,
  ctx: Pick<Ctx, 'lab' | 'actor' | 'now' | 'requestId'>,
  moves: readonly NewMove[],
): Promise<{ id: string; sequence: number }[]> {
  const ids = [...new Set(moves.map(({ containerId }) => containerId))];
  const last = await lastSequences(tx, ctx, ids);
  const rows = moves.map((move) => {
    const sequence = (last.get(move.containerId) ?? 0) + 1;
    last.set(move.containerId, sequence);
    return { ...move, id: newId(), sequence };
  });
  const shared = {
    labId: ctx.lab.id,
    at: ctx.now,
    source: sourceOf(ctx.actor),
    ...actorColumns(ctx.actor),
    requestId: ctx.requestId,
  };
  await tx.containerMove.createMany({
    data: rows.map(({ id, containerId, sequence, action, thing, from, to, changes, reason }) => ({
      ...shared,
      id,
      containerId,
      sequence,
      action,
      thing,
      fromDeviceId: from?.deviceId ?? null,
      fromSlot: from?.slot ?? null,
      toDeviceId: to?.deviceId ?? null,
      toSlot: to?.slot ?? null,
      ...(changes ? { changes } : {}),
      reason: reason ?? null,
    })),
  });
  const moved = rows.filter(({ from, to }) => !samePlace(from, to));
  const left = moved.filter(({ from }) => from !== null);
  if (left.length > 0) {
    await tx.$executeRaw`
      DELETE FROM occupancies WHERE lab_id = ${ctx.lab.id}::uuid AND (container_id, thing) IN (
        SELECT id, thing::thing FROM unnest(
          ${left.map(({ containerId }) => containerId)}::uuid[],
          ${left.map(({ thing }) => thing)}::text[]) AS gone (id, thing))`;
  }
  const arrived = moved.flatMap(({ to, containerId, thing, sequence }) =>
    to === null
      ? []
      : [{ labId: ctx.lab.id, deviceId: to.deviceId, slot: to.slot, containerId, thing, sequence }],
  );
  if (arrived.length > 0) await tx.occupancy.createMany({ data: arrived });
  await endOvertaken(
    tx,
    ctx,
    left.filter(({ thing }) => thing === 'container').map(({ containerId }) => containerId),
  );
  const events = ids.map((id) => ({ entityId: id, version: last.get(id) ?? 0 }));
  await emitLiveEvents(tx, ctx.lab.id, 'container', events);
  return rows.map(({ id, sequence }) => ({ id, sequence }));
}

/** A container whose place is known again has no open question about an older move. */
async function endOvertaken(
  tx: Pick<LabTx, 'placementConflict'>,
  ctx: Pick<Ctx, 'actor' | 'now'>,
  containerIds: string[],
): Promise<void> {
  if (containerIds.length === 0) return;
  const data: Prisma.PlacementConflictUncheckedUpdateManyInput = {
    ended: 'OVERTAKEN',
    endedAt: ctx.now,
    endedBy: actorColumns(ctx.actor).actorName,
  };
  await tx.placementConflict.updateMany({
    where: { containerId: { in: containerIds }, endedAt: null },
    data,
  });
}

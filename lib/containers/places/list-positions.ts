import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { notFound } from '@/lib/platform/errors';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { containersById } from '../container-row';
import type { Position } from '../contract';

const Slots = z.array(
  z.object({
    deviceId: z.string(),
    slot: z.int(),
    deepWell: z.boolean(),
    thing: z.enum(['container', 'lid']).nullable(),
    containerId: z.string().nullable(),
  }),
);

async function positionsOf(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Ctx,
  deviceId: string,
  slot?: number,
): Promise<Position[]> {
  const only = slot === undefined ? Prisma.empty : Prisma.sql`AND p.slot = ${slot}`;
  const rows = Slots.parse(
    await tx.$queryRaw`
      SELECT p.device_id::text AS "deviceId", p.slot, p.deep_well AS "deepWell",
             o.thing::text AS thing, o.container_id::text AS "containerId"
      FROM positions p
      LEFT JOIN occupancies o
        ON o.lab_id = p.lab_id AND o.device_id = p.device_id AND o.slot = p.slot
      WHERE p.lab_id = ${ctx.lab.id}::uuid AND p.device_id = ${deviceId}::uuid ${only}
      ORDER BY p.slot`,
  );
  const ids = rows.flatMap(({ containerId }) => containerId ?? []);
  const containers = await containersById(tx, ctx.lab.id, ids);
  return rows.map(({ slot: position, deepWell, thing, containerId }) => {
    const occupant = containerId === null ? null : (containers.get(containerId) ?? null);
    return {
      position,
      empty: thing === null,
      container: thing === 'container' ? occupant : null,
      lid: thing === 'lid' ? occupant : null,
      deep_well: deepWell,
    };
  });
}

/**
 * Every position of a device, from 0, with what stands there; 404 for an unknown device. A retired
 * one keeps its positions, and may be read. The key of an instrument reads those of its own.
 */
export async function listPositions(ctx: Ctx, name: string): Promise<Position[]> {
  return positionsOf(ctx.db, ctx, await findDevice(ctx.db, ctx, 'device.read', name));
}

/** A position as addresses name it; what is no number is none. */
function slotOf(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw notFound('position');
  return Number(text);
}

/** One position of a device; 404 for one that it does not have. */
export async function readPosition(ctx: Ctx, name: string, at: string): Promise<Position> {
  const deviceId = await findDevice(ctx.db, ctx, 'device.read', name);
  const [position] = await positionsOf(ctx.db, ctx, deviceId, slotOf(at));
  if (!position) throw notFound('position');
  return position;
}

/** Says whether a position takes deep-well plates. */
export async function changePosition(
  ctx: Ctx,
  name: string,
  at: string,
  change: { deep_well: boolean },
): Promise<Position> {
  const deviceId = await findDevice(ctx.db, ctx, 'platform.write', name);
  const slot = slotOf(at);
  return ctx.db.$transaction(async (tx) => {
    const [before] = await positionsOf(tx, ctx, deviceId, slot);
    if (!before) throw notFound('position');
    const { deep_well } = change;
    if (before.deep_well === deep_well) return before;
    await tx.position.updateMany({ where: { deviceId, slot }, data: { deepWell: deep_well } });
    await recordAuditEvent(tx, ctx, {
      action: 'position.update',
      entity: 'device',
      entityId: deviceId,
      before: { position: slot, deep_well: before.deep_well },
      after: { position: slot, deep_well },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: deviceId, version: slot });
    return { ...before, deep_well };
  });
}

import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Device } from '../contract';
import { deviceOf, type DeviceRow } from '../device-row';
import { refuseOccupied } from '../refuse-occupied';
import type { ConfiguredDevice, LabConfigApplied } from './contract';
import { parseLabConfig } from './parse-lab-config';

const Held = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    asked: z.string(),
    type: z.string(),
    slots: z.int(),
    heartbeatSeconds: z.int().nullable(),
    retiredAt: z.date().nullable(),
  }),
);

type Planned = { verb: string; before: Device | null; after: Device };

/** Those of these names that there are, held until the transaction ends. */
async function heldDevices(
  tx: LabTx,
  ctx: Ctx,
  names: readonly string[],
): Promise<Map<string, DeviceRow>> {
  // One configuration at a time, or two would both add what neither finds.
  await tx.$queryRaw`SELECT id::text FROM labs WHERE id = ${ctx.lab.id}::uuid FOR NO KEY UPDATE`;
  const rows = Held.parse(
    await tx.$queryRaw`
      SELECT d.id::text AS id, d.name, asked.name AS asked, d.type, d.slots,
        d.heartbeat_seconds AS "heartbeatSeconds", d.retired_at AS "retiredAt"
      FROM devices d JOIN unnest(${names}::text[]) AS asked (name) ON lower(d.name) = lower(asked.name)
      WHERE d.lab_id = ${ctx.lab.id}::uuid ORDER BY d.id FOR NO KEY UPDATE OF d`,
  );
  return new Map(rows.map(({ asked, ...row }) => [asked, row]));
}

function plan({ name, type, slots }: ConfiguredDevice, known: DeviceRow | undefined): Planned {
  if (!known) {
    const after = { id: newId(), name, type, active: true, slots, heartbeat_seconds: null };
    return { verb: 'create', before: null, after };
  }
  const before = deviceOf(known);
  const after = { ...before, type, slots, active: true };
  return { verb: before.active ? 'update' : 'reactivate', before, after };
}

const isSame = ({ before, after }: Planned) => JSON.stringify(before) === JSON.stringify(after);

async function write(tx: LabTx, ctx: Ctx, planned: readonly Planned[]): Promise<void> {
  const labId = ctx.lab.id;
  const created = planned.filter(({ before }) => before === null).map(({ after }) => after);
  const changed = planned.filter(({ before }) => before !== null).map(({ after }) => after);
  await tx.device.createMany({
    data: created.map(({ id, name, type, slots }) => ({ id, labId, name, type, slots })),
  });
  if (changed.length > 0) {
    await tx.$executeRaw`
      UPDATE devices d SET type = given.type, slots = given.slots, retired_at = NULL
      FROM unnest(
        ${changed.map(({ id }) => id)}::uuid[],
        ${changed.map(({ type }) => type)}::text[],
        ${changed.map(({ slots }) => slots)}::int[]
      ) AS given (id, type, slots)
      WHERE d.lab_id = ${labId}::uuid AND d.id = given.id`;
  }
  for (const { verb, before, after } of planned) {
    await recordAuditEvent(tx, ctx, {
      action: `device.${verb}`,
      entity: 'device',
      entityId: after.id,
      ...(before ? { before } : {}),
      after,
      reason: 'lab configuration',
    });
    await emitLiveEvent(tx, labId, { entity: 'device', entityId: after.id, version: 0 });
  }
}

/**
 * Makes the lab's devices be what its configuration says: adds, changes and brings back; devices it
 * does not name stay as they are, and applied again it changes nothing. All or nothing: 422 for a
 * path at fault, 409 where a device would lose positions that something stands on.
 */
export async function applyLabConfig(ctx: Ctx, text: string): Promise<LabConfigApplied> {
  authorize(ctx, 'platform.write');
  const devices = parseLabConfig(text);
  return ctx.db.$transaction(
    async (tx) => {
      const names = devices.map(({ name }) => name);
      const held = await heldDevices(tx, ctx, names);
      const planned = devices.map((device) => plan(device, held.get(device.name)));
      const changes = planned.filter((one) => !isSame(one));
      const shrunk = changes.filter(({ before, after }) => before && after.slots < before.slots);
      if (shrunk.length > 0) {
        await refuseOccupied(
          tx,
          ctx,
          shrunk.map(({ after }) => after),
          'shrink',
        );
      }
      await write(tx, ctx, changes);
      const named = (wanted: (one: Planned) => boolean) =>
        planned.filter(wanted).map(({ after }) => after.name);
      return {
        created: named(({ verb }) => verb === 'create'),
        changed: named((one) => one.verb === 'update' && !isSame(one)),
        unchanged: named(isSame),
        brought_back: named(({ verb }) => verb === 'reactivate'),
      };
    },
    { timeout: 60_000 },
  );
}

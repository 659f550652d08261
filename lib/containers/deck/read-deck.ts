import { z } from 'zod';
import { statesNow } from '@/lib/devices/states/states-now';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Deck, DeckDevice } from './deck';
import { readConflicts } from './read-conflicts';
import { readThings } from './read-things';
import { drawnPerDevice, windowOf } from './windows';

/** Devices with more positions are stores: seldom the next step of anything. */
const STORE_FROM = 48;

const Devices = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    slots: z.int(),
    containers: z.int(),
    lids: z.int(),
  }),
);

/** A position somebody looks for: it is drawn even on a device too large to be drawn whole. */
export type LookedFor = { device: string; position: number };

/**
 * The deck as it stands: every device in use that has positions, with its state and what stands
 * where, and the placement conflicts nobody has dealt with. Of large devices, and in a lab of very
 * many, only some positions are drawn (`windows.ts`); the counts are of all.
 */
export async function readDeck(
  ctx: Ctx,
  { lookedFor = [] }: { lookedFor?: readonly LookedFor[] } = {},
): Promise<Deck> {
  // With what each device is now, which people alone are told.
  authorize(ctx, 'read');
  const [rows, states, conflicts] = await Promise.all([
    readDevices(ctx),
    statesNow(ctx),
    readConflicts(ctx),
  ]);
  const stateOf = new Map(states.map((state) => [state.device, state]));
  // The first that was found on a device decides which part of it is drawn, or the latest conflict.
  const about = conflicts.conflicts.flatMap(({ from, to }) => [to, from]);
  const wanted = new Map(
    [...lookedFor, ...about].toReversed().map(({ device, position }) => [device, position]),
  );
  const atMost = drawnPerDevice(rows.map(({ slots }) => slots));
  const drawn = rows.map((row) => ({
    ...row,
    ...windowOf(row.slots, atMost, wanted.get(row.name)),
  }));
  const things = await readThings(ctx, drawn);
  const devices = drawn.map((row): DeckDevice => ({
    ...row,
    state: stateOf.get(row.name) ?? null,
    things: things.get(row.id) ?? [],
  }));
  const sum = (count: (device: DeckDevice) => number) =>
    devices.reduce((total, device) => total + count(device), 0);
  return {
    devices,
    ...conflicts,
    positions: sum(({ slots }) => slots),
    containers: sum(({ containers }) => containers),
    lids: sum(({ lids }) => lids),
  };
}

/** Those of one type beside each other; racks, fridges and archives after what works on the deck. */
async function readDevices(ctx: Ctx): Promise<z.output<typeof Devices>> {
  return Devices.parse(
    await ctx.db.$queryRaw`
      SELECT d.id::text AS id, d.name, d.type, d.slots,
             coalesce(o.containers, 0)::int AS containers, coalesce(o.lids, 0)::int AS lids
      FROM devices d
      LEFT JOIN (
        SELECT device_id, count(*) FILTER (WHERE thing = 'container') AS containers,
               count(*) FILTER (WHERE thing = 'lid') AS lids
        FROM occupancies WHERE lab_id = ${ctx.lab.id}::uuid GROUP BY device_id
      ) o ON o.device_id = d.id
      WHERE d.lab_id = ${ctx.lab.id}::uuid AND d.retired_at IS NULL AND d.slots > 0
      ORDER BY d.slots > ${STORE_FROM}, lower(d.type), lower(d.name)`,
  );
}

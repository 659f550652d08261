import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { DeckThing } from './deck';

const Rows = z.array(
  z.object({
    device_id: z.string(),
    position: z.int(),
    thing: z.enum(['container', 'lid']),
    id: z.string(),
    barcode: z.string().nullable(),
    name: z.string(),
    lidded: z.boolean(),
    filled: z.boolean(),
    other_device: z.string().nullable(),
    other_position: z.int().nullable(),
    since: z.date(),
    action: z.string(),
    from_device: z.string().nullable(),
    from_position: z.int().nullable(),
    experiment: z.string().nullable(),
    process: z.string().nullable(),
    specimens: z.int(),
    first_specimen: z.string().nullable(),
  }),
);

/** What stands on these positions of these devices, by device, each by position. */
export async function readThings(
  ctx: Ctx,
  drawn: readonly { id: string; from: number; to: number }[],
): Promise<Map<string, DeckThing[]>> {
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT o.device_id::text AS device_id, o.slot AS position, o.thing::text AS thing,
             c.id::text AS id, c.barcode, c.name, c.lidded, c.filled,
             other_device.name AS other_device, other.slot AS other_position,
             m.at AS since, m.action::text AS action,
             from_device.name AS from_device, m.from_slot AS from_position,
             e.id::text AS experiment, e.process,
             coalesce(contents.specimens, 0)::int AS specimens, contents.first_specimen
      FROM unnest(
             ${drawn.map(({ id }) => id)}::uuid[],
             ${drawn.map(({ from }) => from)}::int[],
             ${drawn.map(({ to }) => to)}::int[]
           ) AS w (device_id, from_slot, to_slot)
      JOIN occupancies o ON o.lab_id = ${ctx.lab.id}::uuid AND o.device_id = w.device_id
        AND o.slot >= w.from_slot AND o.slot < w.to_slot
      JOIN containers c ON c.lab_id = o.lab_id AND c.id = o.container_id
      JOIN container_moves m ON m.lab_id = o.lab_id AND m.container_id = o.container_id
        AND m.sequence = o.sequence
      LEFT JOIN devices from_device
        ON from_device.lab_id = m.lab_id AND from_device.id = m.from_device_id
      LEFT JOIN occupancies other ON other.lab_id = o.lab_id
        AND other.container_id = o.container_id AND other.thing <> o.thing
      LEFT JOIN devices other_device
        ON other_device.lab_id = other.lab_id AND other_device.id = other.device_id
      LEFT JOIN LATERAL (
        SELECT x.id, p.name AS process
        FROM steps s
        JOIN experiments x ON x.lab_id = s.lab_id AND x.id = s.experiment_id
          AND x.finished_at IS NULL
        JOIN processes p ON p.lab_id = x.lab_id AND p.id = x.process_id
        WHERE s.lab_id = o.lab_id AND s.container_id = o.container_id
        ORDER BY s.started_at DESC, s.id DESC LIMIT 1
      ) e ON true
      LEFT JOIN LATERAL (
        SELECT count(DISTINCT specimen.number) AS specimens, min(specimen.number) AS first_specimen
        FROM container_contents k
        JOIN specimens specimen ON specimen.lab_id = k.lab_id AND specimen.id = k.specimen_id
        WHERE k.lab_id = o.lab_id AND k.container_id = o.container_id AND k.until IS NULL
      ) contents ON true
      ORDER BY o.device_id, o.slot`,
  );
  const byDevice = new Map<string, DeckThing[]>();
  for (const row of rows) {
    const things = byDevice.get(row.device_id) ?? [];
    if (things.length === 0) byDevice.set(row.device_id, things);
    things.push(thingOf(row));
  }
  return byDevice;
}

function thingOf(row: z.output<typeof Rows>[number]): DeckThing {
  return {
    id: row.id,
    barcode: row.barcode,
    name: row.name,
    position: row.position,
    thing: row.thing,
    lidded: row.lidded,
    filled: row.filled,
    other_place: placeOf(row.other_device, row.other_position),
    since: row.since.toISOString(),
    came_from: placeOf(row.from_device, row.from_position),
    action: row.action,
    experiment:
      row.experiment === null || row.process === null
        ? null
        : { id: row.experiment, process: row.process },
    specimens: row.specimens,
    first_specimen: row.first_specimen,
  };
}

function placeOf(device: string | null, position: number | null) {
  return device === null || position === null ? null : { device, position };
}

import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { Deck, DeckConflict } from './deck';

/** As many as are shown; a page of them is dealt with before the next. */
const AT_MOST = 50;

const Rows = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(['NOT_THERE', 'TARGET_TAKEN']),
    total: z.int(),
    times: z.int(),
    last_at: z.date(),
    actor: z.string(),
    from_device: z.string(),
    from_position: z.int(),
    to_device: z.string(),
    to_position: z.int(),
    container_id: z.string().nullable(),
    container_barcode: z.string().nullable(),
    container_name: z.string().nullable(),
    container_removed: z.boolean(),
    container_device: z.string().nullable(),
    container_position: z.int().nullable(),
    way_id: z.string().nullable(),
    way_barcode: z.string().nullable(),
    way_name: z.string().nullable(),
    way_thing: z.enum(['container', 'lid']).nullable(),
  }),
);

/**
 * The open placement conflicts, the latest first, with who stands in the way now: all of the lab's,
 * or those that a container is part of.
 */
export async function readConflicts(
  ctx: Ctx,
  { containerId }: { containerId?: string } = {},
): Promise<Pick<Deck, 'conflicts' | 'conflict_count'>> {
  const about =
    containerId === undefined
      ? Prisma.empty
      : Prisma.sql`AND ${containerId}::uuid IN (p.container_id, p.occupant_id, taken.container_id)`;
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT p.id::text AS id, p.kind::text AS kind, count(*) OVER ()::int AS total, p.times,
             p.last_at, p.actor_name AS actor,
             from_device.name AS from_device, p.from_slot AS from_position,
             to_device.name AS to_device, p.to_slot AS to_position,
             c.id::text AS container_id, c.barcode AS container_barcode, c.name AS container_name,
             coalesce(c.removed_at IS NOT NULL, false) AS container_removed,
             at_device.name AS container_device, stands.slot AS container_position,
             way.id::text AS way_id, way.barcode AS way_barcode, way.name AS way_name,
             taken.thing::text AS way_thing
      FROM placement_conflicts p
      JOIN devices from_device
        ON from_device.lab_id = p.lab_id AND from_device.id = p.from_device_id
      JOIN devices to_device ON to_device.lab_id = p.lab_id AND to_device.id = p.to_device_id
      LEFT JOIN containers c ON c.lab_id = p.lab_id AND c.id = p.container_id
      LEFT JOIN occupancies stands ON stands.lab_id = p.lab_id
        AND stands.container_id = p.container_id AND stands.thing = 'container'
      LEFT JOIN devices at_device
        ON at_device.lab_id = stands.lab_id AND at_device.id = stands.device_id
      LEFT JOIN occupancies taken ON taken.lab_id = p.lab_id
        AND taken.device_id = p.to_device_id AND taken.slot = p.to_slot
      LEFT JOIN containers way ON way.lab_id = taken.lab_id AND way.id = taken.container_id
      WHERE p.lab_id = ${ctx.lab.id}::uuid AND p.ended_at IS NULL ${about}
      ORDER BY p.last_at DESC, p.id LIMIT ${AT_MOST}`,
  );
  return { conflicts: rows.map(conflictOf), conflict_count: rows[0]?.total ?? 0 };
}

function conflictOf(row: z.output<typeof Rows>[number]): DeckConflict {
  const { container_device: device, container_position: position } = row;
  return {
    id: row.id,
    kind: row.kind,
    container:
      row.container_id === null || row.container_name === null
        ? null
        : {
            id: row.container_id,
            barcode: row.container_barcode,
            name: row.container_name,
            removed: row.container_removed,
            place: device === null || position === null ? null : { device, position },
          },
    in_the_way:
      row.way_id === null || row.way_name === null || row.way_thing === null
        ? null
        : { id: row.way_id, barcode: row.way_barcode, name: row.way_name, thing: row.way_thing },
    from: { device: row.from_device, position: row.from_position },
    to: { device: row.to_device, position: row.to_position },
    times: row.times,
    last_at: row.last_at.toISOString(),
    actor: row.actor,
  };
}

import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { SpecimenPlace } from './contract';

const EARLIER_AT_MOST = 50;

const Rows = z.array(
  z.object({
    id: z.string(),
    barcode: z.string().nullable(),
    name: z.string(),
    device: z.string(),
    position: z.number(),
    well: z.string().nullable(),
    since: z.date(),
    until: z.date().nullable(),
  }),
);

/** Where a specimen is and was, newest first. */
export type SpecimenPlaces = {
  now: SpecimenPlace[];
  earlier: SpecimenPlace[];
  /** Whether there were more places than the newest 50. */
  more: boolean;
};

/**
 * Where a specimen is now, by the number on its label: each container that holds it and is not
 * removed, with its place; and the places where it was, its container's moves while it was in it.
 * Nothing for an unknown number.
 */
export async function containersOfSpecimen(ctx: Ctx, number: string): Promise<SpecimenPlaces> {
  authorize(ctx, 'platform.read');
  const rows = Rows.parse(
    await ctx.db.$queryRaw`
      WITH held AS (
        SELECT content.container_id, content.well, content."from", content.until
        FROM container_contents content
        JOIN specimens s ON s.lab_id = content.lab_id AND s.id = content.specimen_id
        WHERE content.lab_id = ${ctx.lab.id}::uuid AND s.number = ${number}
      ), stays AS (
        SELECT m.container_id, m.to_device_id, m.to_slot, m.at AS began,
               lead(m.at) OVER (PARTITION BY m.container_id ORDER BY m.sequence) AS ended
        FROM container_moves m
        WHERE m.lab_id = ${ctx.lab.id}::uuid AND m.thing = 'container'
          AND m.container_id IN (SELECT container_id FROM held)
          AND (m.from_device_id, m.from_slot) IS DISTINCT FROM (m.to_device_id, m.to_slot)
      )
      SELECT c.id::text AS id, c.barcode, c.name, d.name AS device, stays.to_slot AS position,
             held.well, GREATEST(stays.began, held."from") AS since,
             LEAST(stays.ended, held.until) AS until
      FROM held
      JOIN stays ON stays.container_id = held.container_id
        AND (stays.ended IS NULL OR stays.ended > held."from")
        AND (held.until IS NULL OR held.until > stays.began)
      JOIN containers c ON c.lab_id = ${ctx.lab.id}::uuid AND c.id = held.container_id
      JOIN devices d ON d.lab_id = ${ctx.lab.id}::uuid AND d.id = stays.to_device_id
      ORDER BY LEAST(stays.ended, held.until) DESC NULLS FIRST, since DESC, c.id, held.well
      LIMIT ${EARLIER_AT_MOST + 200}`,
  );
  const places = rows.map(({ id, barcode, name, since, until, ...rest }) => ({
    container: { id, barcode, name },
    ...rest,
    since: since.toISOString(),
    until: until?.toISOString() ?? null,
  }));
  const earlier = places.filter(({ until }) => until !== null);
  return {
    now: places.filter(({ until }) => until === null),
    earlier: earlier.slice(0, EARLIER_AT_MOST),
    more: earlier.length > EARLIER_AT_MOST,
  };
}

/**
 * The one place that tells where to look for a specimen: of its tube, else of the container that it
 * came to last. Null where it stands nowhere.
 */
export async function placeOfSpecimen(
  ctx: Ctx,
  number: string,
): Promise<Omit<SpecimenPlace, 'until'> | null> {
  const { now } = await containersOfSpecimen(ctx, number);
  const found = now.find(({ well }) => well === null) ?? now[0];
  if (!found) return null;
  const { until: _until, ...place } = found;
  return place;
}

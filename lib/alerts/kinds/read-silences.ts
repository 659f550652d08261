import { z } from 'zod';
import type { World } from './kind';
import type { Period } from './test-lives';

const Rows = z.array(
  z.object({ device: z.string(), at: z.number(), until: z.number().nullable() }),
);

/**
 * The times, overlapping [from, to), of which the silence watch noted that nothing was heard of a
 * device, by the device's id: from each of its notes to the next word of the device.
 */
export async function readSilences(
  { db, lab }: World,
  deviceIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<Map<string, Period[]>> {
  const rows = Rows.parse(
    await db.$queryRaw`
      SELECT d.id::text AS device, (extract(epoch FROM c.at) * 1000)::float8 AS at,
        (extract(epoch FROM next.at) * 1000)::float8 AS until
      FROM unnest(${[...deviceIds]}::uuid[]) AS d(id)
      CROSS JOIN LATERAL (
        SELECT max(o.at) AS at FROM device_state_changes o
        WHERE o.lab_id = ${lab.id}::uuid AND o.device_id = d.id AND o.at <= ${from}::timestamptz
          AND NOT o.held AND NOT o.clears
      ) AS before
      JOIN device_state_changes c ON c.lab_id = ${lab.id}::uuid AND c.device_id = d.id
        AND c.at >= coalesce(before.at, '-infinity') AND c.at < ${to}::timestamptz
        AND NOT c.held AND NOT c.clears AND c.source = 'job' AND c.actor_kind = 'system'
        AND upper(btrim(c.code)) = 'UNK'
      LEFT JOIN LATERAL (
        SELECT n.at FROM device_state_changes n
        WHERE n.lab_id = ${lab.id}::uuid AND n.device_id = d.id AND NOT n.held AND NOT n.clears
          AND n.at >= c.at AND (n.at, n.recorded_at, n.id) > (c.at, c.recorded_at, c.id)
        ORDER BY n.at, n.recorded_at, n.id LIMIT 1
      ) AS next ON true
      ORDER BY d.id, c.at`,
  );
  const silences = new Map<string, Period[]>();
  for (const { device, at, until } of rows) {
    const known = silences.get(device) ?? [];
    known.push({ from: at, to: until ?? Infinity });
    silences.set(device, known);
  }
  return silences;
}

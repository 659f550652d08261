import { z } from 'zod';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { MOST_SOURCES } from './contract';

/** Finished steps that may tell how long another takes: `samples` of them, one at least. */
export type SampleGroup = { samples: number } & (
  | { method: 'move'; /** Device ids from → to; those with the longest moves. */ pairs: Pair[] }
  | { method: 'protocol'; fct: string; device: string; key: string }
  | { method: 'general'; fct: string }
);

export type Pair = { origin: string; target: string };
export type Protocol = { fct: string; device: string; key: string };

const Counts = z.array(z.object({ no: z.number(), samples: z.number() }));

/** How many samples each has, 0 for none, in their order. Each is counted from an index alone. */
function inOrder(counts: z.output<typeof Counts>, length: number): number[] {
  const samples = new Array<number>(length).fill(0);
  for (const row of counts) samples[row.no - 1] = row.samples;
  return samples;
}

export async function countMoves(tx: LabTx, labId: string, pairs: readonly Pair[]) {
  const [origins, targets] = [pairs.map((one) => one.origin), pairs.map((one) => one.target)];
  const counts = await tx.$queryRaw`
    SELECT asked.no::int AS no, c.samples
    FROM unnest(${origins}::uuid[], ${targets}::uuid[])
      WITH ORDINALITY AS asked (origin, target, no)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS samples FROM steps
      WHERE lab_id = ${labId}::uuid AND kind = 'MOVE' AND usable_ms IS NOT NULL
        AND origin_device_id = asked.origin AND target_device_id = asked.target
    ) AS c`;
  return inOrder(Counts.parse(counts), pairs.length);
}

export async function countProtocols(tx: LabTx, labId: string, protocols: readonly Protocol[]) {
  const counts = await tx.$queryRaw`
    SELECT asked.no::int AS no, c.samples
    FROM unnest(${protocols.map((one) => one.fct)}::text[],
        ${protocols.map((one) => one.device)}::uuid[], ${protocols.map((one) => one.key)}::text[])
      WITH ORDINALITY AS asked (fct, device, key, no)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS samples FROM steps
      WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
        AND fct = asked.fct AND device_id = asked.device AND parameters_key = asked.key
    ) AS c`;
  return inOrder(Counts.parse(counts), protocols.length);
}

export async function countGeneral(tx: LabTx, labId: string, fcts: readonly string[]) {
  const counts = await tx.$queryRaw`
    SELECT asked.no::int AS no, c.samples
    FROM unnest(${fcts}::text[]) WITH ORDINALITY AS asked (fct, no)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS samples FROM steps
      WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
        AND fct = asked.fct
    ) AS c`;
  return inOrder(Counts.parse(counts), fcts.length);
}

const TypePairs = z.array(
  z.object({
    no: z.number(),
    samples: z.number(),
    origins: z.array(z.string()),
    targets: z.array(z.string()),
  }),
);

/**
 * Moves between devices of the same types as each pair's: how many there were, and the device pairs
 * with the longest, as many as answers name steps; null for none. Types are blind to capitals.
 */
export async function movesBetweenTypes(
  tx: LabTx,
  labId: string,
  pairs: readonly Pair[],
): Promise<(SampleGroup | null)[]> {
  if (pairs.length === 0) return [];
  const [origins, targets] = [pairs.map((one) => one.origin), pairs.map((one) => one.target)];
  const rows = TypePairs.parse(
    await tx.$queryRaw`
      WITH kinds AS (
        SELECT id, lower(type) AS type FROM devices WHERE lab_id = ${labId}::uuid
      ), asked AS (
        SELECT a.no, f.type AS from_type, t.type AS to_type
        FROM unnest(${origins}::uuid[], ${targets}::uuid[])
          WITH ORDINALITY AS a (origin, target, no)
        JOIN kinds f ON f.id = a.origin
        JOIN kinds t ON t.id = a.target
      ), seen AS MATERIALIZED (
        SELECT origin_device_id, target_device_id, count(*) AS samples, max(usable_ms) AS longest
        FROM steps
        WHERE lab_id = ${labId}::uuid AND kind = 'MOVE' AND usable_ms IS NOT NULL
          AND origin_device_id = ANY (ARRAY(
            SELECT id FROM kinds WHERE type IN (SELECT from_type FROM asked)))
        GROUP BY origin_device_id, target_device_id
      ), by_type AS (
        SELECT f.type AS from_type, t.type AS to_type, sum(samples)::int AS samples,
          (array_agg(f.id::text ORDER BY longest DESC, f.id, t.id))[:${MOST_SOURCES}] AS origins,
          (array_agg(t.id::text ORDER BY longest DESC, f.id, t.id))[:${MOST_SOURCES}] AS targets
        FROM seen
        JOIN kinds f ON f.id = seen.origin_device_id
        JOIN kinds t ON t.id = seen.target_device_id
        GROUP BY 1, 2
      )
      SELECT asked.no::int AS no, samples, origins, targets
      FROM asked JOIN by_type USING (from_type, to_type)`,
  );
  const groups = new Array<SampleGroup | null>(pairs.length).fill(null);
  for (const row of rows) {
    const found = row.origins.map((origin, index) => ({
      origin,
      target: row.targets[index] ?? '',
    }));
    groups[row.no - 1] = { method: 'move', samples: row.samples, pairs: found };
  }
  return groups;
}

import { z } from 'zod';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { MOST_SOURCES } from './contract';
import type { SampleGroup } from './sample-groups';
import { durationAt, estimatePlace, windowStart } from './sample-window';

const Rows = z.array(
  z.object({ no: z.number(), durations: z.array(z.number()), ids: z.array(z.string()) }),
);

/** An estimate in milliseconds, and the steps at and next to it. */
export type Estimated = { ms: number; ids: string[] };

/** The estimate from each group, in their order. */
export async function readWindows(
  tx: LabTx,
  labId: string,
  groups: readonly SampleGroup[],
  confidence: number,
): Promise<Estimated[]> {
  const asked = groups.map((group, index) => {
    const place = estimatePlace(group.samples, group.method === 'move' ? 'largest' : confidence);
    return { group, index, place, start: windowStart(group.samples, place) };
  });
  const estimates = new Array<Estimated>(groups.length);
  for (const rows of [
    await longestMoves(tx, labId, asked),
    await protocolWindows(tx, labId, asked),
    await generalWindows(tx, labId, asked),
  ]) {
    for (const { no, durations, ids } of rows) {
      const one = asked[no];
      if (one) estimates[no] = { ms: durationAt(durations, one.start, one.place), ids };
    }
  }
  return estimates;
}

type Asked = { group: SampleGroup; index: number; start: number };

async function longestMoves(tx: LabTx, labId: string, asked: readonly Asked[]) {
  const pairs = asked.flatMap(({ group, index }) =>
    group.method === 'move' ? group.pairs.map((pair) => ({ no: index, ...pair })) : [],
  );
  if (pairs.length === 0) return [];
  return Rows.parse(
    await tx.$queryRaw`
      WITH longest AS (
        SELECT asked.no, s.usable_ms, s.id,
          row_number() OVER (PARTITION BY asked.no ORDER BY s.usable_ms DESC, s.id DESC) AS nth
        FROM unnest(${pairs.map((one) => one.no)}::int[],
          ${pairs.map((one) => one.origin)}::uuid[], ${pairs.map((one) => one.target)}::uuid[])
          AS asked (no, origin, target)
        CROSS JOIN LATERAL (
          SELECT usable_ms, id FROM steps
          WHERE lab_id = ${labId}::uuid AND kind = 'MOVE' AND usable_ms IS NOT NULL
            AND origin_device_id = asked.origin AND target_device_id = asked.target
          ORDER BY usable_ms DESC LIMIT ${MOST_SOURCES}
        ) AS s
      )
      SELECT no, array_agg(usable_ms ORDER BY usable_ms, id) AS durations,
        array_agg(id::text ORDER BY usable_ms, id) AS ids
      FROM longest WHERE nth <= ${MOST_SOURCES} GROUP BY no`,
  );
}

/**
 * How many to pass over from the shorter or from the longer end, whichever is nearer, and how many
 * to read from there: one of the two reads nothing.
 */
function ends({ group: { samples }, start }: Asked) {
  const count = Math.min(MOST_SOURCES, samples);
  const left = samples - start - count;
  return start <= left
    ? { up: start, upCount: count, down: 0, downCount: 0 }
    : { up: 0, upCount: 0, down: left, downCount: count };
}

async function protocolWindows(tx: LabTx, labId: string, asked: readonly Asked[]) {
  const protocols = asked.flatMap((one) =>
    one.group.method === 'protocol' ? [{ no: one.index, ...one.group, ...ends(one) }] : [],
  );
  if (protocols.length === 0) return [];
  return Rows.parse(
    await tx.$queryRaw`
      SELECT asked.no, array_agg(s.usable_ms ORDER BY s.usable_ms, s.id) AS durations,
        array_agg(s.id::text ORDER BY s.usable_ms, s.id) AS ids
      FROM unnest(${protocols.map((one) => one.no)}::int[],
        ${protocols.map((one) => one.fct)}::text[], ${protocols.map((one) => one.device)}::uuid[],
        ${protocols.map((one) => one.key)}::text[], ${protocols.map((one) => one.up)}::int[],
        ${protocols.map((one) => one.upCount)}::int[], ${protocols.map((one) => one.down)}::int[],
        ${protocols.map((one) => one.downCount)}::int[])
        AS asked (no, fct, device, key, up, up_count, down, down_count)
      CROSS JOIN LATERAL (
        (SELECT usable_ms, id FROM steps
         WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
           AND fct = asked.fct AND device_id = asked.device AND parameters_key = asked.key
         ORDER BY usable_ms OFFSET asked.up LIMIT asked.up_count)
        UNION ALL
        (SELECT usable_ms, id FROM steps
         WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
           AND fct = asked.fct AND device_id = asked.device AND parameters_key = asked.key
         ORDER BY usable_ms DESC OFFSET asked.down LIMIT asked.down_count)
      ) AS s
      GROUP BY asked.no`,
  );
}

async function generalWindows(tx: LabTx, labId: string, asked: readonly Asked[]) {
  const general = asked.flatMap((one) =>
    one.group.method === 'general' ? [{ no: one.index, fct: one.group.fct, ...ends(one) }] : [],
  );
  if (general.length === 0) return [];
  return Rows.parse(
    await tx.$queryRaw`
      SELECT asked.no, array_agg(s.usable_ms ORDER BY s.usable_ms, s.id) AS durations,
        array_agg(s.id::text ORDER BY s.usable_ms, s.id) AS ids
      FROM unnest(${general.map((one) => one.no)}::int[],
        ${general.map((one) => one.fct)}::text[], ${general.map((one) => one.up)}::int[],
        ${general.map((one) => one.upCount)}::int[], ${general.map((one) => one.down)}::int[],
        ${general.map((one) => one.downCount)}::int[])
        AS asked (no, fct, up, up_count, down, down_count)
      CROSS JOIN LATERAL (
        (SELECT usable_ms, id FROM steps
         WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
           AND fct = asked.fct
         ORDER BY usable_ms OFFSET asked.up LIMIT asked.up_count)
        UNION ALL
        (SELECT usable_ms, id FROM steps
         WHERE lab_id = ${labId}::uuid AND kind = 'PROCESS' AND usable_ms IS NOT NULL
           AND fct = asked.fct
         ORDER BY usable_ms DESC OFFSET asked.down LIMIT asked.down_count)
      ) AS s
      GROUP BY asked.no`,
  );
}

import { z } from 'zod';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { SampleGroup } from './sample-groups';

/** As many durations stand for a group, however many samples it has. */
const SPREAD = 200;

const Rows = z.array(z.object({ no: z.number(), durations: z.array(z.number()) }));

/**
 * Durations of each group in milliseconds, ascending, in the groups' order: all, or of more than
 * 200 every n-th, which draws as the whole would.
 */
export async function readSpread(
  tx: LabTx,
  labId: string,
  groups: readonly SampleGroup[],
): Promise<number[][]> {
  const spread = groups.map((): number[] => []);
  const steps = groups.map(({ samples }) => Math.max(1, Math.floor(samples / SPREAD)));
  const moves = groups.flatMap((group, no) =>
    group.method === 'move'
      ? group.pairs.map((pair) => ({ no, ...pair, every: steps[no] ?? 1 }))
      : [],
  );
  const others = groups.flatMap((group, no) =>
    group.method === 'move'
      ? []
      : [
          {
            no,
            fct: group.fct,
            device: group.method === 'protocol' ? group.device : null,
            key: group.method === 'protocol' ? group.key : null,
            every: steps[no] ?? 1,
          },
        ],
  );
  const found = Rows.parse(
    await tx.$queryRaw`
      SELECT asked.no, array_agg(s.usable_ms ORDER BY s.usable_ms) AS durations
      FROM unnest(${moves.map((one) => one.no)}::int[], ${moves.map((one) => one.origin)}::uuid[],
        ${moves.map((one) => one.target)}::uuid[], ${moves.map((one) => one.every)}::int[])
        AS asked (no, origin, target, every)
      CROSS JOIN LATERAL (
        SELECT usable_ms, row_number() OVER (ORDER BY usable_ms) AS nth FROM steps
        WHERE lab_id = ${labId}::uuid AND kind = 'MOVE' AND usable_ms IS NOT NULL
          AND origin_device_id = asked.origin AND target_device_id = asked.target
      ) AS s
      WHERE (s.nth - 1) % asked.every = 0
      GROUP BY asked.no
      UNION ALL
      SELECT asked.no, array_agg(s.usable_ms ORDER BY s.usable_ms)
      FROM unnest(${others.map((one) => one.no)}::int[], ${others.map((one) => one.fct)}::text[],
        ${others.map((one) => one.device)}::uuid[], ${others.map((one) => one.key)}::text[],
        ${others.map((one) => one.every)}::int[]) AS asked (no, fct, device, key, every)
      CROSS JOIN LATERAL (
        (SELECT usable_ms, row_number() OVER (ORDER BY usable_ms) AS nth FROM steps
         WHERE asked.key IS NOT NULL AND lab_id = ${labId}::uuid AND kind = 'PROCESS'
           AND usable_ms IS NOT NULL AND fct = asked.fct AND device_id = asked.device
           AND parameters_key = asked.key)
        UNION ALL
        (SELECT usable_ms, row_number() OVER (ORDER BY usable_ms) AS nth FROM steps
         WHERE asked.key IS NULL AND lab_id = ${labId}::uuid AND kind = 'PROCESS'
           AND usable_ms IS NOT NULL AND fct = asked.fct)
      ) AS s
      WHERE (s.nth - 1) % asked.every = 0
      GROUP BY asked.no`,
  );
  for (const { no, durations } of found) spread[no] = durations;
  return spread;
}

import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';

const Tests = z.array(
  z.object({
    device: z.string(),
    number: z.string(),
    specimenType: z.string().nullable(),
    collectedAt: z.number().nullable(),
    assay: z.string(),
    state: z.string(),
    startedAt: z.number().nullable(),
    resultedAt: z.number().nullable(),
    failedAt: z.number().nullable(),
    errorCode: z.string().nullable(),
    errorName: z.string().nullable(),
    results: z.array(
      z.object({
        analyte: z.string(),
        value: z.string(),
        unit: z.string().nullable(),
        range: z.string().nullable(),
        flags: z.array(z.string()),
      }),
    ),
  }),
);
const States = z.array(z.object({ device: z.string(), code: z.string(), at: z.number() }));

/** A test that a device worked on. Times are ms since 1970, null where it has not happened. */
export type RecentTest = z.output<typeof Tests>[number];
export type RecentState = z.output<typeof States>[number];

/** What the devices of a lab did and said between two moments, in order of the specimens. */
export async function readRecentWork(
  { db, lab }: Pick<Ctx, 'db' | 'lab'>,
  since: Date,
  until: Date,
): Promise<{ tests: RecentTest[]; states: RecentState[] }> {
  const [tests, states] = await Promise.all([
    db.$queryRaw`
      SELECT d.name AS device, s.number, s.specimen_type AS "specimenType",
        (extract(epoch FROM s.collected_at) * 1000)::float8 AS "collectedAt",
        a.code AS assay, t.state_key AS state,
        (extract(epoch FROM t.started_at) * 1000)::float8 AS "startedAt",
        (extract(epoch FROM t.resulted_at) * 1000)::float8 AS "resultedAt",
        (extract(epoch FROM t.failed_at) * 1000)::float8 AS "failedAt",
        e.code AS "errorCode", e.name AS "errorName",
        COALESCE((
          SELECT json_agg(json_build_object('analyte', n.code, 'value', r.value, 'unit', r.unit,
            'range', r.reference_range, 'flags', r.flags) ORDER BY n.code)
          FROM results r JOIN analytes n ON n.lab_id = r.lab_id AND n.id = r.analyte_id
          WHERE r.lab_id = t.lab_id AND r.test_id = t.id AND r.replaced_at IS NULL
        ), '[]'::json) AS results
      FROM ordered_tests t
      JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id
      JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
      JOIN devices d ON d.lab_id = t.lab_id AND d.id = t.device_id
      LEFT JOIN error_codes e ON e.lab_id = t.lab_id AND e.id = t.error_code_id
      WHERE t.lab_id = ${lab.id}::uuid AND s.voided_at IS NULL
        AND greatest(t.started_at, t.resulted_at, t.failed_at)
          BETWEEN ${since}::timestamptz AND ${until}::timestamptz
      ORDER BY s.number, a.code`,
    db.$queryRaw`
      SELECT d.name AS device, c.code, (extract(epoch FROM c.at) * 1000)::float8 AS at
      FROM device_state_changes c
      JOIN devices d ON d.lab_id = c.lab_id AND d.id = c.device_id
      WHERE c.lab_id = ${lab.id}::uuid AND c.source = 'instrument' AND c.code IS NOT NULL
        AND c.at BETWEEN ${since}::timestamptz AND ${until}::timestamptz
      ORDER BY c.at, d.name`,
  ]);
  return { tests: Tests.parse(tests), states: States.parse(states) };
}

import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import { PRIORITIES } from '@/lib/specimens/contract';
import type { World } from './kind';
import { readColumns } from './read-columns';

/** An attempt as the errors figure counts it, with what filters look at. */
export type Attempt = {
  /** When it ended, ms since 1970. */
  endedAt: number;
  failed: boolean;
  assayId: string;
  locationId: string | null;
  priority: string;
  /** The device of the attempt, which may be another than the test's of today. */
  deviceId: string | null;
};

const textOrNull = z.array(z.string().nullable());
const Columns = z.object({
  ended: z.array(z.number()),
  failed: z.array(z.boolean()),
  assay: z.array(z.string()),
  location: textOrNull,
  priority: z.array(z.enum(PRIORITIES)),
  device: textOrNull,
});

/** Steps after `from` that end an attempt, and those of files with which somebody may have gone on. */
function endingSteps(labId: string, from: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT h.test_id, h.occurred_at, h.device_id, bool_and(h.action = 'submit'
        AND h.to_state IS DISTINCT FROM h.from_state AND h.to_state <> 'error'
        AND h.device_id IS NOT NULL) OVER (PARTITION BY h.test_id) AS plain
    FROM test_transitions h
    WHERE h.lab_id = ${labId}::uuid AND h.occurred_at > ${from}::timestamptz
      AND (h.action IN ('submit', 'fail')
        OR (h.action = 'import' AND h.to_state IN ('error', 'submitted', 'verified')))`;
}

/**
 * Tests with an attempt of a file that may have ended after `from` by a time that the file gave: of a
 * released one its release; of one published without, its receipt; of one in work what it has.
 */
function datedTests(labId: string, from: Date): Prisma.Sql {
  const after = (column: string) => Prisma.sql`${Prisma.raw(`t.${column}`)} > ${from}::timestamptz`;
  const tests = Prisma.sql`SELECT t.id FROM ordered_tests t WHERE t.lab_id = ${labId}::uuid`;
  return Prisma.sql`
    ${tests} AND ${after('released_at')}
    UNION ALL ${tests} AND ${after('received_at')} AND t.released_at IS NULL
      AND (t.state_key IN ('published', 'invalidated') OR t.amended_at IS NOT NULL)
    UNION ALL ${tests} AND t.state_key <> 'published'
      AND t.state_key = ANY('{error,submitted,verified}'::text[])
      AND (${after('failed_at')} OR ${after('resulted_at')} OR ${after('received_at')})`;
}

/**
 * The attempts that ended in (from, now], by the rule of the view test_attempts, which the errors
 * figure goes by too; those of voided tests are in nothing. The view looks at the history of each
 * test by itself. Most tests were only submitted, from a device, never failed, taken back or
 * imported: by the same rule such a step is an attempt, so that the view is asked of the others only.
 */
export async function readRecentAttempts(world: World, from: Date): Promise<Attempt[]> {
  const { db, lab, now } = world;
  const columns = await readColumns(
    db,
    Columns,
    Prisma.sql`
      WITH ending AS MATERIALIZED (${endingSteps(lab.id, from)}), plain AS MATERIALIZED (
        SELECT h.occurred_at AS ended_at, h.device_id, t.id, t.assay_id, t.location_id, t.priority,
          t.voided_at
        FROM ending h JOIN ordered_tests t ON t.lab_id = ${lab.id}::uuid AND t.id = h.test_id
        WHERE h.plain AND t.failed_at IS NULL AND t.amended_at IS NULL
          AND t.sources->>'state' IS DISTINCT FROM 'import'
      ), attempts AS (
        SELECT ended_at, false AS failed, assay_id, location_id, priority, device_id
        FROM plain WHERE voided_at IS NULL
        UNION ALL
        SELECT x.ended_at, x.failed, t.assay_id, t.location_id, t.priority, x.device_id
        FROM (
          SELECT test_id AS id FROM ending UNION ${datedTests(lab.id, from)}
          EXCEPT SELECT id FROM plain
        ) AS c
        CROSS JOIN LATERAL (
          SELECT * FROM ordered_tests t
          WHERE t.lab_id = ${lab.id}::uuid AND t.id = c.id AND t.voided_at IS NULL OFFSET 0
        ) AS t
        CROSS JOIN LATERAL (
          SELECT * FROM test_attempts x WHERE x.lab_id = t.lab_id AND x.test_id = t.id OFFSET 0
        ) AS x
      )
      SELECT (extract(epoch FROM ended_at) * 1000)::float8 AS ended, failed, assay_id AS assay,
        location_id AS location, priority, device_id AS device
      FROM attempts
      WHERE ended_at > ${from}::timestamptz AND ended_at <= ${now}::timestamptz`,
  );
  return columns.ended.map((endedAt, row) => ({
    endedAt,
    failed: columns.failed[row] ?? false,
    assayId: columns.assay[row] ?? '',
    locationId: columns.location[row] ?? null,
    priority: columns.priority[row] ?? 'ROUTINE',
    deviceId: columns.device[row] ?? null,
  }));
}

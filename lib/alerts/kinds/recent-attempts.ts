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

/**
 * Tests with an attempt that may have ended after $from: by a step of theirs, or, of imported ones,
 * by a time that the file gave.
 */
function candidates(labId: string, from: Date): Prisma.Sql {
  const unfinished = Prisma.sql`SELECT t.id FROM ordered_tests t
    WHERE t.lab_id = ${labId}::uuid AND t.state_key <> 'published'
      AND t.state_key NOT IN ('expected', 'received')`;
  return Prisma.sql`
    SELECT h.test_id AS id FROM test_transitions h
    WHERE h.lab_id = ${labId}::uuid AND h.action IN ('submit', 'fail')
      AND h.occurred_at > ${from}::timestamptz
    UNION SELECT t.id FROM ordered_tests t
    WHERE t.lab_id = ${labId}::uuid AND t.released_at > ${from}::timestamptz
    UNION ${unfinished} AND (t.failed_at > ${from}::timestamptz OR t.resulted_at > ${from}::timestamptz)
    UNION SELECT t.id FROM ordered_tests t
    WHERE t.lab_id = ${labId}::uuid AND t.received_at > ${from}::timestamptz
      AND t.released_at IS NULL AND t.state_key NOT IN ('expected', 'received', 'in_process')`;
}

/**
 * The attempts that ended in (from, now], by the rule of the view test_attempts, which the errors
 * figure goes by too; those of voided tests are in nothing.
 */
export async function readRecentAttempts(world: World, from: Date): Promise<Attempt[]> {
  const { db, lab, now } = world;
  const columns = await readColumns(
    db,
    Columns,
    Prisma.sql`
      SELECT (extract(epoch FROM x.ended_at) * 1000)::float8 AS ended, x.failed,
        t.assay_id AS assay, t.location_id AS location, t.priority, x.device_id AS device
      FROM (${candidates(lab.id, from)}) AS c
      JOIN ordered_tests t ON t.lab_id = ${lab.id}::uuid AND t.id = c.id AND t.voided_at IS NULL
      CROSS JOIN LATERAL (
        SELECT * FROM test_attempts x WHERE x.lab_id = t.lab_id AND x.test_id = t.id OFFSET 0
      ) AS x
      WHERE x.ended_at > ${from}::timestamptz AND x.ended_at <= ${now}::timestamptz`,
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

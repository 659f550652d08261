import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { Experiment } from '../contract';
import { STEP_FAILED } from '../steps/step-sql';

export const ExperimentRow = z.object({
  uuid: z.string(),
  process_uuid: z.string(),
  process: z.string(),
  version: z.number(),
  created_at: z.date(),
  created_by: z.string(),
  finished_at: z.date().nullable(),
  total: z.number(),
  running: z.number(),
  failed: z.number(),
  simulated: z.number(),
  first_start: z.date().nullable(),
  last_told: z.date().nullable(),
});
type Row = z.output<typeof ExperimentRow>;

/**
 * Experiments with their process and the counts of their steps; `which` chooses them as `e`, before
 * anything is counted.
 */
export function experimentsSql(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT e.id::text AS uuid, p.id::text AS process_uuid, p.name AS process, p.version,
      e.created_at, e.actor_name AS created_by, e.finished_at, told.*
    FROM (SELECT * FROM experiments e ${which}) e
    JOIN processes p ON p.lab_id = e.lab_id AND p.id = e.process_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS total,
        (count(*) FILTER (WHERE s.finished_at IS NULL))::int AS running,
        (count(*) FILTER (WHERE ${STEP_FAILED}))::int AS failed,
        (count(*) FILTER (WHERE s.simulated))::int AS simulated,
        min(s.started_at) AS first_start,
        greatest(max(s.started_at), max(s.finished_at)) AS last_told
      FROM steps s WHERE s.lab_id = e.lab_id AND s.experiment_id = e.id
    ) told
    ORDER BY e.created_at DESC, e.id DESC`;
}

export function experimentOf(row: Row): Experiment {
  const { total, running, failed, simulated, created_at, finished_at, ...rest } = row;
  return {
    ...rest,
    state: finished_at === null ? 'running' : 'finished',
    created_at: created_at.toISOString(),
    finished_at: finished_at?.toISOString() ?? null,
    duration_seconds:
      finished_at === null ? null : (finished_at.getTime() - created_at.getTime()) / 1000,
    steps: { total, running, finished: total - running, failed, simulated },
    first_start: row.first_start?.toISOString() ?? null,
    last_told: row.last_told?.toISOString() ?? null,
  };
}

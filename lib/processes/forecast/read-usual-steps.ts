import { z } from 'zod';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { MOST_PLANNED_STEPS } from '../experiments/planned-step';

/** The latest finished experiments that say what is usual. */
const EXPERIMENTS = 50;
/** As many as a plan may have: what has more is not forecast, which would take too long. */
export const MOST_USUAL_STEPS = MOST_PLANNED_STEPS;

const Rows = z.array(
  z.object({
    experiments: z.number(),
    kind: z.enum(['PROCESS', 'MOVE']),
    fct: z.string(),
    device: z.string(),
    origin: z.string().nullable(),
    target: z.string().nullable(),
    name: z.string(),
    data: z.record(z.string(), z.unknown()),
    start_ms: z.number(),
    finish_ms: z.number(),
  }),
);
export type UsualStep = Omit<
  z.output<typeof Rows>[number],
  'experiments' | 'start_ms' | 'finish_ms'
> & {
  startMs: number;
  finishMs: number;
};

/**
 * The steps that at least half of the latest 50 finished experiments of a process version had: the
 * n-th that does the same, as steps are matched (see doingName): of its fct and device, or a move
 * between its two devices. Medians of when they began and ended, in milliseconds
 * from the experiment's first step; parameters as the latest had them. Devices are ids. One more
 * than `MOST_USUAL_STEPS` of more.
 */
export async function readUsualSteps(
  tx: LabTx,
  labId: string,
  processId: string,
): Promise<{ experiments: number; steps: UsualStep[] }> {
  const rows = Rows.parse(
    await tx.$queryRaw`
      WITH latest AS MATERIALIZED (
        SELECT e.id, (
          SELECT min(started_at) FROM steps s
          WHERE s.lab_id = e.lab_id AND s.experiment_id = e.id AND s.usable_ms IS NOT NULL
        ) AS began
        FROM experiments e
        WHERE e.lab_id = ${labId}::uuid AND e.process_id = ${processId}::uuid
          AND e.finished_at IS NOT NULL
        ORDER BY e.created_at DESC, e.id DESC LIMIT ${EXPERIMENTS}
      ), took AS (
        SELECT s.id, s.kind, doing.fct, doing.device_id, s.origin_device_id, s.target_device_id,
          s.started_at, extract(epoch FROM s.started_at - latest.began)::float8 * 1000 AS start_ms,
          extract(epoch FROM s.finished_at - latest.began)::float8 * 1000 AS finish_ms,
          row_number() OVER (
            PARTITION BY s.experiment_id, s.kind, doing.fct, doing.device_id,
              s.origin_device_id, s.target_device_id
            ORDER BY s.started_at, s.id
          ) AS nth
        FROM latest
        JOIN steps s ON s.lab_id = ${labId}::uuid AND s.experiment_id = latest.id
        CROSS JOIN LATERAL (
          SELECT CASE s.kind WHEN 'PROCESS' THEN s.fct END AS fct,
            CASE s.kind WHEN 'PROCESS' THEN s.device_id END AS device_id
        ) AS doing
        WHERE s.usable_ms IS NOT NULL
      ), counted AS (
        SELECT count(*)::int AS experiments FROM latest WHERE began IS NOT NULL
      ), usual AS (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY start_ms) AS start_ms,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY finish_ms) AS finish_ms,
          (array_agg(id ORDER BY started_at DESC))[1] AS id
        FROM took
        GROUP BY kind, fct, device_id, origin_device_id, target_device_id, nth
        HAVING count(*) * 2 >= (SELECT experiments FROM counted)
      )
      SELECT counted.experiments, s.kind::text AS kind, s.fct, s.device_id::text AS device,
        s.origin_device_id::text AS origin, s.target_device_id::text AS target, s.name, s.data,
        usual.start_ms, usual.finish_ms
      FROM usual JOIN steps s ON s.lab_id = ${labId}::uuid AND s.id = usual.id
      CROSS JOIN counted LIMIT ${MOST_USUAL_STEPS + 1}`,
  );
  return {
    experiments: rows[0]?.experiments ?? 0,
    steps: rows.map(({ experiments: _, start_ms: startMs, finish_ms: finishMs, ...step }) => ({
      ...step,
      startMs,
      finishMs,
    })),
  };
}

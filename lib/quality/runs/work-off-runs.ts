import { unboundDb } from '@/lib/platform/db/client';
import { doNext, Lane, Waiting } from '@/lib/platform/jobs/work-off';
import { judgeRun } from './judge-run';
import { ctxOfRun } from './run-ctx';

/** A file up to this size is judged within seconds, and waits for no long run. */
const SHORT_BYTES = 8 * 1024 * 1024;
const LOOKED_AT = 50;

/**
 * Runs that wait, those interrupted first; who is at work on them is told by their locks. Labs take
 * turns, and within a lab whoever asks: fifty of one hold up one of another by one.
 */
async function waitingRuns(onlyShort: boolean): Promise<Waiting> {
  return Waiting.parse(
    await unboundDb().$queryRaw`
      SELECT waiting.id::text, waiting.lab_id::text FROM quality_runs waiting
      CROSS JOIN LATERAL (
        SELECT max(started_at) AS of_lab,
          max(started_at) FILTER (WHERE actor_id IS NOT DISTINCT FROM waiting.actor_id) AS of_asker
        FROM quality_runs WHERE lab_id = waiting.lab_id AND created_at > now() - interval '1 day'
      ) begun
      WHERE status IN ('queued', 'running')
        AND (NOT ${onlyShort} OR source = 'csv' AND file_size <= ${SHORT_BYTES})
      ORDER BY status DESC, begun.of_lab NULLS FIRST, begun.of_asker NULLS FIRST, created_at
      LIMIT ${LOOKED_AT}`,
  );
}

/** Judges the next run that waits and that nobody is at work on; false for none. */
async function judgeNext(onlyShort: boolean, stopping: AbortSignal): Promise<boolean> {
  return doNext(
    'quality_runs',
    await waitingRuns(onlyShort),
    async ({ id, lab_id: labId }, lost) => {
      const run = await unboundDb().qualityRun.findFirst({
        where: { id, labId, status: { in: ['queued', 'running'] } },
      });
      if (run) await judgeRun(await ctxOfRun(run), run, stopping, lost);
      return run !== null;
    },
  );
}

const LANES = [true, false].map(
  (onlyShort) => new Lane((stopping) => judgeNext(onlyShort, stopping)),
);

/**
 * Judges what waits in any lab, two runs at once at most in this process, one of them short. Returns
 * when none is left that another is not at work on, or at once where this process is at it.
 */
export async function workOffRuns(stopping: AbortSignal): Promise<void> {
  const ends = await Promise.allSettled(LANES.map((lane) => lane.work(stopping)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

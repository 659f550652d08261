import { unboundDb } from '@/lib/platform/db/client';
import { doNext, Lane, Waiting } from '@/lib/platform/jobs/work-off';
import { runWhatIf } from './run-what-if';
import { ctxOfWhatIf } from './what-if-ctx';

const LOOKED_AT = 50;

/**
 * What waits, interrupted ones first; who is at work on them is told by their locks. Labs take turns,
 * and within a lab whoever asks: twenty of one hold up one of another by one.
 */
async function waitingWhatIfs(): Promise<Waiting> {
  return Waiting.parse(
    await unboundDb().$queryRaw`
      SELECT waiting.id::text, waiting.lab_id::text FROM what_ifs waiting
      CROSS JOIN LATERAL (
        SELECT max(started_at) AS of_lab,
          max(started_at) FILTER (WHERE actor_id IS NOT DISTINCT FROM waiting.actor_id) AS of_asker
        FROM what_ifs WHERE lab_id = waiting.lab_id AND created_at > now() - interval '1 day'
      ) begun
      WHERE status IN ('queued', 'running')
      ORDER BY status DESC, begun.of_lab NULLS FIRST, begun.of_asker NULLS FIRST, created_at
      LIMIT ${LOOKED_AT}`,
  );
}

/** Simulates the next what-if that waits and that nobody is at work on; false for none. */
async function runNext(stopping: AbortSignal): Promise<boolean> {
  return doNext('what_ifs', await waitingWhatIfs(), async ({ id, lab_id: labId }, lost) => {
    const row = await unboundDb().whatIf.findFirst({
      where: { id, labId, status: { in: ['queued', 'running'] } },
    });
    if (row) await runWhatIf(await ctxOfWhatIf(row), row, stopping, lost);
    return row !== null;
  });
}

/** One at a time in this process: it takes a core. */
const LANE = new Lane(runNext);

/** Simulates what waits in any lab; returns when none is left that another is not at work on. */
export function workOffWhatIfs(stopping: AbortSignal): Promise<void> {
  return LANE.work(stopping);
}

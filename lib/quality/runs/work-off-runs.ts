import type { PoolClient } from 'pg';
import { z } from 'zod';
import { pool, unboundDb } from '@/lib/platform/db/client';
import type { QualityRun } from '@/lib/platform/db/generated/client';
import { judgeRun } from './judge-run';
import { ctxOfRun } from './run-ctx';

/** A file up to this size is judged within seconds, and waits for no long run. */
const SHORT_BYTES = 8 * 1024 * 1024;
const LOOKED_AT = 50;

const Waiting = z.array(z.object({ id: z.string(), lab_id: z.string() }));

/**
 * Runs that wait, those interrupted first; who is at work on them is told by their locks. Labs take
 * turns, and within a lab whoever asks: fifty of one hold up one of another by one.
 */
async function waitingRuns(onlyShort: boolean): Promise<z.output<typeof Waiting>> {
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

async function tryLock(client: PoolClient, runId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('quality_runs'), hashtext($1)) AS locked`,
    [runId],
  );
  return rows[0]?.locked === true;
}

function stillWaiting(labId: string, id: string): Promise<QualityRun | null> {
  return unboundDb().qualityRun.findFirst({
    where: { id, labId, status: { in: ['queued', 'running'] } },
  });
}

/**
 * Judges the next run that waits and that nobody is at work on; false for none. The lock is a
 * connection's: whoever is killed loses it at once, and whoever loses it stops.
 */
async function judgeNext(onlyShort: boolean, stopping: AbortSignal): Promise<boolean> {
  const waiting = await waitingRuns(onlyShort);
  if (waiting.length === 0) return false;
  const client = await pool().connect();
  const lost = new AbortController();
  const onLost = () => lost.abort();
  client.on('error', onLost);
  let broken = true;
  try {
    for (const { id, lab_id: labId } of waiting) {
      if (!(await tryLock(client, id))) continue;
      const run = await stillWaiting(labId, id);
      if (run) await judgeRun(await ctxOfRun(run), run, stopping, lost.signal);
      await client.query(`SELECT pg_advisory_unlock(hashtext('quality_runs'), hashtext($1))`, [id]);
      if (!run) continue;
      broken = false;
      return true;
    }
    broken = false;
    return false;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

/** One run after the other; whoever asks meanwhile has it look again. */
class Lane {
  #busy = false;
  #again = false;

  constructor(private readonly onlyShort: boolean) {}

  async work(stopping: AbortSignal): Promise<void> {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    try {
      do {
        this.#again = false;
        while (!stopping.aborted && (await judgeNext(this.onlyShort, stopping)));
      } while (this.#again && !stopping.aborted);
    } finally {
      this.#busy = false;
    }
  }
}

const LANES = [new Lane(true), new Lane(false)];

/**
 * Judges what waits in any lab, two runs at once at most in this process, one of them short. Returns
 * when none is left that another is not at work on, or at once where this process is at it.
 */
export async function workOffRuns(stopping: AbortSignal): Promise<void> {
  const ends = await Promise.allSettled(LANES.map((lane) => lane.work(stopping)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

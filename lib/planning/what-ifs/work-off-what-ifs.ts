import type { PoolClient } from 'pg';
import { z } from 'zod';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { runWhatIf } from './run-what-if';
import { ctxOfWhatIf } from './what-if-ctx';

const LOOKED_AT = 50;
const Waiting = z.array(z.object({ id: z.string(), lab_id: z.string() }));

/**
 * What waits, interrupted ones first; who is at work on them is told by their locks. Labs take turns,
 * and within a lab whoever asks: twenty of one hold up one of another by one.
 */
async function waitingWhatIfs(): Promise<z.output<typeof Waiting>> {
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

async function tryLock(client: PoolClient, id: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('what_ifs'), hashtext($1)) AS locked`,
    [id],
  );
  return rows[0]?.locked === true;
}

/**
 * Simulates the next what-if that waits and that nobody is at work on; false for none. The lock is a
 * connection's: whoever is killed loses it at once, and whoever loses it stops.
 */
async function runNext(stopping: AbortSignal): Promise<boolean> {
  const waiting = await waitingWhatIfs();
  if (waiting.length === 0) return false;
  const client = await pool().connect();
  const lost = new AbortController();
  const onLost = () => lost.abort();
  client.on('error', onLost);
  let broken = true;
  try {
    for (const { id, lab_id: labId } of waiting) {
      if (!(await tryLock(client, id))) continue;
      const row = await unboundDb().whatIf.findFirst({
        where: { id, labId, status: { in: ['queued', 'running'] } },
      });
      if (row) await runWhatIf(await ctxOfWhatIf(row), row, stopping, lost.signal);
      await client.query(`SELECT pg_advisory_unlock(hashtext('what_ifs'), hashtext($1))`, [id]);
      if (!row) continue;
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

let busy = false;
let again = false;

/**
 * Simulates what waits in any lab, one at a time in this process: it takes a core. Returns when none
 * is left that another is not at work on, or at once where this process is at it.
 */
export async function workOffWhatIfs(stopping: AbortSignal): Promise<void> {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    do {
      again = false;
      while (!stopping.aborted && (await runNext(stopping)));
    } while (again && !stopping.aborted);
  } finally {
    busy = false;
  }
}

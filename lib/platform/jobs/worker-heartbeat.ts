import { z } from 'zod';
import { pool } from '../db/client';
import { newId } from '../ids';
import { log } from '../log';

const EVERY_MS = 5_000;

/**
 * Writes this worker's sign of life until it is stopped. Times are the database's, so that clocks
 * of several machines need not agree. What its MLLP listener tells of itself goes with it, for the
 * portal is another process.
 */
export function keepHeartbeat(
  tellMllp: () => object = () => ({}),
  everyMs: number = EVERY_MS,
): { stop: () => Promise<void> } {
  const id = newId();
  const beat = async () => {
    try {
      await pool().query(
        `INSERT INTO worker_heartbeats (id, started_at, seen_at, mllp)
         VALUES ($1, now(), now(), $2)
         ON CONFLICT (id) DO UPDATE SET seen_at = now(), mllp = $2`,
        [id, JSON.stringify(tellMllp())],
      );
    } catch (error) {
      log.warn({ reason: String(error) }, 'heartbeat not written');
    }
  };
  let last = beat();
  const timer = setInterval(() => {
    last = last.then(beat);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await last;
      // Those that were killed could not take theirs away.
      await pool()
        .query(
          `DELETE FROM worker_heartbeats WHERE id = $1 OR seen_at < now() - interval '1 day'`,
          [id],
        )
        .catch(() => undefined);
    },
  };
}

const Row = z.object({ alive: z.boolean() });

/** Whether some worker gave a sign of life within the last half minute. */
export async function workerIsAlive(): Promise<boolean> {
  const { rows } = await pool().query(
    `SELECT EXISTS (
       SELECT FROM worker_heartbeats WHERE seen_at > now() - interval '30 seconds'
     ) AS alive`,
  );
  return Row.parse(rows[0]).alive;
}

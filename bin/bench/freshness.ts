import type pg from 'pg';
import { z } from 'zod';
import { keepBuilding } from '@/lib/metrics/blocks/keep-building';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import type { Ask } from './ask';

const Shown = z.object({ min: z.number().nullable(), total_specimens: z.int() });
const ROUNDS = 8;
const PATIENCE_MS = 20_000;

/**
 * Changes a released test, and asks its turnaround until it shows: ms from the commit to the end of
 * that answer, a worker building blocks meanwhile. What was changed is put back, which is measured
 * too.
 */
export async function freshness(
  ask: Ask,
  tat: Endpoint,
  pool: pg.Pool,
  labId: string,
  end: Date,
): Promise<number[]> {
  const builder = keepBuilding(pool);
  const from = new Date(end.getTime() - 7 * 86_400_000);
  const query = `?${new URLSearchParams({ from: from.toISOString(), to: end.toISOString() }).toString()}`;
  const { rows } = await pool.query<{ id: string; received: Date }>(
    `SELECT id, received_at AS received FROM ordered_tests
     WHERE lab_id = $1 AND released_at >= $2 AND released_at < $3 AND state_key = 'published'
       AND released_at > received_at + interval '10 minutes' AND voided_at IS NULL
     ORDER BY md5(id::text) LIMIT $4`,
    [labId, from, end, ROUNDS],
  );
  const took: number[] = [];
  const until = async (shows: (min: number) => boolean) => {
    const began = performance.now();
    for (;;) {
      const { min } = Shown.parse(JSON.parse(await ask(tat, query)));
      const ms = performance.now() - began;
      if (min !== null && shows(min)) return took.push(ms);
      if (ms > PATIENCE_MS) throw new Error(`A changed test does not show after ${ms} ms.`);
    }
  };
  try {
    for (const { id, received } of rows) {
      // One millisecond of turnaround, which no other test has.
      await pool.query(
        `UPDATE ordered_tests SET received_at = released_at - interval '1 millisecond'
         WHERE lab_id = $1 AND id = $2`,
        [labId, id],
      );
      await until((min) => min < 0.001);
      await pool.query('UPDATE ordered_tests SET received_at = $3 WHERE lab_id = $1 AND id = $2', [
        labId,
        id,
        received,
      ]);
      await until((min) => min >= 0.001);
    }
  } finally {
    await builder.stop();
  }
  return took;
}

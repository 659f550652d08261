import type pg from 'pg';
import { INSERT_BLOCKS } from './block-sql';

/** So many days are built in one transaction: a few seconds of work at most. */
const DAYS_AT_ONCE = 16;

/** A day in the middle of much writing is built when it has been quiet, or has waited long enough. */
const QUIET_MS = 1_000;
const LONGEST_MS = 10_000;

/** Of all workers one builds at a time. */
const LOCK = 72_616_301;

type Due = { labId: string; days: string[] };

async function dueDays(client: pg.PoolClient, atOnce: boolean): Promise<Due | null> {
  const { rows } = await client.query<{ lab_id: string; day: string }>(
    `SELECT lab_id, day::text AS day FROM figure_stale_days
     GROUP BY lab_id, day
     HAVING $1 OR max(at) < clock_timestamp() - make_interval(secs => $2)
       OR min(at) < clock_timestamp() - make_interval(secs => $3)
     ORDER BY lab_id, day LIMIT $4`,
    [atOnce, QUIET_MS / 1000, LONGEST_MS / 1000, DAYS_AT_ONCE],
  );
  const [first] = rows;
  if (!first) return null;
  const days = rows.filter(({ lab_id }) => lab_id === first.lab_id).map(({ day }) => day);
  return { labId: first.lab_id, days };
}

async function buildDays(client: pg.PoolClient, { labId, days }: Due): Promise<void> {
  // One snapshot: marks set by what it does not see stay, and so do the days they stand for.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  try {
    await client.query(
      `SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`,
    );
    await client.query(
      `DELETE FROM figure_stale_days WHERE lab_id = $1 AND day = ANY($2::date[])`,
      [labId, days],
    );
    await client.query(`DELETE FROM figure_blocks WHERE lab_id = $1 AND day = ANY($2::date[])`, [
      labId,
      days,
    ]);
    await client.query(INSERT_BLOCKS, [labId, days]);
    await client.query('COMMIT');
  } catch (error) {
    // Where the connection is lost there is nothing to roll back, and why it was lost is told.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/**
 * Builds blocks that no longer say what the rows say, some days of one lab, and answers how many;
 * 0 when there is nothing to do or another worker is at it. `atOnce` does not wait for days to
 * become quiet.
 */
export async function buildBlocks(pool: pg.Pool, { atOnce = false } = {}): Promise<number> {
  const client = await pool.connect();
  let locked = false;
  try {
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS locked',
      [LOCK],
    );
    locked = rows[0]?.locked === true;
    if (!locked) return 0;
    const due = await dueDays(client, atOnce);
    if (!due) return 0;
    await buildDays(client, due);
    return due.days.length;
  } finally {
    // A lock of the session: whoever takes the connection next must not hold it.
    if (locked) await client.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    client.release();
  }
}

import type pg from 'pg';
import { COLUMN_NAMES } from './block-columns';
import { blockSelect } from './block-sql';

/** A block that does not say what the rows say, and where. */
export type BlockFault = {
  lab: string;
  /** YYYY-MM-DD */
  day: string;
  /** Names of what differs; empty where the block is missing, or there is one and no specimen. */
  columns: string[];
};

export type BlocksReport = { blocks: number; stale: number; faults: BlockFault[] };

const COMPARED = ['rows', 'attempts', 'values', 'spans', ...COLUMN_NAMES];
const DAYS_AT_ONCE = 32;

const DIFFERENCES = COMPARED.map(
  (name) => `CASE WHEN b."${name}" IS DISTINCT FROM s."${name}" THEN '${name}' END`,
).join(', ');

const COMPARE = `SELECT day::text AS day, b.lab_id IS NULL OR s.rows IS NULL AS alone,
    array_remove(ARRAY[${DIFFERENCES}], NULL) AS columns
  FROM (SELECT * FROM figure_blocks WHERE lab_id = $1 AND day = ANY($2::date[])) b
  FULL JOIN (SELECT day::date AS day, ${COMPARED.map((name) => `"${name}"`).join(', ')}
    FROM (${blockSelect(COLUMN_NAMES, true)}) built) s USING (day)
  WHERE ${COMPARED.map((name) => `b."${name}" IS DISTINCT FROM s."${name}"`).join(' OR ')}
  ORDER BY day`;

async function checkLab(
  client: pg.PoolClient,
  lab: { id: string; slug: string },
  report: BlocksReport,
): Promise<void> {
  const { rows: all } = await client.query<{ day: string; stale: boolean; built: boolean }>(
    `SELECT day::text AS day, bool_or(stale) AS stale, bool_or(built) AS built FROM (
       SELECT figure_day(received_at, collected_at, created_at) AS day, false AS stale, false AS built
       FROM specimens WHERE lab_id = $1
       UNION ALL SELECT day, false, true FROM figure_blocks WHERE lab_id = $1
       UNION ALL SELECT day, true, false FROM figure_stale_days WHERE lab_id = $1
     ) known GROUP BY day ORDER BY day`,
    [lab.id],
  );
  report.blocks += all.filter(({ built }) => built).length;
  report.stale += all.filter(({ stale }) => stale).length;
  const days = all.filter(({ stale }) => !stale).map(({ day }) => day);
  for (let first = 0; first < days.length; first += DAYS_AT_ONCE) {
    const { rows } = await client.query<{ day: string; alone: boolean; columns: string[] }>(
      COMPARE,
      [lab.id, days.slice(first, first + DAYS_AT_ONCE)],
    );
    for (const { day, alone, columns } of rows) {
      report.faults.push({ lab: lab.slug, day, columns: alone ? [] : columns });
    }
  }
}

/**
 * Makes every block of every lab (or one) from the rows again and compares it with the one that
 * figures are read from, byte by byte, in one snapshot of the database. Days that wait to be built are
 * counted and not compared: figures read their rows. `repair` marks what is wrong to be built anew.
 */
export async function checkBlocks(
  pool: pg.Pool,
  { labSlug, repair = false }: { labSlug?: string; repair?: boolean } = {},
): Promise<BlocksReport> {
  const report: BlocksReport = { blocks: 0, stale: 0, faults: [] };
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await client.query(
      `SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`,
    );
    const { rows: labs } = await client.query<{ id: string; slug: string }>(
      `SELECT id, slug FROM labs WHERE $1::text IS NULL OR slug = $1 ORDER BY slug`,
      [labSlug ?? null],
    );
    for (const lab of labs) await checkLab(client, lab, report);
    if (repair) {
      for (const { lab, day } of report.faults) {
        await client.query(
          `INSERT INTO figure_stale_days (lab_id, day) SELECT id, $2::date FROM labs WHERE slug = $1`,
          [lab, day],
        );
      }
    }
    await client.query('COMMIT');
    return report;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

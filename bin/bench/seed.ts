import pg from 'pg';
import type { Catalogue } from './catalogue';
import { SPECIMEN_TYPES } from './catalogue';
import {
  CALLS_SQL,
  CRITICALS_SQL,
  DEVICE_STATES_SQL,
  HISTORY_SQL,
  HOURS_SQL,
  ORDERED_TESTS_SQL,
  SPECIMENS_SQL,
  STALE_SQL,
  TESTS_SQL,
  TRANSITIONS_SQL,
  TUBES_SQL,
} from './seed-sql';

/** A specimen has 1.6 tests on average. */
const TESTS_A_SPECIMEN = 1.6;

/**
 * Writes about `rows` tests of the year before `end`, with their specimens and history. By the
 * database's superuser without triggers and keys, as all of it fits by construction: the rows are
 * what is measured here, not their writing.
 */
export async function seed(
  superuserUrl: string,
  { lab, assays, locations, devices, errorCodes, reasons, analyte }: Catalogue,
  rows: number,
  end: Date,
): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    for (const setting of [
      `session_replication_role = 'replica'`,
      `work_mem = '256MB'`,
      `temp_buffers = '64MB'`,
      `synchronous_commit = off`,
      `max_parallel_workers_per_gather = 0`,
      'jit = off',
    ]) {
      await client.query(`SET ${setting}`);
    }
    await client.query('SELECT setseed(0.42)');
    const specimens = Math.max(1, Math.round(rows / TESTS_A_SPECIMEN));
    await client.query(HOURS_SQL, [end, specimens, lab.timeZone]);
    await client.query(TUBES_SQL, [SPECIMEN_TYPES, locations, reasons]);
    await client.query(TESTS_SQL, [end, assays, devices, errorCodes]);
    await client.query(HISTORY_SQL);
    for (const sql of [SPECIMENS_SQL, ORDERED_TESTS_SQL, TRANSITIONS_SQL, STALE_SQL]) {
      await client.query(sql, [lab.id]);
    }
    await client.query(DEVICE_STATES_SQL, [lab.id, end, devices]);
    for (const sql of CRITICALS_SQL) await client.query(sql, [lab.id, analyte]);
    await client.query(CALLS_SQL, [lab.id]);
    // By this bin/bench.mjs knows what was kept, and that it was made to its end.
    await client.query(`COMMENT ON SCHEMA public IS 'bench of ${rows} tests'`);
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

import pg from 'pg';
import { SPECIMEN_TYPES, type Catalogue } from './catalogue';
import {
  ALERT_CRITICALS_SQL,
  ALERT_DEVICES_SQL,
  ALERT_HISTORY_SQL,
  ALERT_IMPORTS_SQL,
  ALERT_MESSAGES_SQL,
  ALERT_ROWS_SQL,
  ALERT_TESTS_SQL,
  ALERT_TUBES_SQL,
  CHANGE_SQL,
} from './alerts-seed-sql';

/** A specimen has 1.6 tests. */
const TESTS_A_SPECIMEN = 1.6;

/** The superuser without triggers and keys: all of it fits by construction, as in seed.ts. */
async function asSuperuser(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = 'replica'; SET synchronous_commit = off;
      SET work_mem = '256MB'; SET jit = off`);
    await work(client);
  } finally {
    await client.end();
  }
}

/** Writes `done` tests of the 30 days before `now` and `open` ones, with all that rules look at. */
export function seedAlerts(
  superuserUrl: string,
  { lab, assays, locations, devices, errorCodes, reasons, analyte }: Catalogue,
  { done, open, now }: { done: number; open: number; now: Date },
): Promise<void> {
  return asSuperuser(superuserUrl, async (client) => {
    await client.query('SELECT setseed(0.42)');
    const [doneTubes, openTubes] = [done, open].map((tests) =>
      Math.round(tests / TESTS_A_SPECIMEN),
    );
    const tubes = [now, doneTubes, openTubes, SPECIMEN_TYPES, locations, reasons];
    await client.query(ALERT_TUBES_SQL, tubes);
    await client.query(ALERT_TESTS_SQL, [now, assays, devices, errorCodes]);
    await client.query('CREATE INDEX ON bench_tests (specimen_id)');
    const [history, transitions] = ALERT_HISTORY_SQL;
    await client.query(history);
    await client.query('CREATE INDEX ON bench_history (specimen_id)');
    await client.query('ANALYZE bench_history');
    for (const sql of [...ALERT_ROWS_SQL, transitions]) await client.query(sql, [lab.id]);
    await client.query(ALERT_CRITICALS_SQL, [lab.id, analyte]);
    await client.query(ALERT_IMPORTS_SQL, [lab.id, now]);
    for (const sql of [ALERT_DEVICES_SQL, ALERT_MESSAGES_SQL]) {
      await client.query(sql, [lab.id, now, devices]);
    }
    await client.query('VACUUM (ANALYZE)');
  });
}

/** Changes so many open tests between two evaluations. */
export function changeTests(
  superuserUrl: string,
  labId: string,
  now: Date,
  count: number,
): Promise<void> {
  return asSuperuser(superuserUrl, async (client) => {
    await client.query(CHANGE_SQL, [labId, now, count]);
  });
}

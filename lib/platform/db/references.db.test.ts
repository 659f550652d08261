import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from './client';
import { newId } from '../ids';
import { testDatabase, withClient } from './testing';

const { appUrl, ownerUrl } = testDatabase();

type Ids = Record<
  | 'lab'
  | 'specimen'
  | 'test'
  | 'assay'
  | 'device'
  | 'location'
  | 'errorCode'
  | 'reason'
  | 'analyte',
  string
> & { import: string; other: string };
let ours: Ids;
let theirs: Ids;

async function makeIds(): Promise<Ids> {
  const { lab } = await makeTestLab();
  const db = unboundDb();
  const labId = lab.id;
  const id = () => newId();
  const ids: Ids = {
    lab: labId,
    specimen: id(),
    test: id(),
    assay: id(),
    device: id(),
    location: id(),
    errorCode: id(),
    reason: id(),
    analyte: id(),
    import: id(),
    other: id(),
  };
  const code = `X-${ids.assay}`;
  await db.assay.create({ data: { id: ids.assay, labId, code, name: code } });
  await db.device.create({ data: { id: ids.device, labId, name: code, type: 'analyser' } });
  await db.location.create({ data: { id: ids.location, labId, name: code } });
  await db.errorCode.create({ data: { id: ids.errorCode, labId, code, name: code } });
  await db.rejectionReason.create({
    data: { id: ids.reason, labId, code, name: code, group: 'volume' },
  });
  await db.analyte.create({ data: { id: ids.analyte, labId, code, name: code } });
  await db.import.create({
    data: {
      id: ids.import,
      labId,
      fileName: 'a.csv',
      fileSize: 1,
      fileHash: new Uint8Array(32),
      actorKind: 'system',
      actorName: 'test',
      actorRole: 'admin',
      requestId: 'r',
      status: 'completed',
    },
  });
  await withClient(appUrl, async (client) => {
    for (const [key, number] of [
      ['specimen', 'R-1'],
      ['other', 'R-2'],
    ] as const) {
      await client.query(
        `INSERT INTO specimens (id, lab_id, number, state_key, location_id)
         VALUES ($1, $2, $3, 'received', $4)`,
        [ids[key], labId, number, ids.location],
      );
    }
    await client.query(
      `INSERT INTO ordered_tests (id, lab_id, specimen_id, assay_id, state_key, location_id)
       VALUES ($1, $2, $3, $4, 'received', $5)`,
      [ids.test, labId, ids.specimen, ids.assay, ids.location],
    );
  });
  return ids;
}

beforeAll(async () => {
  [ours, theirs] = [await makeIds(), await makeIds()];
});

type Row = Record<string, unknown>;

function insertOf(table: string, row: Row): [string, unknown[]] {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  return [`INSERT INTO ${table} (${names.join()}) VALUES (${places.join()})`, Object.values(row)];
}

/** A row of each table as it should be. */
function whole(table: string): Row {
  const by = { actor_kind: 'person', actor_name: 'Ada' };
  const base = { id: newId(), lab_id: ours.lab };
  switch (table) {
    case 'specimens':
      return { ...base, number: newId(), state_key: 'received', location_id: ours.location };
    case 'ordered_tests':
      return {
        ...base,
        specimen_id: ours.specimen,
        assay_id: ours.assay,
        run: Math.floor(Math.random() * 30_000) + 2,
        state_key: 'received',
        location_id: ours.location,
      };
    case 'test_transitions':
      return {
        ...base,
        ...by,
        specimen_id: ours.specimen,
        test_id: ours.test,
        sequence: Math.floor(Math.random() * 1e9) + 1,
        action: 'import',
        occurred_at: new Date(),
        source: 'import',
        request_id: 'r',
      };
    default:
      return {
        ...base,
        ...by,
        test_id: ours.test,
        analyte_id: ours.analyte,
        value: '1',
        status: 'final',
        available_at: new Date(),
        replaced_at: new Date(),
        source: 'import',
      };
  }
}

/** What each column names; a value nobody has, and one that another lab has. */
const REFERENCES: [table: string, column: string, key: keyof Ids | 'state'][] = [
  ['specimens', 'lab_id', 'lab'],
  ['specimens', 'state_key', 'state'],
  ['specimens', 'location_id', 'location'],
  ['specimens', 'rejection_reason_id', 'reason'],
  ['ordered_tests', 'specimen_id', 'specimen'],
  ['ordered_tests', 'assay_id', 'assay'],
  ['ordered_tests', 'state_key', 'state'],
  ['ordered_tests', 'device_id', 'device'],
  ['ordered_tests', 'location_id', 'location'],
  ['ordered_tests', 'error_code_id', 'errorCode'],
  ['ordered_tests', 'rejection_reason_id', 'reason'],
  ['test_transitions', 'specimen_id', 'specimen'],
  ['test_transitions', 'test_id', 'test'],
  ['test_transitions', 'device_id', 'device'],
  ['test_transitions', 'error_code_id', 'errorCode'],
  ['test_transitions', 'rejection_reason_id', 'reason'],
  ['test_transitions', 'import_id', 'import'],
  ['results', 'test_id', 'test'],
  ['results', 'analyte_id', 'analyte'],
  ['results', 'device_id', 'device'],
  ['results', 'import_id', 'import'],
];

/** 23001 is the word of a foreign key from PostgreSQL 18 on, 23000 that of a test that stays. */
const refused = { code: expect.stringMatching(/^23(000|001|503)$/) };

async function outcome(url: string, sql: string, values: unknown[] = []): Promise<unknown> {
  return withClient(url, (client) =>
    client.query(sql, values).then(
      () => 'written',
      (error: unknown) => error,
    ),
  );
}

describe.each(REFERENCES)('%s.%s', (table, column, key) => {
  const valid = () => (key === 'state' ? 'received' : ours[key]);
  const foreign = () => (key === 'state' ? 'nowhere' : theirs[key]);

  test('names a row of its own lab', async () => {
    expect(await outcome(appUrl, ...insertOf(table, { ...whole(table), [column]: valid() }))).toBe(
      'written',
    );
  });

  test('names nothing that does not exist', async () => {
    const nobody = key === 'state' ? 'nobody' : newId();
    const row = { ...whole(table), [column]: nobody };
    expect(await outcome(appUrl, ...insertOf(table, row))).toMatchObject(refused);
  });

  test('names nothing of another lab', async () => {
    const row = { ...whole(table), [column]: foreign() };
    expect(await outcome(appUrl, ...insertOf(table, row))).toMatchObject(refused);
  });

  test('is refused among rows that are right', async () => {
    const good = { [column]: valid(), ...whole(table) };
    const bad = { ...whole(table), [column]: foreign() };
    const names = [...new Set([...Object.keys(good), column])];
    const values = [good, bad].flatMap((row: Row) => names.map((name) => row[name] ?? null));
    const places = [0, 1].map(
      (row) => `(${names.map((_, index) => `$${row * names.length + index + 1}`).join()})`,
    );
    const sql = `INSERT INTO ${table} (${names.join()}) VALUES ${places.join()}`;
    expect(await outcome(appUrl, sql, values)).toMatchObject(refused);
  });

  test.skipIf(table === 'test_transitions')('is not led astray by an update', async () => {
    const row = { ...whole(table), [column]: valid() };
    expect(await outcome(appUrl, ...insertOf(table, row))).toBe('written');
    const sql = `UPDATE ${table} SET ${column} = $2 WHERE id = $1`;
    const error = await outcome(appUrl, sql, [row.id, foreign()]);
    expect(error).toMatchObject({ code: expect.stringMatching(/^23(503|000)$/) });
  });
});

test('a transition without a test names a specimen of its lab', async () => {
  const row = { ...whole('test_transitions'), test_id: null };
  expect(await outcome(appUrl, ...insertOf('test_transitions', row))).toBe('written');
  const lost = { ...whole('test_transitions'), test_id: null, specimen_id: theirs.specimen };
  expect(await outcome(appUrl, ...insertOf('test_transitions', lost))).toMatchObject(refused);
});

test('a transition of a test names no other specimen, even of its lab', async () => {
  const row = { ...whole('test_transitions'), specimen_id: ours.other };
  expect(await outcome(appUrl, ...insertOf('test_transitions', row))).toMatchObject(refused);
});

test('a temporary table of the same name vouches for nothing', () =>
  withClient(appUrl, async (client) => {
    await client.query('CREATE TEMP TABLE states (lab_id uuid, key text)');
    await client.query('CREATE TEMP TABLE figure_stale_days (lab_id uuid, day date)');
    await client.query('INSERT INTO pg_temp.states VALUES ($1, $2)', [ours.lab, 'made-up']);
    const made = insertOf('public.specimens', { ...whole('specimens'), state_key: 'made-up' });
    await expect(client.query(...made)).rejects.toMatchObject(refused);
    await client.query(...insertOf('public.specimens', whole('specimens')));
    const { rows } = await client.query('SELECT FROM pg_temp.figure_stale_days');
    expect(rows).toHaveLength(0);
  }));

describe('what is named stays', () => {
  const PARENTS: [table: string, key: keyof Ids | 'state', column: string][] = [
    ['assays', 'assay', 'id'],
    ['devices', 'device', 'id'],
    ['locations', 'location', 'id'],
    ['error_codes', 'errorCode', 'id'],
    ['rejection_reasons', 'reason', 'id'],
    ['analytes', 'analyte', 'id'],
    ['imports', 'import', 'id'],
    ['specimens', 'specimen', 'id'],
    ['states', 'state', 'key'],
  ];
  const value = (key: keyof Ids | 'state') => (key === 'state' ? 'received' : ours[key]);

  test.each(PARENTS)('%s', async (table, key, column) => {
    const where = `WHERE lab_id = $1 AND ${column} = $2`;
    const values = [ours.lab, value(key)];
    expect(await outcome(ownerUrl, `DELETE FROM ${table} ${where}`, values)).toMatchObject(refused);
    const renamed = `UPDATE ${table} SET ${column} = $3 ${where}`;
    const to = key === 'state' ? 'elsewhere' : newId();
    expect(await outcome(ownerUrl, renamed, [...values, to])).toMatchObject(refused);
  });

  test('what nobody names goes', async () => {
    const id = newId();
    await unboundDb().errorCode.create({ data: { id, labId: ours.lab, code: id, name: id } });
    const sql = 'DELETE FROM error_codes WHERE lab_id = $1 AND id = $2';
    expect(await outcome(ownerUrl, sql, [ours.lab, id])).toBe('written');
  });

  test('a removal at another isolation level is refused, as it could miss what is written', () =>
    withClient(ownerUrl, async (client) => {
      const id = newId();
      await unboundDb().errorCode.create({ data: { id, labId: ours.lab, code: id, name: id } });
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      const removed = client.query('DELETE FROM error_codes WHERE id = $1', [id]);
      await expect(removed).rejects.toMatchObject({ code: '0A000' });
      await client.query('ROLLBACK');
    }));
});

describe('two at once', () => {
  let writer: pg.Client;
  let remover: pg.Client;
  const clients: (() => void)[] = [];

  function held(): Promise<pg.Client> {
    return new Promise((resolve, reject) => {
      withClient(ownerUrl, (client) => {
        resolve(client);
        return new Promise<void>((end) => clients.push(end));
      }).catch(reject);
    });
  }

  beforeAll(async () => {
    [writer, remover] = [await held(), await held()];
  });
  afterAll(() => {
    for (const end of clients) end();
  });

  async function freshCode(): Promise<string> {
    const id = newId();
    await unboundDb().errorCode.create({ data: { id, labId: ours.lab, code: id, name: id } });
    return id;
  }

  test('who removes what is being named waits, and is refused', async () => {
    const id = await freshCode();
    await writer.query('BEGIN');
    await writer.query(
      ...insertOf('ordered_tests', { ...whole('ordered_tests'), error_code_id: id }),
    );
    const removed = remover.query('DELETE FROM error_codes WHERE id = $1', [id]);
    const caught = expect(removed).rejects.toMatchObject(refused);
    await writer.query('COMMIT');
    await caught;
  });

  test('who names what is being removed waits, and is refused', async () => {
    const id = await freshCode();
    await remover.query('BEGIN');
    await remover.query('DELETE FROM error_codes WHERE id = $1', [id]);
    const row = { ...whole('ordered_tests'), error_code_id: id };
    const named = writer.query(...insertOf('ordered_tests', row));
    const caught = expect(named).rejects.toMatchObject(refused);
    await remover.query('COMMIT');
    await caught;
  });
});

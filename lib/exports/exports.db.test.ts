import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callRoute, signedIn, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { givenTests } from '@/lib/metrics/testing-tests';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { testDatabase, withClient } from '@/lib/platform/db/testing';
import { newId } from '@/lib/platform/ids';
import { urgencyOf, type Timed } from '@/lib/worklist/urgency';
import { EXPORT_TABLES, type ExportName } from './dictionary';
import { csvEndpointOf } from './endpoints';
import { exportCsv } from './export-csv';
import type { ColumnType } from './table';

const { reportingUrl } = testDatabase();

type Row = Record<string, string>;

async function download(name: ExportName, headers: Record<string, string>, query = '') {
  const answer = await callRoute(csvEndpointOf(name), { headers, query });
  return { ...answer, rows: (): Row[] => parse(answer.text, { columns: true }) };
}

/** The specimens of a download in order. */
async function numbersOf(name: ExportName, headers: Record<string, string>, query = '') {
  const rows = (await download(name, headers, query)).rows();
  return rows.map((row) => row.specimen_id ?? '').toSorted();
}

const HOUR = 3_600_000;
const NOW = Date.now();
const ago = (hours: number) => new Date(NOW - hours * HOUR).toISOString();

/** Of what a lab that only has tests has none. */
const MAY_BE_EMPTY: ReadonlySet<ExportName> = new Set(['attempts', 'steps', 'quality_runs']);

describe('the dictionary', () => {
  const TYPES: Record<ColumnType, string[]> = {
    text: ['text'],
    key: ['uuid'],
    integer: ['integer', 'smallint'],
    number: ['double precision'],
    boolean: ['boolean'],
    time: ['timestamp with time zone'],
    day: ['date'],
  };

  it('describes every view of the schema, column by column', async () => {
    const { rows } = await withClient(reportingUrl, (client) =>
      client.query<{ table_name: string; column_name: string; data_type: string }>(
        `SELECT table_name, column_name, data_type FROM information_schema.columns
         WHERE table_schema = 'reporting' ORDER BY table_name, ordinal_position`,
      ),
    );
    const described = new Map(EXPORT_TABLES.map(({ name, columns }) => [String(name), columns]));
    expect([...new Set(rows.map((row) => row.table_name))].toSorted()).toEqual(
      [...described.keys()].toSorted(),
    );
    for (const [table, columns] of described) {
      const found = rows.filter((row) => row.table_name === table);
      expect(
        found.map((row) => row.column_name),
        table,
      ).toEqual(columns.map(({ name }) => name));
      for (const [at, { name, type }] of columns.entries()) {
        expect(TYPES[type], `${table}.${name}`).toContain(found[at]?.data_type);
      }
    }
  });

  it('is given to machines', async () => {
    const { lab } = await makeTestLab();
    const { text } = await callRoute(
      { method: 'GET', path: '/exports/dictionary' },
      { headers: await storedKey(lab, 'viewer') },
    );
    const { tables } = JSON.parse(text);
    expect(tables.map(({ name }: { name: string }) => name)).toEqual(
      EXPORT_TABLES.map(({ name }) => name),
    );
    expect(tables[0]).toMatchObject({
      view: 'reporting.specimens',
      csv_url: '/api/v1/exports/specimens.csv',
      filters: [
        'assay',
        'department',
        'location',
        'specimen_type',
        'priority',
        'device',
        'operator',
      ],
    });
  });
});

describe('the reporting role', () => {
  const refusal = (sql: string) =>
    withClient(reportingUrl, (client) => client.query(sql)).then(
      () => null,
      (error: { code: string }) => error.code,
    );

  it('reads every view, of every lab', async () => {
    const labs = [(await makeTestLab()).lab, (await makeTestLab()).lab];
    for (const lab of labs) {
      await givenTests(lab.id, [{ device: 'D', received: ago(5), released: ago(4) }]);
    }
    for (const { name } of EXPORT_TABLES) {
      const { rows } = await withClient(reportingUrl, (client) =>
        client.query<{ lab: string }>(`SELECT DISTINCT lab FROM reporting.${name}`),
      );
      const slugs = rows.map(({ lab }) => lab);
      if (MAY_BE_EMPTY.has(name)) continue;
      for (const { slug } of labs) expect(slugs, name).toContain(slug);
    }
  });

  it('can neither write nor look elsewhere', async () => {
    for (const sql of [
      'SELECT * FROM public.specimens',
      'SELECT * FROM public.users',
      'SELECT * FROM public.api_keys',
      "UPDATE reporting.assays SET name = 'x'",
      'DELETE FROM reporting.assays',
      'DELETE FROM reporting.tests',
      'CREATE TABLE reporting.mine (id int)',
      'CREATE VIEW reporting.mine AS SELECT 1',
    ]) {
      expect(await refusal(sql), sql).toMatch(/^(42501|55000)$/);
    }
  });
});

describe('a download', () => {
  it('is for a viewer’s key and for people, and holds one lab’s rows alone', async () => {
    const [mine, other] = [await makeTestLab(), await makeTestLab()];
    await givenTests(mine.lab.id, [
      {
        specimen: 'MINE-1',
        assay: 'K',
        device: 'D1',
        received: ago(5),
        released: ago(4),
        due: ago(3),
      },
    ]);
    await givenTests(other.lab.id, [
      { specimen: 'OTHER-1', assay: 'ZZ', device: 'D2', received: ago(5), released: ago(4) },
    ]);
    const key = await storedKey(mine.lab, 'viewer');
    const person = await signedIn([
      { lab: mine.lab, role: 'viewer' },
      { lab: other.lab, role: 'viewer' },
    ]);
    for (const { name, columns } of EXPORT_TABLES) {
      const { status, headers, text, rows } = await download(name, key);
      expect(status, name).toBe(200);
      expect(headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
      expect(headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="${name}-${mine.lab.slug}-\\d{4}-\\d\\d-\\d\\d\\.csv"$`),
      );
      expect(text.split('\r\n')[0]).toBe(columns.map((column) => column.name).join(','));
      expect(text).not.toMatch(/OTHER-1|ZZ|D2/);
      expect(text).not.toContain(other.lab.slug);
      if (!MAY_BE_EMPTY.has(name)) expect(rows().map(({ lab }) => lab)).toContain(mine.lab.slug);
      const byPerson = await download(name, person, `?lab=${mine.lab.slug}`);
      expect(byPerson.text, name).toBe(text);
      expect((await download(name, person)).status).toBe(400);
      expect((await download(name, {})).status).toBe(401);
    }
    const [row] = (await download('tests', key)).rows();
    expect(row).toMatchObject({
      specimen_id: 'MINE-1',
      assay: 'K',
      device: 'D1',
      turnaround_minutes: '60',
      due_category: 'within',
      is_completed: 'true',
      is_error: 'false',
      run: '1',
      department: '',
    });
    expect(row?.received_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('takes the period and the common filters, and refuses what it does not know', async () => {
    const { lab } = await makeTestLab();
    const day = (date: string) => `${date}T12:00:00+02:00`;
    await givenTests(lab.id, [
      {
        specimen: 'S1',
        assay: 'K',
        priority: 'STAT',
        received: day('2025-06-10'),
        released: day('2025-06-10'),
      },
      { specimen: 'S1', assay: 'NA', priority: 'STAT', received: day('2025-06-10') },
      { specimen: 'S2', assay: 'K', location: 'Ward', received: day('2025-06-11') },
    ]);
    const key = await storedKey(lab, 'viewer');
    const numbers = async (name: ExportName, query: string) =>
      (await download(name, key, query)).rows().map((row) => row.specimen_id ?? row.day);
    const from = `from=${encodeURIComponent('2025-06-11T00:00:00+02:00')}`;
    const to = `to=${encodeURIComponent('2025-06-11T00:00:00+02:00')}`;
    expect(await numbers('tests', `?${from}`)).toEqual(['S2']);
    expect(await numbers('tests', `?${to}`)).toEqual(['S1', 'S1']);
    expect(await numbers('tests', '?assay=k&assay=na&priority=stat')).toEqual(['S1', 'S1']);
    expect(await numbers('tests', '?location=(none)&assay=K')).toEqual(['S1']);
    expect(await numbers('tests', "?location=' OR true --")).toEqual([]);
    expect(await numbers('specimens', '?assay=NA')).toEqual(['S1']);
    expect(await numbers('specimens', '?assay=NA&location=Ward')).toEqual([]);
    expect(await numbers('daily_metrics', `?${from}&scope=all`)).toEqual(['2025-06-11']);
    expect(await numbers('daily_metrics', `?${to}`)).toEqual(Array(3).fill('2025-06-10'));
    expect(await numbers('daily_metrics', '?assay=NA')).toEqual(['2025-06-10']);
    expect((await download('assays', key, `?${from}`)).rows()).toHaveLength(3);
    for (const query of ['?asay=K', '?from=2025-06-11', '?bom=yes', '?scope=week']) {
      expect((await download('tests', key, query)).status, query).toBe(422);
    }
  });

  it('leaves out what was voided, defuses text and keeps numbers', async () => {
    const { lab } = await makeTestLab();
    await givenTests(lab.id, [
      { specimen: 'S1', operator: '=HYPERLINK("x")', specimenType: '-18.6', received: ago(5) },
      { specimen: 'S2', received: ago(5), voided: ago(1) },
      { specimen: 'S3', operator: 'Ärztin; "B", C', received: ago(2), released: ago(3) },
    ]);
    const key = await storedKey(lab, 'viewer');
    const { rows } = await download('tests', key);
    const read = rows().toSorted((a, b) =>
      (a.specimen_id ?? '').localeCompare(b.specimen_id ?? ''),
    );
    expect(read.map((row) => row.specimen_id)).toEqual(['S1', 'S3']);
    expect(read[0]).toMatchObject({ operator: `'=HYPERLINK("x")`, specimen_type: '-18.6' });
    expect(read[1]).toMatchObject({ operator: 'Ärztin; "B", C', turnaround_minutes: '-60' });
    expect(await numbersOf('specimens', key)).toEqual(['S1', 'S3']);
  });

  it('begins with a byte order mark if asked to', async () => {
    const ctx = await (await makeTestLab()).ctxFor('viewer');
    const bytes = async (bom: '0' | '1') =>
      Buffer.from(await (await exportCsv(ctx, 'tests', { bom })).arrayBuffer()).toString();
    expect(await bytes('0')).toMatch(/^lab,/);
    expect(await bytes('1')).toBe(`\uFEFF${await bytes('0')}`);
  });

  it('stops the query in the database when its reader goes away', async () => {
    const { lab, ctxFor } = await makeTestLab();
    const many = Array.from({ length: 2_100 }, () => ({ received: ago(5), released: ago(4) }));
    await givenTests(lab.id, many);
    const ctx = await ctxFor('viewer');
    const open = async () => {
      const { rows } = await pool().query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity
         WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
      );
      return rows[0]?.n;
    };
    const response = await exportCsv(ctx, 'tests', {});
    const reader = response.body?.getReader();
    const first = await reader?.read();
    // A thousand rows and the header have been read, and no more.
    expect(
      Buffer.from(first?.value ?? [])
        .toString()
        .split('\r\n'),
    ).toHaveLength(1_002);
    await expect.poll(open).toBe(1);
    await reader?.cancel();
    await expect.poll(open).toBe(0);

    const gone = new AbortController();
    const other = await exportCsv(ctx, 'tests', {}, gone.signal);
    await expect.poll(open).toBe(1);
    gone.abort();
    await expect.poll(open).toBe(0);
    // Never a part that looks like the whole.
    await expect(other.text()).rejects.toThrow();
  });

  it('leaves the portal its connections: one too many is asked to come again', async () => {
    const { lab, ctxFor } = await makeTestLab();
    await givenTests(lab.id, [{ received: ago(1) }]);
    const ctx = await ctxFor('viewer');
    const held = await Promise.all(Array.from({ length: 5 }, () => exportCsv(ctx, 'tests', {})));
    await expect(exportCsv(ctx, 'tests', {})).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAfterSeconds: 15,
    });
    await Promise.all(held.map((response) => response.text()));
    expect(await (await exportCsv(ctx, 'tests', {})).text()).toContain(lab.slug);
  });

  it('takes the place back from who stopped reading', async () => {
    const { lab, ctxFor } = await makeTestLab();
    await givenTests(
      lab.id,
      Array.from({ length: 2_100 }, () => ({ received: ago(1) })),
    );
    const ctx = await ctxFor('viewer');
    const held = await Promise.all(
      Array.from({ length: 5 }, () => exportCsv(ctx, 'tests', {}, undefined, 300)),
    );
    // One has begun to read, the others have not.
    await held[0]?.body?.getReader().read();
    await expect
      .poll(() =>
        exportCsv(ctx, 'tests', {}).then(
          (answer) => answer.text(),
          () => '',
        ),
      )
      .toContain(lab.slug);
    for (const response of held.slice(1)) await expect(response.text()).rejects.toThrow();
  });
});

describe('due_category', () => {
  const instant = fc.option(fc.integer({ min: -600, max: 600 }), { nil: undefined });
  const timed = fc.record({ start: instant, due: instant, end: instant });

  it('is the urgency of the worklist, at the end of what has ended', async () => {
    const cases = fc.sample(timed, { numRuns: 300, seed: 11 });
    // To the millisecond about 80 % and the due time of what has ended.
    for (const off of [-1, 0, 1]) {
      cases.push(
        { start: 0, due: 100, end: 80 + off / 60_000 },
        { start: 0, due: 100, end: 100 + off / 60_000 },
      );
    }
    const { lab } = await makeTestLab();
    const now = Date.now();
    const at = (minutes: number | undefined) =>
      // Half a minute off, so that no open test changes its category while this runs.
      minutes === undefined ? undefined : new Date(now + minutes * 60_000 + 30_000);
    const ids = await givenTests(
      lab.id,
      cases.map(({ start, due, end }) => ({
        received: at(start)?.toISOString(),
        due: at(due)?.toISOString(),
        released: at(end)?.toISOString(),
      })),
    );
    const { rows } = await withClient(reportingUrl, (client) =>
      client.query<{ test_key: string; due_category: string }>(
        'SELECT test_key, due_category FROM reporting.tests WHERE lab_key = $1',
        [lab.id],
      ),
    );
    const found = new Map(rows.map((row) => [row.test_key, row.due_category]));
    const words = { overdue: 'late', at_risk: '>=80%', in_time: 'within', no_due: 'none' };
    const wanted = cases.map(({ start, due, end }) => {
      const test: Timed = {
        startAt: at(start) ?? null,
        dueAt: at(due) ?? null,
        endedAt: null,
      };
      return words[urgencyOf(test, at(end) ?? new Date(now))];
    });
    expect(ids.map((id) => found.get(id))).toEqual(wanted);
    expect(new Set(wanted)).toEqual(new Set(Object.values(words)));
  });

  it('is none for what is void, unless it had been released', async () => {
    const { lab } = await makeTestLab();
    const times = { received: ago(9), due: ago(5) };
    const ids = await givenTests(lab.id, [
      { ...times, state: 'rejected', rejected: ago(8) },
      { ...times, state: 'cancelled' },
      { ...times, state: 'invalidated', released: ago(4) },
      { ...times, state: 'error' },
    ]);
    const { rows } = await withClient(reportingUrl, (client) =>
      client.query<{ test_key: string }>(
        `SELECT test_key, due_category, is_void, is_error, is_completed FROM reporting.tests
         WHERE lab_key = $1`,
        [lab.id],
      ),
    );
    expect(
      ids.map((id) => Object.values(rows.find((row) => row.test_key === id) ?? {}).slice(1)),
    ).toEqual([
      ['none', true, false, false],
      ['none', true, false, false],
      ['late', false, false, true],
      ['late', false, true, false],
    ]);
  });
});

describe('the complete report of a specimen', () => {
  it('is as GET /metrics/tat has it for unit=specimen', async () => {
    const { lab } = await makeTestLab();
    const at = (time: string) => `2025-03-30T${time}:00+02:00`;
    await givenTests(lab.id, [
      {
        specimen: 'S1',
        assay: 'K',
        received: at('08:00'),
        released: at('09:00'),
        due: at('10:00'),
      },
      {
        specimen: 'S1',
        assay: 'NA',
        received: at('08:30'),
        released: at('11:00'),
        due: at('12:00'),
      },
      {
        specimen: 'S2',
        assay: 'K',
        received: at('08:00'),
        released: at('09:00'),
        due: at('08:30'),
      },
      { specimen: 'S2', assay: 'NA', received: at('08:00'), due: at('08:30') },
      {
        specimen: 'S3',
        assay: 'K',
        received: at('08:00'),
        released: at('08:45'),
        due: at('12:00'),
      },
      { specimen: 'S3', assay: 'NA', received: at('08:00'), state: 'cancelled' },
      { specimen: 'S4', assay: 'K', received: at('08:00'), state: 'rejected' },
      {
        specimen: 'S5',
        assay: 'K',
        received: at('08:00'),
        released: at('08:30'),
        state: 'invalidated',
      },
      { specimen: 'S5', assay: 'K', run: 2, received: at('10:00') },
    ]);
    // A tube without a test is one too.
    await unboundDb().specimen.create({
      data: {
        id: newId(),
        labId: lab.id,
        number: 'S6',
        stateKey: 'received',
        receivedAt: new Date(at('03:00')),
      },
    });
    const { rows } = await withClient(reportingUrl, (client) =>
      client.query(
        `SELECT specimen_id, tests, tests_completed AS done, tests_void AS void,
           turnaround_minutes AS minutes, due_category AS due, hour, quarter, weekday
         FROM reporting.specimens WHERE lab_key = $1 ORDER BY specimen_id`,
        [lab.id],
      ),
    );
    const local = { hour: 8, quarter: 1, weekday: 7 };
    expect(rows).toEqual([
      { specimen_id: 'S1', tests: 2, done: 2, void: 0, minutes: 180, due: 'within', ...local },
      { specimen_id: 'S2', tests: 2, done: 1, void: 0, minutes: null, due: 'late', ...local },
      { specimen_id: 'S3', tests: 2, done: 1, void: 1, minutes: 45, due: 'within', ...local },
      { specimen_id: 'S4', tests: 1, done: 0, void: 1, minutes: null, due: 'none', ...local },
      { specimen_id: 'S5', tests: 2, done: 1, void: 0, minutes: 30, due: 'none', ...local },
      // 01:00 UTC is the first instant after the clocks went forward from 02:00 to 03:00.
      {
        specimen_id: 'S6',
        tests: 0,
        done: 0,
        void: 0,
        minutes: null,
        due: 'none',
        ...local,
        hour: 3,
      },
    ]);
  });
});

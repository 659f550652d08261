// The measuring half of npm run bench, in the database of DATABASE_URL, which bin/bench.mjs made.
import path from 'node:path';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { z } from 'zod';
import { optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import { pool, unboundDb } from '@/lib/platform/db/client';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { askers, type Ask } from './bench/ask';
import {
  byDuckdb,
  byPercentileCont,
  byReadingEverything,
  COVERING_INDEX,
  exportTests,
  saysTheSame,
} from './bench/baselines';
import { readCatalogue, LAB_SLUG, makeCatalogue, type Catalogue } from './bench/catalogue';
import { buildAll, diskOf, writeRates } from './bench/costs';
import { openDuckdb } from './bench/duckdb.mjs';
import { estimateTimes } from './bench/estimates';
import { freshness } from './bench/freshness';
import { machineFacts } from './bench/machine';
import { addressQuery, figureEndpoints, hasWindow, questionOf, WINDOWS } from './bench/questions';
import { seed } from './bench/seed';
import { timesTable } from './bench/table';
import { secondsOf, timed, type Times } from './bench/timing';

const HELP = `
Measures every figure over a year of generated tests, beside three other ways to the same numbers.

  npm run bench -- [--rows N] [--calls N] [--keep] [--no-http]

  --rows     tests to make (default: 1000000)
  --calls    questions asked of each figure and window (default: 30)
  --keep     leave the database for the next run, and use the one that was left
  --no-http  only call the routes' functions, without a portal`;

/** What bin/bench.mjs tells by the environment. */
const Given = z.object({
  BENCH_HOME: z.string(),
  BENCH_SUPERUSER_URL: z.string(),
  BENCH_VERSION: z.string(),
  BENCH_URL: z.string().optional(),
  BENCH_DUCKDB: z.string().optional(),
  DATABASE_OWNER_URL: z.string(),
});
type Given = z.output<typeof Given>;

const SLOW_CALLS = 3;
const COMPARED = 6;
const whole = (count: number) => Math.round(count).toLocaleString('en-GB');
const megabytes = (bytes: number) => `${whole(bytes / 1e6)} MB`;
const say = (text: string) => process.stdout.write(`${text}\n`);

async function seeded(given: Given, rows: number): Promise<{ catalogue: Catalogue; end: Date }> {
  const db = unboundDb();
  const known = await db.lab.findUnique({ where: { slug: LAB_SLUG } });
  if (!known) {
    const catalogue = await makeCatalogue();
    const end = new Date();
    const seconds = await secondsOf(() => seed(given.BENCH_SUPERUSER_URL, catalogue, rows, end));
    say(`Made the rows in ${seconds.toFixed(0)} s.`);
  }
  const catalogue = await readCatalogue();
  const last = await db.specimen.findFirstOrThrow({
    where: { labId: catalogue.lab.id },
    orderBy: { receivedAt: 'desc' },
    select: { createdAt: true },
  });
  return { catalogue, end: last.createdAt };
}

/** Each figure over each window, every question another one. */
async function askAll(ask: Ask, endpoints: readonly Endpoint[], end: Date, calls: number) {
  const lines: { name: string; times: (Times | null)[] }[] = [];
  for (const endpoint of endpoints) {
    const times: (Times | null)[] = [];
    for (const { days } of WINDOWS) {
      if (!hasWindow(endpoint) && times.length > 0) {
        times.push(null);
        continue;
      }
      const nthQuery = (nth: number) => addressQuery(endpoint, questionOf(nth, days, end));
      // The first answers load what all share: code, plans, memory.
      for (const nth of [1_000, 1_001]) await ask(endpoint, nthQuery(nth));
      times.push(await timed(calls, (nth) => ask(endpoint, nthQuery(nth))));
    }
    const name = endpoint.path.replace('/metrics/', '');
    lines.push({ name: hasWindow(endpoint) ? name : `${name} (now)`, times });
  }
  return lines;
}

async function baselines(given: Given, catalogue: Catalogue, end: Date, calls: number) {
  const { id: labId } = catalogue.lab;
  const client = await pool().connect();
  const csv = path.join(given.BENCH_HOME, 'tests.csv');
  try {
    await withOwner(given, async (owner) => {
      await owner.query(COVERING_INDEX);
      await owner.query('VACUUM (ANALYZE) ordered_tests');
    });
    const over = async (count: number, work: (nth: number, days: number) => Promise<unknown>) => {
      const times: Times[] = [];
      for (const { days } of WINDOWS) {
        await work(1_000, days);
        times.push(await timed(count, (nth) => work(nth, days)));
      }
      return times;
    };
    const plain = await over(calls, (nth, days) =>
      byPercentileCont(client, labId, questionOf(nth, days, end)),
    );
    const everything = await over(SLOW_CALLS, (nth, days) =>
      byReadingEverything(client, labId, questionOf(nth, days, end)),
    );
    const lines: { name: string; times: (Times | null)[] }[] = [
      { name: 'percentile_cont, covering index', times: plain },
      { name: 'reading every row', times: everything },
    ];
    if (given.BENCH_DUCKDB !== undefined) {
      await exportTests(client, labId, csv);
      const duckdb = await openDuckdb(given.BENCH_DUCKDB, csv);
      const columnar = await over(calls, (nth, days) =>
        byDuckdb(duckdb, questionOf(nth, days, end)),
      );
      duckdb.close();
      lines.push({ name: 'DuckDB', times: columnar });
    }
    return lines;
  } finally {
    client.release();
    await rm(csv, { force: true });
    await withOwner(given, (owner) => owner.query('DROP INDEX IF EXISTS bench_covering_idx'));
  }
}

/** How many of some questions the route answers as the plain query does. */
async function agreement(ask: Ask, tat: Endpoint, catalogue: Catalogue, end: Date) {
  let [same, asked] = [0, 0];
  const client = await pool().connect();
  try {
    for (const { days } of WINDOWS) {
      for (let nth = 0; nth < COMPARED; nth += 1) {
        const question = questionOf(nth, days, end);
        const answer = await ask(tat, addressQuery(tat, question));
        const rows = await byPercentileCont(client, catalogue.lab.id, question);
        asked += 1;
        if (saysTheSame(answer, rows)) same += 1;
      }
    }
  } finally {
    client.release();
  }
  return { same, asked };
}

async function withOwner<T>(given: Given, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({
    connectionString: given.DATABASE_OWNER_URL,
    options: '-c TimeZone=UTC',
  });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

async function builtAnew(given: Given, catalogue: Catalogue) {
  await withOwner(given, async (owner) => {
    await owner.query('TRUNCATE figure_blocks');
    await owner.query(
      `INSERT INTO figure_stale_days (lab_id, day)
       SELECT DISTINCT lab_id, figure_day(received_at, collected_at, created_at)
       FROM specimens WHERE lab_id = $1`,
      [catalogue.lab.id],
    );
  });
  const built = await buildAll(pool());
  await withOwner(given, (owner) =>
    owner.query('VACUUM (ANALYZE) figure_blocks, figure_stale_days'),
  );
  return built;
}

async function bench(given: Given, rows: number, calls: number): Promise<void> {
  const facts = await machineFacts(pool(), given.BENCH_VERSION);
  const { catalogue, end } = await seeded(given, rows);
  const counted = await pool().query<{ tests: string; specimens: string; history: string }>(
    `SELECT (SELECT count(*) FROM ordered_tests) AS tests,
       (SELECT count(*) FROM specimens) AS specimens,
       (SELECT count(*) FROM test_transitions) AS history`,
  );
  const { tests = '0', specimens = '0', history = '0' } = counted.rows[0] ?? {};
  for (const fact of facts) say(`- ${fact}`);
  say(
    `- ${whole(Number(tests))} tests on ${whole(Number(specimens))} specimens with ${whole(Number(history))} rows of history, over a year: 30 assays, 3 priorities, 12 locations, 10 devices\n`,
  );

  const build = await builtAnew(given, catalogue);
  const disk = await diskOf(pool());

  const endpoints = figureEndpoints();
  const tat = endpoints.find(({ path: address }) => address === '/metrics/tat');
  if (!tat) throw new Error('There is no figure tat.');
  const names = WINDOWS.map(({ name }) => name);
  const { byFunction, byHttp } = await askers(catalogue.lab, given.BENCH_URL);
  const lines = await askAll(byHttp ?? byFunction, endpoints, end, calls);
  say(
    `Each figure, ms, ${calls} questions a cell, ${byHttp ? 'by HTTP' : "by the route's function"}:\n`,
  );
  say(`${timesTable('figure', names, lines)}\n`);

  const beside = byHttp ? await askAll(byFunction, [tat], end, calls) : [];
  const others = await baselines(given, catalogue, end, calls);
  const own = lines.find(({ name }) => name === 'tat');
  say('The same rows, windows, filters and groupings another way, ms:\n');
  say(
    `${timesTable('way', names, [
      ...(own ? [{ ...own, name: byHttp ? 'tat, by HTTP' : 'tat, function' }] : []),
      ...beside.map((line) => ({ ...line, name: 'tat, function' })),
      ...others,
    ])}\n`,
  );
  const slow = others.find(({ name }) => name === 'reading every row');
  const factors = WINDOWS.map(({ name }, index) => {
    const [ours, theirs] = [own?.times[index]?.p50, slow?.times[index]?.p50];
    return ours && theirs ? `${whole(theirs / ours)} × for ${name}` : '';
  });
  say(
    `Faster than reading every row (p50): ${factors.filter((text) => text !== '').join(', ')}.\n`,
  );

  const { same, asked } = await agreement(byFunction, tat, catalogue, end);
  say(`The route and percentile_cont say the same of ${same} of ${asked} questions.\n`);

  const rates = await withOwner(given, (owner) => writeRates(owner, catalogue));
  say('What the column blocks cost:\n');
  say(`- building all ${build.days} days: ${build.seconds.toFixed(1)} s`);
  say(
    `- disk: ${megabytes(disk.blocks)}, beside ${megabytes(disk.rows)} of specimens, tests and history with their indexes`,
  );
  const slower = (1 - rates.marked / rates.unmarked) * 100;
  say(
    `- writes: ${whole(rates.marked)} tests/s with their specimens and history, ${whole(rates.unmarked)} without marking days stale: ${slower.toFixed(0)} % slower\n`,
  );
  const shown = await freshness(byHttp ?? byFunction, tat, pool(), catalogue.lab.id, end);
  const sorted = shown.toSorted((a, b) => a - b);
  say(
    `A change shows in tat over 7 days after ${whole(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms (median of ${sorted.length}; at most ${whole(sorted.at(-1) ?? 0)} ms).\n`,
  );
  await benchEstimates(given, rows, calls);
}

async function benchEstimates(given: Given, rows: number, calls: number): Promise<void> {
  const client = await pool().connect();
  try {
    const lines = await estimateTimes(given.BENCH_SUPERUSER_URL, client, rows, calls, SLOW_CALLS);
    say(
      `A thousand estimates in one request, against ${whole(rows)} steps, ms, ${calls} requests:\n`,
    );
    say(`${timesTable('steps asked for', ['estimate', 'reading the steps'], lines)}\n`);
    const same = lines.map((line) => `${line.same} of ${line.known}`);
    say(`Where reading the steps knows an answer, both say the same: ${same.join(', ')}.`);
  } finally {
    client.release();
  }
}

function count(text: string | undefined, option: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`${option}: a whole number.`);
  return Number(text);
}

await runAs(HELP, async (words) => {
  const { values } = optionsOf(
    {
      rows: { type: 'string' },
      calls: { type: 'string' },
      keep: { type: 'boolean' },
      'no-http': { type: 'boolean' },
    },
    words,
  );
  const rows = count(values.rows, '--rows', 1_000_000);
  await bench(Given.parse(process.env), rows, count(values.calls, '--calls', 30));
});

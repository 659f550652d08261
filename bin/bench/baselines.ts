import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import { percentile } from '@/lib/metrics/percentiles';
import type { Duckdb } from './duckdb.mjs';
import type { Question } from './questions';

// Three other ways to the percentiles of turnaround from receipt to release, on the same rows, with
// the same windows, filters and groupings. They give less than the route does: no targets, no box
// plot, nothing of what was left out.

const COLUMNS = {
  assay: '(SELECT a.code FROM assays a WHERE a.id = t.assay_id)',
  priority: 't.priority::text',
  location: '(SELECT l.name FROM locations l WHERE l.id = t.location_id)',
  device: '(SELECT d.name FROM devices d WHERE d.id = t.device_id)',
} as const;

const FILTER_SQL: Readonly<Record<string, string>> = {
  assay: 'assay_id = ANY(ARRAY(SELECT id FROM assays WHERE lab_id = $1 AND code = ANY($N)))',
  priority: 'priority::text = ANY($N)',
  location:
    'location_id = ANY(ARRAY(SELECT id FROM locations WHERE lab_id = $1 AND name = ANY($N)))',
  device: 'device_id = ANY(ARRAY(SELECT id FROM devices WHERE lab_id = $1 AND name = ANY($N)))',
};

/** An index that a plain query would be given: it reads nothing else. */
export const COVERING_INDEX = `CREATE INDEX IF NOT EXISTS bench_covering_idx
  ON ordered_tests (lab_id, released_at)
  INCLUDE (received_at, assay_id, priority, location_id, device_id) WHERE voided_at IS NULL`;

/** The plain query: percentile_cont over the rows of the window, with a covering index. */
export async function byPercentileCont(
  client: pg.PoolClient,
  labId: string,
  { from, to, filters, groupBy }: Question,
): Promise<unknown[]> {
  const values: unknown[] = [labId, from, to];
  const wheres = Object.entries(filters).map(([name, wanted]) => {
    values.push(wanted);
    return ` AND ${(FILTER_SQL[name] ?? '').replace('$N', `$${values.length}`)}`;
  });
  const key = groupBy === 'assay' ? 'assay_id' : 'priority';
  const grouping = groupBy === null ? '' : ` GROUP BY GROUPING SETS ((), (${key}))`;
  const minutes = 'extract(epoch FROM released_at - received_at)::float8 / 60';
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT ${groupBy === null ? 'NULL' : key} AS key, count(*)::int AS n,
       percentile_cont(ARRAY[0.5, 0.9, 0.95, 0.99]) WITHIN GROUP (ORDER BY ${minutes}) AS q,
       avg(${minutes}) AS mean, min(${minutes}) AS low, max(${minutes}) AS high
     FROM ordered_tests
     WHERE lab_id = $1 AND voided_at IS NULL AND released_at >= $2 AND released_at < $3
       AND released_at >= received_at${wheres.join('')}${grouping}`,
    values,
  );
  return rows;
}

const Whole = z.object({ n: z.number(), q: z.array(z.number().nullable()).nullable() });
const Route = z.object({
  total_specimens: z.number(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});

/** Whether the route's answer says what the plain query says: n, and four percentiles to 1 ms. */
export function saysTheSame(answer: string, rows: readonly unknown[]): boolean {
  const { total_specimens: n, p50, p90, p95, p99 } = Route.parse(JSON.parse(answer));
  const plain = rows.map((row) => Whole.parse(row)).find((row) => row.n === n);
  return [p50, p90, p95, p99].every((value, index) => {
    const other = plain?.q?.[index] ?? null;
    if (value === null || other === null) return plain !== undefined && value === other;
    return Math.abs(value - other) * 60_000 < 1;
  });
}

type TestRow = {
  received: Date | null;
  released: Date | null;
  assay: string;
  priority: string;
  location: string | null;
  device: string | null;
};

/** What the starter kits of this field do: every row of the lab into the process, the rest there. */
export async function byReadingEverything(
  client: pg.PoolClient,
  labId: string,
  { from, to, filters, groupBy }: Question,
): Promise<unknown[]> {
  const { rows } = await client.query<TestRow>(
    `SELECT t.received_at AS received, t.released_at AS released, a.code AS assay,
       t.priority::text AS priority, l.name AS location, d.name AS device
     FROM ordered_tests t JOIN assays a ON a.id = t.assay_id
     LEFT JOIN locations l ON l.id = t.location_id LEFT JOIN devices d ON d.id = t.device_id
     WHERE t.lab_id = $1 AND t.voided_at IS NULL`,
    [labId],
  );
  const groups = new Map<string, number[]>([['', []]]);
  const wanted = Object.entries(filters);
  for (const row of rows) {
    const { received, released } = row;
    if (!received || !released || released < from || released >= to || released < received)
      continue;
    const of: Record<string, string | null> = {
      assay: row.assay,
      priority: row.priority,
      location: row.location,
      device: row.device,
    };
    if (!wanted.every(([name, values]) => values.includes(of[name] ?? ''))) continue;
    const minutes = (released.getTime() - received.getTime()) / 60_000;
    groups.get('')?.push(minutes);
    if (groupBy === null) continue;
    const key = row[groupBy];
    const group = groups.get(key);
    if (group) group.push(minutes);
    else groups.set(key, [minutes]);
  }
  return [...groups].map(([key, minutes]) => ({
    key,
    n: minutes.length,
    q: [0.5, 0.9, 0.95, 0.99].map((fraction) => percentile(minutes, fraction)),
  }));
}

/** The rows as CSV for DuckDB; times in ms since 1970. */
export async function exportTests(client: pg.PoolClient, labId: string, file: string) {
  const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;
  const columns = Object.entries(COLUMNS).map(([name, sql]) => `${sql} AS ${name}`);
  // The id is ours, made a moment ago; COPY takes no parameters.
  const sql = `COPY (SELECT ${ms('received_at')} AS received, ${ms('released_at')} AS released,
      ${columns.join()}
    FROM ordered_tests t WHERE lab_id = '${labId}' AND voided_at IS NULL) TO STDOUT CSV HEADER`;
  await pipeline(client.query(copyTo(sql)), createWriteStream(file));
}

/** The columnar limit. */
export function byDuckdb(duckdb: Duckdb, { from, to, filters, groupBy }: Question) {
  const wheres = Object.entries(filters).map(
    ([name, values]) => ` AND ${name} IN (${values.map((value) => `'${value}'`).join()})`,
  );
  const key = groupBy ?? 'NULL';
  const grouping = groupBy === null ? '' : ` GROUP BY GROUPING SETS ((), (${groupBy}))`;
  const minutes = '(released - received) / 60000.0';
  return duckdb.ask(
    `SELECT ${key} AS key, count(*) AS n, quantile_cont(${minutes}, [0.5, 0.9, 0.95, 0.99]) AS q,
       avg(${minutes}) AS mean, min(${minutes}) AS low, max(${minutes}) AS high
     FROM tests WHERE released >= ${from.getTime()} AND released < ${to.getTime()}
       AND released >= received${wheres.join('')}${grouping}`,
  );
}

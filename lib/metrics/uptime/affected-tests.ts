import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeAnswer } from '@/lib/platform/http/time-field';
import type { AffectedRow, Excess } from './contract';
import type { Span } from './measure';

/** A device by id, the window it is measured over, and its unplanned time in it. */
export type Down = { deviceId: string; window: Span; unplanned: readonly Span[] };

const MINUTE = 60_000;
const time = (ms: number) => new Date(ms).toISOString();

const Found = z.array(
  z.object({
    device_id: z.uuid(),
    affected: z.int(),
    unfinished: z.int(),
    affected_p50: z.number().nullable(),
    affected_sum: z.number().nullable(),
    others: z.int(),
    others_p50: z.number().nullable(),
  }),
);

/**
 * Common table expressions: `t`, the tests of the devices received in their windows, not of a
 * voided specimen, with `affected` (received in unplanned time) and `ms` (receipt to release, null
 * until then). What ended void and what has a negative turnaround is left out.
 */
function testsCte(labId: string, downs: readonly Down[]): Prisma.Sql {
  const spans = downs.flatMap(({ deviceId, unplanned }) =>
    unplanned.map(({ from, to }) => ({ deviceId, from: time(from), to: time(to) })),
  );
  return Prisma.sql`
    spans AS (
      SELECT * FROM unnest(
        ${spans.map(({ deviceId }) => deviceId)}::uuid[],
        ${spans.map(({ from }) => from)}::timestamptz[],
        ${spans.map(({ to }) => to)}::timestamptz[]) AS s(device_id, begins, ends)),
    windows AS (
      SELECT * FROM unnest(
        ${downs.map(({ deviceId }) => deviceId)}::uuid[],
        ${downs.map(({ window }) => time(window.from))}::timestamptz[],
        ${downs.map(({ window }) => time(window.to))}::timestamptz[]) AS w(device_id, begins, ends)),
    t AS (
      SELECT o.id, o.device_id, o.specimen_id, o.assay_id, o.run, o.priority, o.received_at,
        o.released_at,
        (extract(epoch FROM o.released_at - o.received_at) * 1000)::float8 AS ms,
        EXISTS (
          SELECT FROM spans s WHERE s.device_id = o.device_id
            AND o.received_at >= s.begins AND o.received_at < s.ends) AS affected
      FROM windows w
      JOIN ordered_tests o ON o.lab_id = ${labId}::uuid AND o.device_id = w.device_id
        AND o.received_at >= w.begins AND o.received_at < w.ends
      WHERE o.voided_at IS NULL
        AND CASE WHEN o.released_at IS NULL
          THEN o.state_key IN (SELECT key FROM states WHERE lab_id = ${labId}::uuid AND kind = 'open')
          ELSE o.released_at >= o.received_at END)`;
}

/** The excess turnaround of each device's unplanned time, by its id. */
export async function excessOf(ctx: Ctx, downs: readonly Down[]): Promise<Map<string, Excess>> {
  const stopped = downs.filter(({ unplanned }) => unplanned.length > 0);
  if (stopped.length === 0) return new Map();
  const found = Found.parse(
    await ctx.db.$queryRaw`
      WITH ${testsCte(ctx.lab.id, stopped)}
      SELECT w.device_id::text AS device_id,
        (count(t.ms) FILTER (WHERE t.affected))::int AS affected,
        (count(t.id) FILTER (WHERE t.affected AND t.ms IS NULL))::int AS unfinished,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY t.ms) FILTER (WHERE t.affected) AS affected_p50,
        (sum(t.ms) FILTER (WHERE t.affected))::float8 AS affected_sum,
        (count(t.ms) FILTER (WHERE NOT t.affected))::int AS others,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY t.ms) FILTER (WHERE NOT t.affected) AS others_p50
      FROM windows w LEFT JOIN t ON t.device_id = w.device_id
      GROUP BY w.device_id`,
  );
  return new Map(
    found.map((row) => {
      const { affected, affected_sum: sum, others_p50: usual } = row;
      const excess = sum === null || usual === null ? null : sum - affected * usual;
      const minutes = (ms: number | null) => (ms === null ? null : ms / MINUTE);
      return [
        row.device_id,
        {
          affected,
          affected_unfinished: row.unfinished,
          affected_p50_minutes: minutes(row.affected_p50),
          others: row.others,
          others_p50_minutes: minutes(usual),
          excess_minutes: minutes(excess),
        },
      ];
    }),
  );
}

const WHICH = {
  affected: Prisma.sql`t.affected AND t.ms IS NOT NULL`,
  affected_unfinished: Prisma.sql`t.affected AND t.ms IS NULL`,
  others: Prisma.sql`NOT t.affected AND t.ms IS NOT NULL`,
};

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);
const Total = z.tuple([z.object({ total: z.int() })]);
const Rows = z.array(
  z.object({
    id: z.uuid(),
    device: z.string(),
    specimen_id: z.string(),
    assay: z.string(),
    run: z.int(),
    priority: z.string(),
    received: timeAnswer,
    released: timeAnswer.nullable(),
    ms: z.number().nullable(),
  }),
);

/** The tests behind the excess, the first received first, a page at a time. */
export async function affectedRows(
  ctx: Ctx,
  downs: readonly Down[],
  { which, limit, cursor }: { which: keyof typeof WHICH; limit: number; cursor?: string },
): Promise<{ data: AffectedRow[]; next_cursor: string | null; total: number }> {
  const stopped = downs.filter(({ unplanned }) => unplanned.length > 0);
  const labId = ctx.lab.id;
  const after = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  if (stopped.length === 0) return { data: [], next_cursor: null, total: 0 };
  const beyond = after
    ? Prisma.sql`AND (t.received_at, t.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
    : Prisma.empty;
  const tests = testsCte(labId, stopped);
  const [{ total }] = Total.parse(
    await ctx.db
      .$queryRaw`WITH ${tests} SELECT count(*)::int AS total FROM t WHERE ${WHICH[which]}`,
  );
  const found = Rows.parse(
    await ctx.db.$queryRaw`
      WITH ${tests}
      SELECT p.id::text AS id, d.name AS device, sp.number AS specimen_id, a.code AS assay,
        p.run::int AS run, p.priority::text AS priority,
        to_char(p.received_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS received,
        to_char(p.released_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS released, p.ms
      FROM (
        SELECT t.* FROM t WHERE ${WHICH[which]} ${beyond}
        ORDER BY t.received_at, t.id LIMIT ${limit + 1}
      ) p
      JOIN specimens sp ON sp.lab_id = ${labId}::uuid AND sp.id = p.specimen_id
      JOIN assays a ON a.lab_id = ${labId}::uuid AND a.id = p.assay_id
      JOIN devices d ON d.lab_id = ${labId}::uuid AND d.id = p.device_id
      ORDER BY p.received_at, p.id`,
  );
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ id: _, ms, ...row }) => ({
      ...row,
      minutes: ms === null ? null : ms / MINUTE,
    })),
    next_cursor: last ? encodeCursor([last.received, last.id]) : null,
    total,
  };
}

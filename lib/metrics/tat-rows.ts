import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { partOfWindow, turnaroundMs, withParts, type Part } from './cohort-sql';
import { amendedLater } from './figure-sql';
import { TatRow, type RowSet, type TatRowsAnswer, type TatRowsQuery } from './rows-contract';
import { tatQuestion, type TatQuestion } from './tat-question';

const included = Prisma.sql`u.e >= u.s`;

/** Each set of rows: the part of the window it is of, and its condition on `u`. */
function rowSet(question: TatQuestion, which: RowSet): { part: Part; condition: Prisma.Sql } {
  const always = Prisma.sql`true`;
  switch (which) {
    case 'included':
      return { part: 'finished', condition: included };
    case 'negative':
      return { part: 'finished', condition: Prisma.sql`u.e < u.s` };
    case 'missing':
      return { part: 'finished', condition: Prisma.sql`u.s IS NULL` };
    case 'within_target':
      return { part: 'finished', condition: Prisma.sql`${included} AND u.e <= u.due` };
    case 'over_target':
      return { part: 'finished', condition: Prisma.sql`${included} AND u.e > u.due` };
    case 'amended':
      return { part: 'finished', condition: Prisma.sql`${included} AND ${amendedLater(question)}` };
    case 'invalidated':
      return {
        part: 'finished',
        condition: Prisma.sql`${included} AND u.state_key = ANY(ARRAY(
          SELECT key FROM states WHERE lab_id = ${question.labId}::uuid AND kind = 'void'))`,
      };
    case 'unfinished':
    case 'void':
    case 'due':
      return { part: which, condition: always };
    case 'on_time':
      return { part: 'due', condition: Prisma.sql`coalesce(u.e <= u.due, false)` };
    case 'not_on_time':
      return { part: 'due', condition: Prisma.sql`NOT coalesce(u.e <= u.due, false)` };
  }
}

const Cursor = z.tuple([z.number(), z.uuid()]);
const Found = z.array(
  TatRow.extend({ id: z.string(), ms: z.number().nullable(), sort: z.number() }),
);
const Total = z.tuple([z.object({ total: z.int() })]);

/** What a row shows besides its times: one test's own facts. */
const TEST_FACTS = Prisma.sql`
  SELECT sp.number AS specimen_id, a.code AS assay, t.run::int AS run, t.priority::text AS priority,
    t.state_key AS state, t.specimen_type, l.name AS location, d.name AS department,
    v.name AS device, t.operator
  FROM ordered_tests t
  JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
  JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
  LEFT JOIN departments d ON d.lab_id = a.lab_id AND d.id = a.department_id
  LEFT JOIN locations l ON l.lab_id = t.lab_id AND l.id = t.location_id
  LEFT JOIN devices v ON v.lab_id = t.lab_id AND v.id = t.device_id`;

/** And a specimen's, with the names of all its tests. */
const SPECIMEN_FACTS = Prisma.sql`
  SELECT sp.number AS specimen_id, sp.priority::text AS priority, sp.state_key AS state,
    sp.specimen_type, l.name AS location, NULL::int AS run, NULL::text AS device,
    NULL::text AS operator, NULL::text AS department, (
      SELECT string_agg(DISTINCT a.code, ', ' ORDER BY a.code) FROM ordered_tests t
      JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
      WHERE t.lab_id = sp.lab_id AND t.specimen_id = sp.id) AS assay
  FROM specimens sp LEFT JOIN locations l ON l.lab_id = sp.lab_id AND l.id = sp.location_id`;

/** An instant as ISO 8601 in UTC; every connection's zone is UTC. */
function isoText(at: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN isfinite(${at}) THEN to_char(${at}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END`;
}

function sortSql(question: TatQuestion, sort: TatRowsQuery['sort']): Prisma.Sql {
  // What has no end yet counts up to the window's, which stands still from page to page.
  if (sort === 'latest') return Prisma.sql`date_part('epoch', coalesce(u.e, u.s))`;
  const soFar = turnaroundMs(
    question,
    Prisma.sql`coalesce(u.e, ${question.window.to}::timestamptz)`,
  );
  const ms = Prisma.sql`coalesce(${soFar}, 0)::float8`;
  return sort === 'longest' ? ms : Prisma.sql`-${ms}`;
}

/**
 * The rows behind a figure, a page at a time: the same conditions as the figure, so that all pages
 * together have as many rows as it says.
 */
export async function turnaroundRows(
  ctx: Ctx,
  query: TatRowsQuery,
): Promise<z.input<typeof TatRowsAnswer>> {
  authorize(ctx, 'read');
  const question = await tatQuestion(ctx, query);
  const { part, condition } = rowSet(question, query.which);
  const from = Prisma.sql`FROM ${partOfWindow(question, part)} AND ${condition}`;
  const sort = sortSql(question, query.sort);
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
  const beyond = after
    ? Prisma.sql`WHERE (sort, id) < (${after[0]}::float8, ${after[1]}::uuid)`
    : Prisma.empty;
  const facts =
    question.unit === 'test'
      ? Prisma.sql`${TEST_FACTS} WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.id = page.id`
      : Prisma.sql`${SPECIMEN_FACTS} WHERE sp.lab_id = ${ctx.lab.id}::uuid AND sp.id = page.id`;
  const [[{ total }], found] = [
    Total.parse(
      await ctx.db.$queryRaw`${withParts(question, [])} SELECT count(*)::int AS total ${from}`,
    ),
    Found.parse(
      await ctx.db.$queryRaw`
        ${withParts(question, [
          Prisma.sql`page AS MATERIALIZED (
            SELECT * FROM (
              SELECT u.id, u.s, u.e, u.due, ${sort} AS sort,
                ${turnaroundMs(question, Prisma.sql`coalesce(u.e, ${ctx.now}::timestamptz)`)} AS ms
              ${from}) cohort
            ${beyond} ORDER BY sort DESC, id DESC LIMIT ${query.limit + 1})`,
        ])}
        SELECT page.id::text AS id, page.sort, page.ms, page.ms / 60000 AS minutes,
          ${isoText(Prisma.sql`page.s`)} AS start, ${isoText(Prisma.sql`page.e`)} AS "end",
          ${isoText(Prisma.sql`page.due`)} AS due_at, facts.*
        FROM page CROSS JOIN LATERAL (${facts}) facts
        ORDER BY page.sort DESC, page.id DESC`,
    ),
  ];
  const data = found.slice(0, query.limit);
  const last = found.length > query.limit ? data.at(-1) : undefined;
  return {
    data: data.map((row) => TatRow.parse(row)),
    next_cursor: last ? encodeCursor([last.sort, last.id]) : null,
    total,
  };
}

import { z } from 'zod';
import { labSettings } from '@/lib/labs/settings';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { invalidField } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { pageByKeys, type Place } from '@/lib/specimens/lists/keyset';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { conditionsOf } from '@/lib/specimens/lists/list-conditions';
import { PRIORITIES } from '@/lib/specimens/contract';
import type { Missing, MissingQuery } from './contract';
import { missingSpecimens, type MissingSpecimens } from './missing-sql';
import { departmentsInForce } from './read-bench';
import { readPending } from './read-pending';

/** Changes whenever the same rows would give another list. */
export const MISSING_VERSION = '1';

const DEFINITION =
  'Specimens not voided that were collected, or whose open tests were ordered STAT, longer ago than ' +
  'the minutes of their location (else of the lab), and that were not received: no receipt, and no ' +
  'test of theirs has gone further than expected. Longest waiting first.';

const exactTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const Cursor = z.tuple([z.iso.datetime(), z.enum(['on', 'back']), exactTime, z.uuid()]);

const Rows = z.array(
  z.object({
    id: z.string(),
    key: z.string(),
    number: z.string(),
    assays: z.array(z.string()),
    priority: z.enum(PRIORITIES),
    location: z.string().nullable(),
    since: z.enum(['collected', 'ordered']),
    limit: z.int(),
  }),
);
type Row = z.output<typeof Rows>[number];

const ByLocation = z.array(
  z.object({
    location: z.string().nullable(),
    count: z.int(),
    oldest: z.date(),
    limit: z.int(),
  }),
);

async function fetchRows(
  ctx: Ctx,
  source: MissingSpecimens,
  from: Place | null,
  backward: boolean,
  limit: number,
): Promise<Row[]> {
  const direction = backward ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const sign = backward ? Prisma.sql`<` : Prisma.sql`>`;
  const beyond = from
    ? Prisma.sql`(since_at, id) ${sign} (${from.key}::timestamptz, ${from.id}::uuid)`
    : Prisma.sql`true`;
  return Rows.parse(
    await ctx.db.$queryRaw`
      SELECT id::text AS id, to_char(since_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS key,
             number, priority::text AS priority, location, since, minutes AS "limit",
             ARRAY(
               SELECT a.code FROM ordered_tests t
               JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
               WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.specimen_id = missing.id
                 AND t.state_key = ANY(${source.openStates})
               ORDER BY t.created_at, t.id) AS assays
      FROM (${source.sql}) AS missing
      WHERE ${beyond} ORDER BY since_at ${direction}, id ${direction} LIMIT ${limit}`,
  );
}

async function byLocation(ctx: Ctx, source: MissingSpecimens) {
  const rows = ByLocation.parse(
    await ctx.db.$queryRaw`
      SELECT location, count(*)::int AS count, min(since_at) AS oldest, min(minutes)::int AS "limit"
      FROM (${source.sql}) AS missing GROUP BY location_id, location ORDER BY 3, 1`,
  );
  return rows.map((row) => ({
    location: row.location,
    count: row.count,
    oldest_at: row.oldest.toISOString(),
    missing_after_minutes: row.limit,
  }));
}

export type MissingPage = Missing & { previous_cursor: string | null };

/**
 * A page of the specimens that should have come, longest waiting first, with how many there are at
 * each location and the open tests of each assay. Pages that go on from one another are as of the
 * first one's time.
 */
export async function readMissing(ctx: Ctx, query: MissingQuery): Promise<MissingPage> {
  authorize(ctx, 'read');
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
  const asOf = cursor ? new Date(cursor[0]) : ctx.now;
  if (asOf > ctx.now) throw invalidField('cursor', 'is not one this list gave');
  const [rules, departments, lab] = await Promise.all([
    readLabRules(ctx),
    departmentsInForce(ctx, query),
    ctx.db.lab.findFirstOrThrow({ where: { id: ctx.lab.id }, select: { settings: true } }),
  ]);
  const filter = { ...query, department: departments ?? undefined };
  const given = await conditionsOf(ctx, rules, filter);
  const { missingAfterMinutes } = labSettings(lab.settings);
  const source = missingSpecimens(given, rules, missingAfterMinutes, asOf);
  // Filtered by location, the others are still listed to be chosen.
  const anywhere = missingSpecimens(
    { ...given, locationIds: undefined },
    rules,
    missingAfterMinutes,
    asOf,
  );
  const found = new Map<string, Row>();
  const start = cursor && {
    phase: 'missing',
    key: cursor[2],
    id: cursor[3],
    backward: cursor[1] === 'back',
  };
  const [page, total, locations, pending] = await Promise.all([
    pageByKeys([{ name: 'missing' }], start, query.limit, async (_, from, backward, limit) => {
      const rows = await fetchRows(ctx, source, from, backward, limit);
      for (const row of rows) found.set(row.id, row);
      return rows;
    }),
    countOf(ctx, source),
    byLocation(ctx, anywhere),
    readPending(ctx, rules, filter),
  ]);
  const cursorAt = (way: 'on' | 'back', place: Place | null) =>
    place && encodeCursor([asOf.toISOString(), way, place.key, place.id]);
  return {
    data: page.ids.flatMap((id) => {
      const row = found.get(id);
      return row ? [rowOf(row, asOf)] : [];
    }),
    next_cursor: cursorAt('on', page.next),
    previous_cursor: cursorAt('back', page.previous),
    total,
    by_location: locations,
    pending,
    departments,
    receipt: {
      definition: DEFINITION,
      version: MISSING_VERSION,
      time_zone: ctx.lab.timeZone,
      computed_at: asOf.toISOString(),
      rows_url: rowsUrl(ctx, query),
    },
  };
}

function rowOf(row: Row, asOf: Date): Missing['data'][number] {
  return {
    specimen_id: row.number,
    assays: row.assays,
    priority: row.priority,
    location: row.location,
    since: row.since,
    since_at: row.key,
    waited_minutes: (asOf.getTime() - Date.parse(row.key)) / 60_000,
    missing_after_minutes: row.limit,
  };
}

async function countOf(ctx: Ctx, source: MissingSpecimens): Promise<number> {
  const [row] = z
    .array(z.object({ count: z.int() }))
    .parse(await ctx.db.$queryRaw`SELECT count(*)::int AS count FROM (${source.sql}) AS missing`);
  return row?.count ?? 0;
}

function rowsUrl(ctx: Ctx, query: MissingQuery): string {
  const params = new URLSearchParams({ bench: query.bench });
  for (const name of ['assay', 'department', 'location', 'priority'] as const) {
    for (const value of query[name] ?? []) params.append(name, value);
  }
  params.set('lab', ctx.lab.slug);
  return `/api/v1/metrics/missing?${params}`;
}

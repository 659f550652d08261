import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { pageByKeys, type Keyed, type Place } from '@/lib/specimens/lists/keyset';
import { readLabRules, type LabRules } from '@/lib/specimens/lab-rules';
import { all } from '@/lib/specimens/lists/list-sql';
import type { NextStep, Worklist, WorklistQuery } from './contract';
import { ownHands } from './own-hand-sql';
import { departmentsInForce } from './read-bench';
import { URGENCIES, type Urgency } from './urgency';
import { worklistRows } from './worklist-rows';
import {
  openTests,
  urgencySql,
  waitsForSql,
  withinUrgencySql,
  type OpenTests,
} from './worklist-sql';

/** Changes whenever the same rows would give another list. */
export const WORKLIST_VERSION = '1';

const DEFINITION =
  'Open tests, not voided. Overdue: strictly past the due time fixed at receipt, most over first. ' +
  'At risk: at least 80 % of the clock time from the start of the headline segment to the due time ' +
  'is gone; then in time; least time left first. no_due: no target, or the headline segment has ' +
  'ended already; oldest first.';

const exactTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

// As of when, which way, urgency and time of the row it goes on from, its id.
const Cursor = z.tuple([
  z.iso.datetime(),
  z.enum(['on', 'back']),
  z
    .int()
    .min(0)
    .max(URGENCIES.length - 1),
  exactTime,
  z.uuid(),
]);

const Ids = z.array(z.object({ id: z.string(), key: z.string() }));
const Counts = z.array(
  z.object({
    urgency: z.int(),
    count: z.int(),
    open: z.int(),
    verify: z.int(),
    publish: z.int(),
  }),
);

type Asked = {
  tests: OpenTests;
  urgency: Prisma.Sql;
  within: Prisma.Sql;
  /** What stands for the parameter `next`. */
  next: Prisma.Sql;
  urgencies: readonly Urgency[] | undefined;
};

/** A place's key holds urgency and time: "0 2026-03-01T08:00:00.000Z". */
function keyParts(key: string | null): { urgency: number; time: string } {
  const [urgency = '0', time = ''] = (key ?? '').split(' ');
  return { urgency: Number(urgency), time };
}

async function fetchKeyed(
  ctx: Ctx,
  asked: Asked,
  from: Place | null,
  backward: boolean,
  limit: number,
): Promise<Keyed[]> {
  const direction = backward ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const sign = backward ? Prisma.sql`<` : Prisma.sql`>`;
  const { urgency, time } = keyParts(from?.key ?? null);
  const places = asked.urgencies?.map((name) => URGENCIES.indexOf(name));
  const conditions = [
    ...(places ? [Prisma.sql`urgency = ANY(${places}::int[])`] : []),
    ...(from
      ? [
          Prisma.sql`(urgency, within, id)
            ${sign} (${urgency}::int, ${time}::timestamptz, ${from.id}::uuid)`,
        ]
      : []),
  ];
  return Ids.parse(
    await ctx.db.$queryRaw`
      SELECT id::text AS id,
             urgency || to_char(within, ' YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS key
      FROM (
        SELECT t.id, ${asked.urgency} AS urgency, ${asked.within} AS within
        FROM ${asked.tests.from} WHERE ${asked.tests.where} AND ${asked.next}
      ) AS open
      WHERE ${all(conditions)}
      ORDER BY urgency ${direction}, within ${direction}, id ${direction} LIMIT ${limit}`,
  );
}

async function countAll(ctx: Ctx, asked: Asked, rules: LabRules, hands: string[]) {
  const rows = Counts.parse(
    await ctx.db.$queryRaw`
      SELECT ${asked.urgency} AS urgency, count(*) FILTER (WHERE ${asked.next})::int AS count,
             count(*)::int AS open,
             count(*) FILTER (WHERE ${waitsForSql('verify', rules, hands)})::int AS verify,
             count(*) FILTER (WHERE ${waitsForSql('publish', rules, hands)})::int AS publish
      FROM ${asked.tests.from} WHERE ${asked.tests.where} GROUP BY 1`,
  );
  const of = (urgency: Urgency) =>
    rows.find((row) => row.urgency === URGENCIES.indexOf(urgency))?.count ?? 0;
  const sum = (name: 'open' | NextStep) => rows.reduce((total, row) => total + row[name], 0);
  return {
    counts: {
      overdue: of('overdue'),
      at_risk: of('at_risk'),
      in_time: of('in_time'),
      no_due: of('no_due'),
    },
    next_steps: { open: sum('open'), verify: sum('verify'), publish: sum('publish') },
  };
}

function startOf(cursor: string) {
  const [asOf, way, urgency, time, id] = decodeCursor(cursor, Cursor);
  return {
    asOf: new Date(asOf),
    start: { phase: 'open', key: `${urgency} ${time}`, id, backward: way === 'back' },
  };
}

export type WorklistPage = Worklist & { previous_cursor: string | null };

/**
 * A page of the open tests, the most pressing first, with what of all of them stands how. All pages
 * that go on from one another are as of the first one's time: what falls due meanwhile is neither
 * shown twice nor left out. Reads every open row of the lab and no other, by their own
 * index: 16 ms for 4,000 of them among 300,000 tests.
 */
export async function readWorklist(ctx: Ctx, query: WorklistQuery): Promise<WorklistPage> {
  authorize(ctx, 'read');
  const begun = query.cursor === undefined ? null : startOf(query.cursor);
  const asOf = begun?.asOf ?? ctx.now;
  const [rules, hands, departments] = await Promise.all([
    readLabRules(ctx),
    ownHands(ctx),
    departmentsInForce(ctx, query),
  ]);
  const tests = await openTests(ctx, rules, { ...query, department: departments ?? undefined });
  const asked: Asked = {
    tests,
    urgency: urgencySql(rules, asOf),
    within: withinUrgencySql(rules),
    next: query.next ? waitsForSql(query.next, rules, hands) : Prisma.sql`true`,
    urgencies: query.urgency,
  };
  const [page, counted] = await Promise.all([
    pageByKeys([{ name: 'open' }], begun?.start ?? null, query.limit, (_, from, backward, limit) =>
      fetchKeyed(ctx, asked, from, backward, limit),
    ),
    countAll(ctx, asked, rules, hands),
  ]);
  const cursor = (way: 'on' | 'back', place: Place | null) => {
    if (place === null) return null;
    const { urgency, time } = keyParts(place.key);
    return encodeCursor([asOf.toISOString(), way, urgency, time, place.id]);
  };
  return {
    data: await worklistRows({ ...ctx, now: asOf }, rules, page.ids, hands),
    next_cursor: cursor('on', page.next),
    previous_cursor: cursor('back', page.previous),
    ...counted,
    departments,
    receipt: {
      definition: DEFINITION,
      version: WORKLIST_VERSION,
      time_zone: ctx.lab.timeZone,
      computed_at: asOf.toISOString(),
      rows_url: rowsUrl(ctx, query),
    },
  };
}

const SCALARS = ['bench', 'next', 'q'] as const;
const LISTS = [
  'urgency',
  'state',
  'assay',
  'department',
  'location',
  'priority',
  'device',
] as const;

/** The address that asks the same again, from the first page on. */
function rowsUrl(ctx: Ctx, query: WorklistQuery): string {
  const params = new URLSearchParams();
  for (const name of SCALARS) {
    const value = query[name];
    if (value !== undefined) params.set(name, value);
  }
  for (const name of LISTS) for (const value of query[name] ?? []) params.append(name, value);
  params.set('lab', ctx.lab.slug);
  return `/api/v1/metrics/worklist?${params}`;
}

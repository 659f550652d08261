import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { URGENCIES, type Urgency } from '@/lib/worklist/urgency';
import { urgencySql } from '@/lib/worklist/worklist-sql';
import type { MetricFilters } from '../../contract';
import { testFilter } from '../../filter-sql';
import { TEST_MILESTONE } from '../../milestone-sql';
import { factsOfTests } from '../../turnaround/row-facts';
import type { TatRow } from '../../turnaround/rows-contract';
import { MILESTONES, type Segment, type SegmentMilestone } from '../../segment';

/** Open tests whose headline segment runs against a due time, whenever they were received. */
type Asked = { headline: Segment; filters: MetricFilters };

const Counts = z.array(
  z.object({
    urgency: z.int(),
    assay: z.string(),
    device: z.string().nullable(),
    location: z.string().nullable(),
    count: z.int(),
  }),
);

/** How many open tests stand how, by what they are grouped by; ids as text. */
export type OpenCount = Omit<z.output<typeof Counts>[number], 'urgency'> & { urgency: Urgency };

function openTests(ctx: Ctx, { headline, filters }: Asked): Prisma.Sql {
  return Prisma.sql`ordered_tests t
    WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.voided_at IS NULL AND t.due_at IS NOT NULL
      AND t.state_key IN (
        SELECT key FROM states WHERE lab_id = ${ctx.lab.id}::uuid AND kind = 'open')
      AND ${TEST_MILESTONE[headline.end]} IS NULL AND ${testFilter(ctx.lab.id, filters)}`;
}

/** Counts the open tests by how they stand to their due time now, as the worklist does. */
export async function countOpenTests(ctx: Ctx, asked: Asked): Promise<OpenCount[]> {
  const rows = Counts.parse(
    await ctx.db.$queryRaw`
      SELECT ${urgencySql(asked, ctx.now)} AS urgency, t.assay_id::text AS assay,
        t.device_id::text AS device, t.location_id::text AS location, count(*)::int AS count
      FROM ${openTests(ctx, asked)} GROUP BY 1, 2, 3, 4`,
  );
  return rows.flatMap(({ urgency, ...row }) => {
    const name = URGENCIES[urgency];
    return name ? [{ ...row, urgency: name }] : [];
  });
}

const Cursor = z.tuple([z.iso.datetime(), z.number(), z.uuid()]);
const at = z
  .date()
  .nullable()
  .transform((date) => date?.getTime() ?? NaN);
const Found = z.array(
  z.object({
    id: z.string(),
    due: z.date(),
    ordered: at,
    collected: at,
    received: at,
    started: at,
    resulted: at,
    verified: at,
    released: at,
    total: z.int(),
  }),
);

/** A row with its milestones in ms since 1970, NaN where there is none. */
type OpenRow = { row: z.input<typeof TatRow>; at: ReadonlyMap<SegmentMilestone, number> };

/**
 * A page of the open tests that stand so, the longest overdue or the soonest due first. Pages that go
 * on from one another are as of the first one's time.
 */
export async function openTestRows(
  ctx: Ctx,
  asked: Asked,
  urgency: Urgency,
  query: { limit: number; cursor?: string },
): Promise<{ found: OpenRow[]; asOf: Date; next_cursor: string | null; total: number }> {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
  const asOf = after ? new Date(after[0]) : ctx.now;
  const beyond = after
    ? Prisma.sql`(t.due_at, t.id) > (${new Date(after[1])}::timestamptz, ${after[2]}::uuid)`
    : Prisma.sql`true`;
  const stands = Prisma.sql`${urgencySql(asked, asOf)} = ${URGENCIES.indexOf(urgency)}::int`;
  const rows = Found.parse(
    await ctx.db.$queryRaw`
      SELECT t.id::text, t.due_at AS due, t.ordered_at AS ordered,
        t.collected_at AS collected, t.received_at AS received, t.started_at AS started, t.resulted_at AS resulted,
        t.verified_at AS verified, t.released_at AS released,
        (SELECT count(*)::int FROM ${openTests(ctx, asked)} AND ${stands}) AS total
      FROM ${openTests(ctx, asked)} AND ${stands} AND ${beyond}
      ORDER BY t.due_at, t.id LIMIT ${query.limit + 1}`,
  );
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const facts = await factsOfTests(
    ctx,
    page.map(({ id }) => id),
  );
  return {
    asOf,
    found: page.flatMap(({ id, due, total: _, ...milestones }) => {
      const known = facts.get(id);
      if (!known) return [];
      const start = milestones[asked.headline.start];
      const begun = !Number.isNaN(start);
      return [
        {
          row: {
            ...known,
            start: begun ? new Date(start).toISOString() : null,
            end: null,
            due_at: due.toISOString(),
            minutes: begun ? (asOf.getTime() - start) / 60_000 : null,
          },
          at: new Map(MILESTONES.map(({ milestone }) => [milestone, milestones[milestone]])),
        },
      ];
    }),
    next_cursor: last ? encodeCursor([asOf.toISOString(), last.due.getTime(), last.id]) : null,
    total: rows[0]?.total ?? 0,
  };
}

import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { Filters, World } from './kind';
import { REJECTED_SINCE, specimenFiltersSql, STANDS_REJECTED } from './presented-sql';
import type { Rate } from './rate-spells';

const Counts = z.array(
  z.object({ n: z.int(), location: z.string().nullable(), all: z.int(), wrong: z.int() }),
);

export type Asked = { filters: Filters; windowMs: number };

const since = (now: Date, ms: number) => Prisma.sql`${new Date(now.getTime() - ms)}::timestamptz`;

/** All specimens presented in the longest window: of each when it was, and whether it is rejected. */
function presented({ lab, now }: World, longestMs: number): Prisma.Sql {
  const of = Prisma.sql`sp.lab_id = ${lab.id}::uuid AND sp.voided_at IS NULL`;
  const within = (time: Prisma.Sql) =>
    Prisma.sql`${time} > ${since(now, longestMs)} AND ${time} <= ${now}::timestamptz`;
  return Prisma.sql`
    SELECT sp.id, sp.location_id, sp.priority, sp.received_at AS at,
      CASE WHEN ${STANDS_REJECTED}
        THEN coalesce(${REJECTED_SINCE} <= ${now}::timestamptz, true) ELSE false END AS rejected
    FROM specimens sp WHERE ${of} AND ${within(Prisma.sql`sp.received_at`)}
    UNION ALL
    SELECT sp.id, sp.location_id, sp.priority, ${REJECTED_SINCE}, true
    FROM specimens sp
    WHERE ${of} AND sp.received_at IS NULL
      AND CASE WHEN ${STANDS_REJECTED} THEN ${within(REJECTED_SINCE)} ELSE false END`;
}

function counting({ lab, now }: World, { filters, windowMs }: Asked, n: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ${n}::int AS n, sp.location_id::text AS location, count(*)::int AS all,
      (count(*) FILTER (WHERE sp.rejected))::int AS wrong
    FROM presented sp
    WHERE sp.at > ${since(now, windowMs)} AND ${specimenFiltersSql(lab.id, filters)}
    GROUP BY sp.location_id`;
}

/**
 * Of the specimens presented in the window up to the moment, (now − window, now], how many there were
 * and how many of them stood rejected by then, by location ('' of none): for each that is asked, in
 * its order. Presented is received, or rejected without receipt, as the rejections figure counts.
 */
export async function countPresented(
  world: World,
  asked: readonly Asked[],
): Promise<Map<string, Rate>[]> {
  const counts: Map<string, Rate>[] = asked.map(() => new Map());
  if (asked.length === 0) return counts;
  const each = asked.map((one, n) => counting(world, one, n));
  const longestMs = Math.max(...asked.map(({ windowMs }) => windowMs));
  const rows = Counts.parse(
    await world.db.$queryRaw`
      WITH presented AS MATERIALIZED (${presented(world, longestMs)})
      ${Prisma.join(each, ' UNION ALL ')}`,
  );
  for (const { n, location, all, wrong } of rows) {
    counts[n]?.set(location ?? '', { all, wrong });
  }
  return counts;
}

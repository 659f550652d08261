import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { Filters, World } from './kind';
import { REJECTED_SINCE, specimenFiltersSql, STANDS_REJECTED } from './presented-sql';
import type { Rate } from './rate-spells';

const Counts = z.array(
  z.object({ n: z.int(), location: z.string().nullable(), all: z.int(), wrong: z.int() }),
);

export type Asked = { filters: Filters; windowMs: number };

function counting({ lab, now }: World, { filters, windowMs }: Asked, n: number): Prisma.Sql {
  const from = new Date(now.getTime() - windowMs);
  const chosen = Prisma.sql`sp.lab_id = ${lab.id}::uuid AND sp.voided_at IS NULL
    AND ${specimenFiltersSql(lab.id, filters)}`;
  const within = (time: Prisma.Sql) =>
    Prisma.sql`${time} > ${from}::timestamptz AND ${time} <= ${now}::timestamptz`;
  return Prisma.sql`
    SELECT ${n}::int AS n, location_id::text AS location, count(*)::int AS all,
      (count(*) FILTER (WHERE rejected))::int AS wrong
    FROM (
      SELECT sp.location_id, CASE WHEN ${STANDS_REJECTED}
        THEN coalesce(${REJECTED_SINCE} <= ${now}::timestamptz, true) ELSE false END AS rejected
      FROM specimens sp WHERE ${chosen} AND ${within(Prisma.sql`sp.received_at`)}
      UNION ALL
      SELECT sp.location_id, true
      FROM specimens sp
      WHERE ${chosen} AND sp.received_at IS NULL
        AND CASE WHEN ${STANDS_REJECTED} THEN ${within(REJECTED_SINCE)} ELSE false END
    ) AS presented
    GROUP BY location_id`;
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
  const rows = Counts.parse(await world.db.$queryRaw`${Prisma.join(each, ' UNION ALL ')}`);
  for (const { n, location, all, wrong } of rows) {
    counts[n]?.set(location ?? '', { all, wrong });
  }
  return counts;
}

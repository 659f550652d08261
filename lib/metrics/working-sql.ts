import type { OpenInterval } from '@/lib/labs/working-time';
import { Prisma } from '@/lib/platform/db/generated/client';

/**
 * Opening hours as one row of arrays: where each open stretch begins (ms since 1970), its length,
 * and the open ms before it. width_bucket finds an instant's stretch by binary search, so working
 * time over millions of rows is exact and costs little more than the clock's.
 */
export function openHoursCte(open: readonly OpenInterval[]): Prisma.Sql {
  let sum = 0;
  const before = open.map((interval) => {
    const ahead = sum;
    sum += interval.to - interval.from;
    return ahead;
  });
  return Prisma.sql`open_hours AS MATERIALIZED (
    SELECT ${open.map(({ from }) => from)}::float8[] AS opens,
      ${open.map(({ from, to }) => to - from)}::float8[] AS length,
      ${before}::float8[] AS before)`;
}

function epochMs(at: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`round(date_part('epoch', ${at}) * 1000)`;
}

/** Open ms from the first opening up to an instant; needs `open_hours` in FROM. */
function openMsUntil(at: Prisma.Sql): Prisma.Sql {
  const stretch = Prisma.sql`width_bucket(${epochMs(at)}, open_hours.opens)`;
  return Prisma.sql`CASE WHEN ${at} IS NULL THEN NULL ELSE coalesce(open_hours.before[${stretch}]
    + least(${epochMs(at)} - open_hours.opens[${stretch}], open_hours.length[${stretch}]), 0) END`;
}

/** Working ms between two instants. */
export function workingMs(start: Prisma.Sql, end: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${openMsUntil(end)} - ${openMsUntil(start)})`;
}

/** Clock ms between two instants, exact. */
export function clockMs(start: Prisma.Sql, end: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`round(date_part('epoch', ${end} - ${start}) * 1000)`;
}

/**
 * The first instant at which so many working minutes have passed since the start; infinity where
 * that lies beyond the known opening hours, which reach past every window.
 */
export function workingDue(start: Prisma.Sql, minutes: Prisma.Sql): Prisma.Sql {
  const wanted = Prisma.sql`(${openMsUntil(start)} + ${minutes} * 60000)`;
  // Half a ms less, so that work due at closing time is not due at the next opening.
  const stretch = Prisma.sql`width_bucket(${wanted} - 0.5, open_hours.before)`;
  const at = Prisma.sql`(${wanted} - open_hours.before[${stretch}])`;
  return Prisma.sql`CASE WHEN ${start} IS NULL THEN NULL
    WHEN ${at} <= open_hours.length[${stretch}]
      THEN to_timestamp((open_hours.opens[${stretch}] + ${at}) / 1000)
    ELSE 'infinity'::timestamptz END`;
}

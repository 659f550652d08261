import { Prisma } from '@/lib/platform/db/generated/client';
import { NONE, PATTERN_GROUPINGS, type MetricFilters } from './contract';

type Pattern = (typeof PATTERN_GROUPINGS)[number];

/** A pattern's key as text from an instant, in the lab's time zone; null for no instant. */
export function patternKey(pattern: Pattern, at: Prisma.Sql, timeZone: string): Prisma.Sql {
  const local = Prisma.sql`timezone(${timeZone}::text, ${at})`;
  switch (pattern) {
    case 'weekday':
      return Prisma.sql`extract(isodow FROM ${local})::int::text`;
    case 'week_of_month':
      return Prisma.sql`((extract(day FROM ${local})::int + 6) / 7)::text`;
    case 'hour_bin':
      return Prisma.sql`CASE WHEN extract(hour FROM ${local}) < 9 THEN '<9'
        WHEN extract(hour FROM ${local}) >= 15 THEN '>=15'
        ELSE extract(hour FROM ${local})::int::text END`;
  }
}

/** A trend's bucket as text, the local date it begins on: YYYY-MM-DD, or YYYY-MM of a month. */
export function trendKey(
  grain: 'day' | 'week' | 'month',
  at: Prisma.Sql,
  zone: { timeZone: string; firstWeekday: number },
): Prisma.Sql {
  const local = Prisma.sql`timezone(${zone.timeZone}::text, ${at})`;
  switch (grain) {
    case 'day':
      return Prisma.sql`to_char(${local}, 'YYYY-MM-DD')`;
    case 'month':
      return Prisma.sql`to_char(${local}, 'YYYY-MM')`;
    case 'week':
      return Prisma.sql`to_char(${local} - make_interval(days =>
        (extract(isodow FROM ${local})::int - ${zone.firstWeekday}::int + 7) % 7), 'YYYY-MM-DD')`;
  }
}

/** The filters by weekday, week of month and hour, as one condition on an instant. */
export function patternFilter(
  filters: MetricFilters,
  at: Prisma.Sql,
  timeZone: string,
): Prisma.Sql {
  const conditions = PATTERN_GROUPINGS.flatMap((pattern) => {
    const keys: string[] = filters[pattern] ?? [];
    if (keys.length === 0) return [];
    const key = patternKey(pattern, at, timeZone);
    return [Prisma.sql`coalesce(${key}, ${NONE}::text) = ANY(${keys}::text[])`];
  });
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`;
}

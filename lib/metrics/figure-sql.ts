import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import { partOfWindow, turnaroundMs, withParts, type Part } from './cohort-sql';
import { WHOLE, type GroupedBy } from './grouping-sql';
import type { TatQuestion } from './tat-question';

const MAX_OUTLIER_VALUES = 200;

const ms = z.number().nullable();

/** One set and key of the finished part; times in ms. */
export const FigureRow = z.object({
  set: z.int(),
  key: z.string(),
  n: z.int(),
  negative: z.int(),
  missing: z.int(),
  invalidated: z.int(),
  with_target: z.int(),
  within_target: z.int(),
  mean: ms,
  min: ms,
  max: ms,
  p25: ms,
  p50: ms,
  p75: ms,
  p90: ms,
  p95: ms,
  p99: ms,
  whisker_low: ms,
  whisker_high: ms,
  outliers: z.int().nullable(),
  outlier_values: z.array(z.number()).nullable(),
});
export type FigureRow = z.output<typeof FigureRow>;

/** Whiskers and outliers of some sets: every row of the cohort is held against its set's quartiles. */
function boxParts(by: GroupedBy, boxedSets: ReadonlySet<number>): Prisma.Sql[] {
  const sides = [
    ...(boxedSets.has(WHOLE)
      ? [
          Prisma.sql`SELECT f.set, f.key, c.ms, f.low, f.high, f.p[2] AS median
          FROM c JOIN f ON f.set = ${WHOLE}::int WHERE c.ms IS NOT NULL`,
        ]
      : []),
    ...by.sets
      .filter(({ set }) => boxedSets.has(set))
      .map(
        ({ set, column }) => Prisma.sql`SELECT f.set, f.key, c.ms, f.low, f.high, f.p[2] AS median
          FROM c JOIN f ON f.set = ${set}::int AND f.key = c.${column} WHERE c.ms IS NOT NULL`,
      ),
  ];
  if (sides.length === 0) return [];
  return [
    Prisma.sql`b AS NOT MATERIALIZED (${Prisma.join(sides, ' UNION ALL ')})`,
    Prisma.sql`whisker AS (
      SELECT set, key, min(ms) FILTER (WHERE ms >= low) AS whisker_low,
        max(ms) FILTER (WHERE ms <= high) AS whisker_high,
        (count(*) FILTER (WHERE ms < low OR ms > high))::int AS outliers
      FROM b GROUP BY set, key)`,
    Prisma.sql`outlier AS (
      SELECT set, key, array_agg(ms ORDER BY ms) AS outlier_values FROM (
        SELECT set, key, ms,
          row_number() OVER (PARTITION BY set, key ORDER BY abs(ms - median) DESC) AS place
        FROM b WHERE ms < low OR ms > high
      ) ranked WHERE place <= ${MAX_OUTLIER_VALUES} GROUP BY set, key)`,
  ];
}

/**
 * Everything about finished work in one reading of the cohort: counts, percentiles of type 7
 * (percentile_cont) over exact ms, and boxes for the sets that want them.
 */
export function figuresSql(
  question: TatQuestion,
  by: GroupedBy,
  boxedSets: ReadonlySet<number>,
): Prisma.Sql {
  const boxes = boxParts(by, boxedSets);
  const parts = [
    Prisma.sql`c AS MATERIALIZED (
      SELECT ${by.columns('finished')}
        CASE WHEN u.e >= u.s THEN ${turnaroundMs(question)} END AS ms,
        u.s IS NULL AS missing, u.e < u.s AS negative,
        u.due IS NOT NULL AS with_target, u.e <= u.due AS within_target,
        u.state_key = ANY(ARRAY(
          SELECT key FROM states WHERE lab_id = ${question.labId}::uuid AND kind = 'void'
        )) AS invalidated
      FROM ${partOfWindow(question, 'finished')})`,
    Prisma.sql`f AS (
      SELECT *, p[1] - 1.5 * (p[3] - p[1]) AS low, p[3] + 1.5 * (p[3] - p[1]) AS high FROM (
        SELECT ${by.setAndKey}, count(ms)::int AS n,
          (count(*) FILTER (WHERE negative))::int AS negative,
          (count(*) FILTER (WHERE missing))::int AS missing,
          (count(ms) FILTER (WHERE invalidated))::int AS invalidated,
          (count(ms) FILTER (WHERE with_target))::int AS with_target,
          (count(ms) FILTER (WHERE within_target))::int AS within_target,
          avg(ms) AS mean, min(ms) AS min, max(ms) AS max,
          percentile_cont(ARRAY[0.25, 0.5, 0.75, 0.9, 0.95, 0.99]::float8[])
            WITHIN GROUP (ORDER BY ms) AS p
        FROM c ${by.groupBy}) grouped)`,
    ...boxes,
  ];
  const box =
    boxes.length > 0
      ? Prisma.sql`whisker.whisker_low, whisker.whisker_high, whisker.outliers, outlier.outlier_values
          FROM f LEFT JOIN whisker USING (set, key) LEFT JOIN outlier USING (set, key)`
      : Prisma.sql`NULL::float8 AS whisker_low, NULL::float8 AS whisker_high,
          NULL::int AS outliers, NULL::float8[] AS outlier_values FROM f`;
  return Prisma.sql`${withParts(question, parts)}
    SELECT set, key, n, negative, missing, invalidated, with_target, within_target, mean, min, max,
      p[1] AS p25, p[2] AS p50, p[3] AS p75, p[4] AS p90, p[5] AS p95, p[6] AS p99, ${box}`;
}

/** One set and key of what stands beside the finished part. */
export const CountRow = z.object({
  part: z.enum(['unfinished', 'void', 'due', 'amended']),
  set: z.int(),
  key: z.string(),
  n: z.int(),
  on_time: z.int(),
});
export type CountRow = z.output<typeof CountRow>;

/** Unfinished and void work, what fell due and how much of it in time, and what was amended later. */
export function countsSql(question: TatQuestion, by: GroupedBy): Prisma.Sql {
  const counted = (name: string, part: Part, condition = Prisma.sql`true`) => Prisma.sql`
    SELECT ${name}::text AS part, ${by.setAndKey}, count(*)::int AS n,
      (count(*) FILTER (WHERE on_time))::int AS on_time
    FROM (SELECT ${by.columns(part)} coalesce(u.e <= u.due, false) AS on_time
      FROM ${partOfWindow(question, part)} AND ${condition}) part ${by.groupBy}`;
  const sides = [
    counted('unfinished', 'unfinished'),
    counted('void', 'void'),
    counted('due', 'due'),
    counted('amended', 'finished', Prisma.sql`u.e >= u.s AND ${amendedLater(question)}`),
  ];
  return Prisma.sql`${withParts(question, [])} ${Prisma.join(sides, ' UNION ALL ')}`;
}

/** A condition on `u`: published, and taken back to be amended since. */
export function amendedLater(question: TatQuestion): Prisma.Sql {
  const id = question.unit === 'test' ? Prisma.sql`test_id` : Prisma.sql`specimen_id`;
  return Prisma.sql`u.id IN (SELECT x.${id} FROM test_transitions x
    WHERE x.lab_id = ${question.labId}::uuid AND x.action = 'amend')`;
}

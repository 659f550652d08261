import { Prisma } from '@/lib/platform/db/generated/client';
import { patternKey, trendKey } from './bucket-sql';
import { PART_TIME, type Part } from './cohort-sql';
import type { Grouping } from './contract';
import type { TatQuestion } from './tat-question';

/** The set number of the whole in the rows of grouped queries. */
export const WHOLE = -1;

const NAMES = [
  Prisma.sql`g0`,
  Prisma.sql`g1`,
  Prisma.sql`g2`,
  Prisma.sql`g3`,
  Prisma.sql`g4`,
  Prisma.sql`g5`,
];

/** A specimen has tests of several assays, departments and devices: it counts once under each. */
export function isManyValued(question: TatQuestion, grouping: Grouping): boolean {
  return (
    question.unit === 'specimen' &&
    (grouping === 'assay' || grouping === 'department' || grouping === 'device')
  );
}

function keyOf(question: TatQuestion, grouping: Grouping, part: Part): Prisma.Sql {
  switch (grouping) {
    case 'assay':
      return Prisma.sql`u.assay_id::text`;
    case 'department':
      return Prisma.sql`u.department_id::text`;
    case 'location':
      return Prisma.sql`u.location_id::text`;
    case 'device':
      return Prisma.sql`u.device_id::text`;
    case 'priority':
      return Prisma.sql`u.priority::text`;
    case 'day':
    case 'week':
    case 'month':
      return trendKey(grouping, PART_TIME[part], question);
    case 'weekday':
    case 'week_of_month':
    case 'hour_bin':
      return patternKey(grouping, Prisma.sql`u.bin`, question.timeZone);
  }
}

function manyKeysOf(grouping: Grouping): Prisma.Sql {
  switch (grouping) {
    case 'assay':
      return Prisma.sql`u.assay_ids`;
    case 'department':
      return Prisma.sql`u.department_ids`;
    default:
      return Prisma.sql`u.device_ids`;
  }
}

/** How a query is grouped: its key columns, and what it says GROUP BY and SELECT with. */
export type GroupedBy = {
  /** Columns g0… with a trailing comma, '' where there is no value. */
  columns: (part: Part) => Prisma.Sql;
  /** The set number and key of a grouped row, as `set` and `key`. */
  setAndKey: Prisma.Sql;
  groupBy: Prisma.Sql;
  /** Each set with its column. */
  sets: { set: number; column: Prisma.Sql }[];
};

/** Groups by each of the groupings (at most six) and, if asked, as a whole, in one reading. */
export function groupedBy(
  question: TatQuestion,
  groupings: readonly Grouping[],
  whole: boolean,
): GroupedBy {
  const sets = groupings.flatMap((grouping, set) => {
    const column = NAMES[set];
    return column ? [{ grouping, set, column }] : [];
  });
  if (sets.length < groupings.length) throw new Error('Too many groupings for one reading');
  const columns = (part: Part) => {
    const keys = sets.map(({ grouping, column }) =>
      isManyValued(question, grouping)
        ? Prisma.sql`unnest(${manyKeysOf(grouping)}) AS ${column},`
        : Prisma.sql`coalesce(${keyOf(question, grouping, part)}, '') AS ${column},`,
    );
    return keys.length > 0 ? Prisma.join(keys, ' ') : Prisma.empty;
  };
  if (sets.length === 0) {
    return {
      columns,
      setAndKey: Prisma.sql`${WHOLE}::int AS set, '' AS key`,
      groupBy: Prisma.empty,
      sets: [],
    };
  }
  const when = (value: (entry: (typeof sets)[number]) => Prisma.Sql) =>
    Prisma.join(
      sets.map((entry) => Prisma.sql`WHEN GROUPING(${entry.column}) = 0 THEN ${value(entry)}`),
      ' ',
    );
  const groupingSets = [
    ...sets.map(({ column }) => Prisma.sql`(${column})`),
    ...(whole ? [Prisma.sql`()`] : []),
  ];
  return {
    columns,
    setAndKey: Prisma.sql`CASE ${when(({ set }) => Prisma.sql`${set}::int`)} ELSE ${WHOLE}::int END AS set,
      CASE ${when(({ column }) => column)} ELSE '' END AS key`,
    groupBy: Prisma.sql`GROUP BY GROUPING SETS (${Prisma.join(groupingSets)})`,
    sets,
  };
}

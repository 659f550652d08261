import { Prisma } from '@/lib/platform/db/generated/client';
import type { Conditions } from './list-conditions';
import type { Milestone } from '../milestones';

const END_COLUMN: Record<Milestone, Prisma.Sql> = {
  ordered: Prisma.sql`t.ordered_at`,
  collected: Prisma.sql`t.collected_at`,
  received: Prisma.sql`t.received_at`,
  started: Prisma.sql`t.started_at`,
  resulted: Prisma.sql`t.resulted_at`,
  verified: Prisma.sql`t.verified_at`,
  released: Prisma.sql`t.released_at`,
  rejected: Prisma.sql`t.rejected_at`,
};

export function all(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], ' AND ');
}

const UUID = Prisma.sql`uuid`;

/** One value is compared as itself: only so does an index keep its order. */
function within(
  column: Prisma.Sql,
  values: readonly string[] | undefined,
  type: Prisma.Sql,
): Prisma.Sql[] {
  if (values === undefined) return [];
  const [only] = values;
  return values.length === 1
    ? [Prisma.sql`${column} = ${only}::${type}`]
    : [Prisma.sql`${column} = ANY(${[...values]}::${type}[])`];
}

/** isLate of lateness.ts for the test `t`. */
function lateTest({ end, openStates, now }: Conditions): Prisma.Sql {
  const ended = END_COLUMN[end];
  return Prisma.sql`(t.due_at IS NOT NULL AND t.voided_at IS NULL AND (
    ${ended} > t.due_at OR (${ended} IS NULL AND t.due_at < ${now}::timestamptz AND t.state_key = ANY(${openStates}))))`;
}

/** Open work with a due time, by the few rows of its own index. */
export function openDueTest({ openStates }: Conditions): Prisma.Sql {
  return Prisma.sql`(t.released_at IS NULL AND t.voided_at IS NULL AND t.due_at IS NOT NULL
    AND t.state_key = ANY(${openStates}))`;
}

function ofTest(given: Conditions): Prisma.Sql[] {
  return [
    ...within(Prisma.sql`t.assay_id`, given.assayIds, UUID),
    ...within(Prisma.sql`t.device_id`, given.deviceIds, UUID),
    ...(given.late === true ? [lateTest(given)] : []),
  ];
}

/** What specimens and tests have alike; `row` is the alias of the one listed. */
function ofRow(given: Conditions, row: Prisma.Sql): Prisma.Sql[] {
  const { states, priorities, from, to } = given;
  return [
    Prisma.sql`${row}.lab_id = ${given.labId}::uuid`,
    ...within(Prisma.sql`${row}.state_key`, states, Prisma.sql`text`),
    ...within(Prisma.sql`${row}.priority`, priorities, Prisma.sql`priority`),
    ...within(Prisma.sql`${row}.location_id`, given.locationIds, UUID),
    ...(from ? [Prisma.sql`${row}.received_at >= ${from}::timestamptz`] : []),
    ...(to ? [Prisma.sql`${row}.received_at < ${to}::timestamptz`] : []),
  ];
}

/** Numbers that begin so, as typed or in capitals or small letters; ranges, so that an index serves. */
function ofNumber(q: string | undefined): Prisma.Sql[] {
  if (q === undefined) return [];
  const beginnings = [...new Set([q, q.toUpperCase(), q.toLowerCase()])];
  // The highest character there is closes the range of what begins so.
  const ranges = beginnings.map(
    (text) => Prisma.sql`(s.number >= ${text} AND s.number < ${`${text}\u{10FFFF}`})`,
  );
  return [Prisma.sql`(${Prisma.join(ranges, ' OR ')})`];
}

/** The conditions on `t` (a test) joined with `s` (its specimen), where `s` is there. */
export function testConditions(given: Conditions): Prisma.Sql[] {
  return [
    ...ofRow(given, Prisma.sql`t`),
    ...ofTest(given),
    ...(given.late === false ? [Prisma.sql`NOT coalesce(${lateTest(given)}, false)`] : []),
    ...ofNumber(given.q),
  ];
}

/** The conditions on `s` (a specimen). One and the same test must meet what is asked of tests. */
export function specimenConditions(given: Conditions): Prisma.Sql[] {
  const tests = ofTest(given);
  const some = (conditions: readonly Prisma.Sql[]) => Prisma.sql`EXISTS (
    SELECT 1 FROM ordered_tests t
    WHERE t.lab_id = s.lab_id AND t.specimen_id = s.id AND ${all(conditions)})`;
  return [
    ...ofRow(given, Prisma.sql`s`),
    ...(tests.length > 0 ? [some(tests)] : []),
    ...(given.late === false ? [Prisma.sql`NOT ${some([lateTest(given)])}`] : []),
    ...ofNumber(given.q),
  ];
}

import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabRules } from '@/lib/specimens/lab-rules';
import type { Conditions } from '@/lib/specimens/lists/list-conditions';
import { all } from '@/lib/specimens/lists/list-sql';

export type MissingSpecimens = {
  /** Rows (id, number, priority, location_id, location, since, since_at, minutes). */
  sql: Prisma.Sql;
  openStates: string[];
};

/** The states before receipt; a test beyond them shows that its tube is here. */
export function statesBeforeReceipt(rules: Pick<LabRules, 'states'>): string[] {
  const received = rules.states.find((state) => state.milestone === 'received');
  const open = rules.states.filter((state) => state.kind === 'open');
  return open.filter((state) => state.rank < (received?.rank ?? 0)).map(({ key }) => key);
}

const anyOf = (column: Prisma.Sql, ids: readonly string[] | undefined) =>
  ids === undefined ? [] : [Prisma.sql`${column} = ANY(${[...ids]}::uuid[])`];

type Given = Pick<Conditions, 'labId' | 'assayIds' | 'locationIds' | 'priorities' | 'openStates'>;

/**
 * The specimens that have not been received, however long that is, with what their waiting counts
 * from (null where nothing does) and the minutes of their location or the lab: rows as of
 * MissingSpecimens.
 */
export function waitingSpecimens(
  given: Omit<Given, 'openStates'>,
  rules: Pick<LabRules, 'states' | 'kindOf'>,
  labMinutes: number,
): Prisma.Sql {
  const early = statesBeforeReceipt(rules);
  const beyond = rules.states
    .filter((state) => state.kind !== 'void' && !early.includes(state.key))
    .map(({ key }) => key);
  const statOrder = Prisma.sql`(
    SELECT min(t.ordered_at) FROM ordered_tests t
    WHERE t.lab_id = s.lab_id AND t.specimen_id = s.id AND t.priority = 'STAT'
      AND t.state_key = ANY(${early}))`;
  const ofTests = anyOf(Prisma.sql`t.assay_id`, given.assayIds);
  const conditions = [
    Prisma.sql`s.lab_id = ${given.labId}::uuid`,
    Prisma.sql`s.state_key = ANY(${early})`,
    Prisma.sql`s.received_at IS NULL`,
    Prisma.sql`s.voided_at IS NULL`,
    ...anyOf(Prisma.sql`s.location_id`, given.locationIds),
    ...(given.priorities
      ? [Prisma.sql`s.priority = ANY(${[...given.priorities]}::priority[])`]
      : []),
    Prisma.sql`NOT EXISTS (
      SELECT 1 FROM ordered_tests t
      WHERE t.lab_id = s.lab_id AND t.specimen_id = s.id AND t.state_key = ANY(${beyond}))`,
    ...(ofTests.length > 0
      ? [
          Prisma.sql`EXISTS (
            SELECT 1 FROM ordered_tests t
            WHERE t.lab_id = s.lab_id AND t.specimen_id = s.id
              AND t.state_key = ANY(${early}) AND ${all(ofTests)})`,
        ]
      : []),
  ];
  return Prisma.sql`
    SELECT s.id, s.number, s.priority, s.location_id, l.name AS location,
           CASE WHEN s.collected_at IS NULL THEN 'ordered' ELSE 'collected' END AS since,
           coalesce(s.collected_at, ${statOrder}) AS since_at,
           coalesce(l.missing_after_minutes, ${labMinutes}::int) AS minutes
    FROM specimens s
    LEFT JOIN locations l ON l.lab_id = s.lab_id AND l.id = s.location_id
    WHERE ${all(conditions)}`;
}

/**
 * The specimens that should have been received by `asOf`: those collected, else those with an open
 * test ordered STAT, longer ago than the minutes of their location or the lab's.
 */
export function missingSpecimens(
  given: Given,
  rules: Pick<LabRules, 'states' | 'kindOf'>,
  labMinutes: number,
  asOf: Date,
): MissingSpecimens {
  return {
    openStates: given.openStates,
    sql: Prisma.sql`
      SELECT * FROM (${waitingSpecimens(given, rules, labMinutes)}) AS waiting
      WHERE since_at + make_interval(mins => minutes) < ${asOf}::timestamptz`,
  };
}

import { Prisma } from '@/lib/platform/db/generated/client';
import { testFilter } from './filter-sql';
import { TEST_MILESTONE } from './milestone-sql';
import type { SegmentMilestone } from './segment';
import type { TatQuestion } from './tat-question';
import { workingDue } from './working-sql';

/** Whose work: what counts, what is void, or what had not been voided before it fell due. */
export type Standing = 'counted' | 'void' | 'not_void_when_due';

function voidKeysOf(labId: string): Prisma.Sql {
  return Prisma.sql`ARRAY(SELECT key FROM states WHERE lab_id = ${labId}::uuid AND kind = 'void')`;
}

/**
 * When the void test `t` became what it is: its rejection, which may have been corrected, else its
 * last step into that state. What was void before and came back is void only from that step on.
 */
function voidSince(voidKeys: Prisma.Sql): Prisma.Sql {
  const ofTest = Prisma.sql`x.lab_id = t.lab_id AND x.specimen_id = t.specimen_id
    AND coalesce(x.test_id, t.id) = t.id`;
  return Prisma.sql`coalesce(
    CASE WHEN NOT EXISTS (
      SELECT FROM test_transitions x WHERE ${ofTest} AND x.from_state = ANY(${voidKeys})
    ) THEN t.rejected_at END,
    (SELECT x.occurred_at FROM test_transitions x
      WHERE ${ofTest} AND x.to_state = t.state_key ORDER BY x.sequence DESC LIMIT 1),
    t.rejected_at)`;
}

/**
 * Void: of a voided specimen, or in a void state without having been released. What was released
 * and invalidated later stays in the figures where it was.
 */
function standingOf(labId: string, standing: Standing): Prisma.Sql {
  const voidKeys = voidKeysOf(labId);
  const voidState = Prisma.sql`t.state_key = ANY(${voidKeys})`;
  switch (standing) {
    case 'counted':
      return Prisma.sql`t.voided_at IS NULL AND (t.released_at IS NOT NULL OR NOT ${voidState})`;
    case 'void':
      return Prisma.sql`(t.voided_at IS NOT NULL OR (t.released_at IS NULL AND ${voidState}))`;
    case 'not_void_when_due':
      return Prisma.sql`t.voided_at IS NULL AND (t.released_at IS NOT NULL OR
        CASE WHEN ${voidState} THEN ${voidSince(voidKeys)} >= due.at ELSE true END)`;
  }
}

/** Joins `due(at)` to `ordered_tests t`: when the segment is due, by the question's rule. */
function dueJoin(question: TatQuestion): Prisma.Sql {
  const start = TEST_MILESTONE[question.segment.start];
  const openHours = question.open ? Prisma.sql`CROSS JOIN open_hours` : Prisma.empty;
  const after = (minutes: Prisma.Sql, time: 'clock' | 'working') =>
    time === 'working' && question.open
      ? workingDue(start, minutes)
      : Prisma.sql`${start} + make_interval(mins => ${minutes})`;
  const { due } = question;
  switch (due.by) {
    case 'due_at':
      return Prisma.sql`CROSS JOIN LATERAL (SELECT t.due_at AS at) due`;
    case 'nothing':
      return Prisma.sql`CROSS JOIN LATERAL (SELECT NULL::timestamptz AS at) due`;
    case 'minutes':
      return Prisma.sql`${openHours}
        CROSS JOIN LATERAL (SELECT ${after(Prisma.sql`${due.minutes}::int`, due.time)} AS at) due`;
    case 'targets':
      return Prisma.sql`${openHours}
        LEFT JOIN LATERAL (
          SELECT CASE g.time WHEN 'working' THEN ${after(Prisma.sql`g.minutes`, 'working')}
            ELSE ${after(Prisma.sql`g.minutes`, 'clock')} END AS at
          FROM targets g
          WHERE g.lab_id = ${question.labId}::uuid AND g.segment = ${question.segment.name}
            AND (g.assay_id IS NULL OR g.assay_id = t.assay_id)
            AND (g.priority IS NULL OR g.priority = t.priority)
            AND (g.location_id IS NULL OR g.location_id = t.location_id)
            AND g.effective_from <= ${start}
            AND (g.effective_to IS NULL OR ${start} < g.effective_to)
          ORDER BY g.assay_id IS NULL, g.priority IS NULL, g.location_id IS NULL
          LIMIT 1
        ) due ON true`;
  }
}

/** Conditions that are true of all that a part of the window can hold: they let indexes be used. */
export type PartHints = {
  /** Of at least one `t` of each specimen. */
  ofTest?: Prisma.Sql;
  /** Of `sp`. */
  ofSpecimen?: Prisma.Sql;
};

function testUnits(question: TatQuestion, standing: Standing): Prisma.Sql {
  const start = TEST_MILESTONE[question.segment.start];
  return Prisma.sql`(
    SELECT t.id, t.specimen_id, ${start} AS s, ${TEST_MILESTONE[question.segment.end]} AS e,
      due.at AS due, ${question.binBy ? TEST_MILESTONE[question.binBy] : start} AS bin,
      t.state_key, t.assay_id, a.department_id, t.priority, t.location_id, t.device_id
    FROM ordered_tests t
    LEFT JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
    ${dueJoin(question)}
    WHERE t.lab_id = ${question.labId}::uuid
      AND ${standingOf(question.labId, standing)}
      AND ${testFilter(question.labId, question.filters)})`;
}

/** A tube's own milestones are on the specimen; the others are its tests', first or last. */
function specimenMilestone(milestone: SegmentMilestone, which: 'first' | 'last'): Prisma.Sql {
  const column = TEST_MILESTONE[milestone];
  if (milestone === 'collected') return Prisma.sql`sp.collected_at`;
  if (milestone === 'received') return Prisma.sql`sp.received_at`;
  return which === 'first'
    ? Prisma.sql`min(${column})`
    : Prisma.sql`CASE WHEN bool_and(${column} IS NOT NULL) THEN max(${column}) END`;
}

/**
 * The complete report: from the specimen's first start to the last end of its tests, due when the
 * last of them is. A retest after release does not reopen it: the released run stays. Filters by
 * assay, department, device and operator choose specimens that have such a test.
 */
function specimenUnits(question: TatQuestion, standing: Standing, hints: PartHints): Prisma.Sql {
  const start = specimenMilestone(question.segment.start, 'first');
  const { labId, filters } = question;
  const isVoid = standingOf(labId, 'void');
  // Void as a whole has void tests, of which there are few.
  const ofTest = standing === 'void' ? isVoid : hints.ofTest;
  return Prisma.sql`(
    SELECT sp.id, sp.id AS specimen_id, ${start} AS s,
      ${specimenMilestone(question.segment.end, 'last')} AS e, max(due.at) AS due,
      ${question.binBy ? specimenMilestone(question.binBy, 'first') : start} AS bin,
      coalesce(
        min(t.state_key) FILTER (WHERE t.state_key = ANY(${voidKeysOf(labId)})), min(t.state_key)
      ) AS state_key, sp.priority, sp.location_id,
      array_agg(DISTINCT coalesce(t.assay_id::text, '')) AS assay_ids,
      array_agg(DISTINCT coalesce(a.department_id::text, '')) AS department_ids,
      array_agg(DISTINCT coalesce(t.device_id::text, '')) AS device_ids
    FROM ordered_tests t
    JOIN specimens sp ON sp.lab_id = t.lab_id AND sp.id = t.specimen_id
    LEFT JOIN assays a ON a.lab_id = t.lab_id AND a.id = t.assay_id
    ${dueJoin(question)}
    WHERE t.lab_id = ${labId}::uuid
      AND ${standing === 'void' ? Prisma.sql`true` : standingOf(labId, standing)}
      AND (t.run = 1 OR NOT EXISTS (
        SELECT FROM ordered_tests t0 WHERE t0.lab_id = t.lab_id AND t0.specimen_id = t.specimen_id
          AND t0.assay_id = t.assay_id AND t0.run < t.run AND t0.released_at IS NOT NULL))
      ${
        ofTest
          ? Prisma.sql`AND t.specimen_id IN (
        SELECT t.specimen_id FROM ordered_tests t
        WHERE t.lab_id = ${labId}::uuid AND ${ofTest})`
          : Prisma.empty
      }
      ${hints.ofSpecimen ? Prisma.sql`AND ${hints.ofSpecimen}` : Prisma.empty}
    GROUP BY sp.id, sp.collected_at, sp.received_at, sp.priority, sp.location_id
    HAVING ${standing === 'void' ? Prisma.sql`bool_and(${isVoid})` : Prisma.sql`true`}
      AND bool_or(${testFilter(labId, filters, Prisma.sql`sp.priority`)}))`;
}

/**
 * What is counted, as a relation in brackets with id, specimen_id, s and e (the segment's start
 * and end), due, bin (what patterns go by), state_key, priority and location_id; of tests also
 * assay_id, department_id and device_id, of specimens assay_ids, department_ids and device_ids, and a
 * void state where any of their tests is void. With opening hours it needs the `open_hours` of
 * working-sql.ts. The hints are for whole specimens; a test's own conditions need none.
 */
export function unitsSql(question: TatQuestion, standing: Standing, hints: PartHints): Prisma.Sql {
  return question.unit === 'test'
    ? testUnits(question, standing)
    : specimenUnits(question, standing, hints);
}

import { Prisma } from '@/lib/platform/db/generated/client';
import { all } from '@/lib/specimens/lists/list-sql';
import type { Filters } from './kind';

const some = (ids: readonly string[] | undefined): ids is readonly string[] =>
  ids !== undefined && ids.length > 0;

/** Specimens `sp` that the filters choose: of assays and departments those with such a test. */
export function specimenFiltersSql(labId: string, filters: Filters): Prisma.Sql {
  const { assays, departments, locations, priorities } = filters;
  const ofTest = [
    ...(some(assays) ? [Prisma.sql`t.assay_id = ANY(${[...assays]}::uuid[])`] : []),
    ...(some(departments)
      ? [
          Prisma.sql`t.assay_id IN (
            SELECT id FROM assays
            WHERE lab_id = ${labId}::uuid AND department_id = ANY(${[...departments]}::uuid[]))`,
        ]
      : []),
  ];
  return all([
    ...(some(locations) ? [Prisma.sql`sp.location_id = ANY(${[...locations]}::uuid[])`] : []),
    ...(some(priorities) ? [Prisma.sql`sp.priority = ANY(${[...priorities]}::priority[])`] : []),
    ...(ofTest.length > 0
      ? [
          Prisma.sql`EXISTS (SELECT FROM ordered_tests t
            WHERE t.lab_id = ${labId}::uuid AND t.specimen_id = sp.id AND ${all(ofTest)})`,
        ]
      : []),
  ]);
}

/**
 * Whether a specimen `sp` stands rejected, by the rule of the rejections figure: its own state says
 * so, or it was rejected as a whole and some test of it still is.
 */
export const STANDS_REJECTED = Prisma.sql`(sp.state_key = 'rejected' OR (sp.rejected_at IS NOT NULL
  AND (SELECT bool_or(t.state_key = 'rejected')
      AND bool_and(coalesce(sp.rejection_reason_id, t.rejection_reason_id) IS NOT NULL)
    FROM ordered_tests t WHERE t.lab_id = sp.lab_id AND t.specimen_id = sp.id)))`;

/**
 * Since when: the rejection of the tube, else the first of its tests that stand rejected. One that
 * was void before and came back is rejected since its last step.
 */
export const REJECTED_SINCE = Prisma.sql`coalesce(sp.rejected_at, (
  SELECT min(coalesce(
    CASE WHEN NOT EXISTS (
      SELECT FROM test_transitions x
      WHERE x.lab_id = t.lab_id AND x.specimen_id = t.specimen_id AND coalesce(x.test_id, t.id) = t.id
        AND x.from_state IN (SELECT key FROM states WHERE lab_id = t.lab_id AND kind = 'void')
    ) THEN t.rejected_at END,
    (SELECT x.occurred_at FROM test_transitions x
      WHERE x.lab_id = t.lab_id AND x.specimen_id = t.specimen_id AND coalesce(x.test_id, t.id) = t.id
        AND x.to_state = t.state_key
      ORDER BY x.sequence DESC LIMIT 1),
    t.rejected_at))
  FROM ordered_tests t
  WHERE t.lab_id = sp.lab_id AND t.specimen_id = sp.id AND t.state_key = 'rejected'))`;

import { Prisma } from '@/lib/platform/db/generated/client';
import { all } from '@/lib/specimens/lists/list-sql';
import type { Filters } from './kind';

const some = (ids: readonly string[] | undefined): ids is readonly string[] =>
  ids !== undefined && ids.length > 0;

/** What the filters ask of a test `t`, but for its device, which changes over time. */
export function testFiltersSql(labId: string, filters: Filters): Prisma.Sql {
  const { assays, departments, locations, priorities } = filters;
  return all([
    ...(some(assays) ? [Prisma.sql`t.assay_id = ANY(${[...assays]}::uuid[])`] : []),
    ...(some(departments)
      ? [
          Prisma.sql`t.assay_id IN (
            SELECT id FROM assays
            WHERE lab_id = ${labId}::uuid AND department_id = ANY(${[...departments]}::uuid[]))`,
        ]
      : []),
    ...(some(locations) ? [Prisma.sql`t.location_id = ANY(${[...locations]}::uuid[])`] : []),
    ...(some(priorities) ? [Prisma.sql`t.priority = ANY(${[...priorities]}::priority[])`] : []),
  ]);
}

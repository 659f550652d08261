import { authorize, type Ctx } from '@/lib/platform/context';
import { inOrderOf, pageOfNamedRows } from '@/lib/platform/db/named-rows';
import type { NamedListQuery } from '@/lib/platform/http/named-list';
import type { Department } from './contract';
import { DEPARTMENT_ROWS, departmentOf } from './department-row';

/** A page of the lab's departments by name. */
export async function listDepartments(
  ctx: Ctx,
  query: NamedListQuery,
): Promise<{ data: Department[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const page = await pageOfNamedRows(ctx, DEPARTMENT_ROWS, query);
  const rows = await ctx.db.department.findMany({ where: { id: { in: page.ids } } });
  return { data: inOrderOf(page.ids, rows).map(departmentOf), next_cursor: page.nextCursor };
}

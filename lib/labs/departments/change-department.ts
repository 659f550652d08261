import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import type { Department, DepartmentChange } from './contract';
import { DEPARTMENT_ROWS, departmentOf } from './department-row';

/** Renames, retires or takes back the department of that name; an unknown one is 404. */
export function changeDepartment(
  ctx: Ctx,
  name: string,
  change: DepartmentChange,
): Promise<Department> {
  authorize(ctx, 'lab.write');
  return recordedChange(ctx, 'department', async (tx) => {
    const id = await idOfNamedRow(tx, ctx, DEPARTMENT_ROWS, name, 'lock');
    const before = await tx.department.findUniqueOrThrow({ where: { id } });
    const after = await tx.department.update({ where: { id }, data: change });
    return { before: departmentOf(before), after: departmentOf(after) };
  });
}

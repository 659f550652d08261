import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import type { Department, NewDepartment } from './contract';
import { departmentOf } from './department-row';

/** Adds a department; a name that is taken is 409. */
export function createDepartment(ctx: Ctx, given: NewDepartment): Promise<Department> {
  authorize(ctx, 'lab.write');
  return recordedChange(ctx, 'department', async (tx) => {
    const row = await tx.department.create({ data: { ...given, id: newId(), labId: ctx.lab.id } });
    return { after: departmentOf(row) };
  });
}

import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import { departmentIdOf, putAnalytes } from './assay-parts';
import { ASSAY_ROWS, assayOf, WITH_PARTS } from './assay-row';
import type { Assay, AssayChange } from './contract';

/** Changes, retires or takes back an assay; an unknown one is 404, unknown parts are 422. */
export function changeAssay(ctx: Ctx, code: string, change: AssayChange): Promise<Assay> {
  authorize(ctx, 'assays.write');
  return recordedChange(ctx, 'assay', async (tx) => {
    const id = await idOfNamedRow(tx, ctx, ASSAY_ROWS, code, 'lock');
    const before = await tx.assay.findUniqueOrThrow({ where: { id }, include: WITH_PARTS });
    const { department, analytes, ...columns } = change;
    const departmentId = await departmentIdOf(tx, ctx, department, before.departmentId);
    await tx.assay.update({ where: { id }, data: { ...columns, departmentId } });
    if (analytes !== undefined) await putAnalytes(tx, ctx, id, analytes);
    const after = await tx.assay.findUniqueOrThrow({ where: { id }, include: WITH_PARTS });
    return { before: assayOf(before), after: assayOf(after) };
  });
}

import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { departmentIdOf, putAnalytes } from './assay-parts';
import { assayOf, WITH_PARTS } from './assay-row';
import type { Assay, NewAssay } from './contract';

/** Adds an assay; a code that is taken is 409, an unknown department or analyte 422. */
export function createAssay(ctx: Ctx, given: NewAssay): Promise<Assay> {
  authorize(ctx, 'assays.write');
  return recordedChange(ctx, 'assay', async (tx) => {
    const id = newId();
    const { code, name, loinc, autoverify } = given;
    const departmentId = await departmentIdOf(tx, ctx, given.department);
    await tx.assay.create({
      data: { id, labId: ctx.lab.id, code, name, loinc, autoverify, departmentId },
    });
    await putAnalytes(tx, ctx, id, given.analytes ?? []);
    const row = await tx.assay.findUniqueOrThrow({ where: { id }, include: WITH_PARTS });
    return { after: assayOf(row) };
  });
}

import { authorize, type Ctx } from '@/lib/platform/context';
import type { SpecimenRow } from '@/lib/specimens/contract';
import type { LabRules } from '@/lib/specimens/lab-rules';
import { specimensOfNumbers } from '@/lib/specimens/lists/specimens-by-number';
import { contentRows } from './read-contents';

export type HeldSpecimen = {
  /** null in a tube. */
  well: string | null;
  /** ISO time. */
  since: string;
  specimen: SpecimenRow;
};

/** What is in a container by the id of it, with each specimen's state and tests, in well order. */
export async function specimensOfContainer(
  ctx: Ctx,
  containerId: string,
  rules?: LabRules,
): Promise<HeldSpecimen[]> {
  authorize(ctx, 'platform.read');
  const rows = await contentRows(ctx.db, ctx, containerId);
  const specimens = await specimensOfNumbers(
    ctx,
    rows.map(({ specimen_id: number }) => number),
    rules,
  );
  return rows.flatMap(({ well, since, specimen_id: number }) => {
    const specimen = specimens.get(number);
    return specimen ? [{ well, since: since.toISOString(), specimen }] : [];
  });
}

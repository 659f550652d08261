import { authorize, type Ctx } from '@/lib/platform/context';
import type { SpecimenRow } from '../contract';
import { readLabRules, type LabRules } from '../lab-rules';
import { SPECIMEN_SELECT, specimenDto } from '../specimen-row';

/** Specimens by the numbers on their labels, without those this lab does not have. */
export async function specimensOfNumbers(
  ctx: Ctx,
  numbers: readonly string[],
  rules?: LabRules,
): Promise<Map<string, SpecimenRow>> {
  authorize(ctx, 'read');
  const rows = await ctx.db.specimen.findMany({
    where: { number: { in: [...new Set(numbers)] } },
    select: SPECIMEN_SELECT,
  });
  const reading = { rules: rules ?? (await readLabRules(ctx)), actor: ctx.actor, now: ctx.now };
  return new Map(rows.map((row) => [row.number, specimenDto(row, reading)]));
}

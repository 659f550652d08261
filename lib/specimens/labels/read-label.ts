import { clockText } from '@/lib/labs/clock-text';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { SPECIMEN_NUMBER } from '../contract';
import { isScannable, labelSvg } from './label-svg';

/** The label of a specimen as SVG, and whether its bars are wide enough for scanners. */
export async function readLabel(
  ctx: Ctx,
  number: string,
): Promise<{ svg: string; scannable: boolean }> {
  authorize(ctx, 'read');
  if (!SPECIMEN_NUMBER.test(number)) throw notFound('specimen');
  const row = await ctx.db.specimen.findFirst({
    where: { number },
    select: { specimenType: true, priority: true, collectedAt: true },
  });
  if (!row) throw notFound('specimen');
  const { specimenType, priority, collectedAt } = row;
  const collected = collectedAt && clockText(collectedAt, ctx.lab.timeZone);
  return {
    svg: labelSvg({ number, specimenType, priority, collected }),
    scannable: isScannable(number),
  };
}

import { authorize, type Ctx } from '@/lib/platform/context';
import { SPECIMEN_NUMBER } from './contract';

/** Whether the lab has a specimen of exactly this number. */
export async function hasSpecimen(ctx: Ctx, number: string): Promise<boolean> {
  authorize(ctx, 'read');
  if (!SPECIMEN_NUMBER.test(number)) return false;
  const found = await ctx.db.specimen.findFirst({ where: { number }, select: { id: true } });
  return found !== null;
}

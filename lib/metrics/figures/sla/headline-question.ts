import type { z } from 'zod';
import { labSettings } from '@/lib/labs/settings';
import type { Ctx } from '@/lib/platform/context';
import type { questionShape } from '../../contract';
import { DEFAULT_SEGMENT, segmentNamed, type Segment } from '../../segment';
import { testsQuestion, type TatQuestion } from '../../turnaround/tat-question';

/** The segment that the lab's due times and lateness speak of. */
export async function headlineSegment(ctx: Pick<Ctx, 'db' | 'lab'>): Promise<Segment> {
  const lab = await ctx.db.lab.findFirst({ select: { settings: true } });
  const { headlineSegment: name } = labSettings(lab?.settings);
  const segment = segmentNamed(name) ?? segmentNamed(DEFAULT_SEGMENT);
  if (!segment) throw new Error(`There is no segment ${DEFAULT_SEGMENT}`);
  return segment;
}

/** A question about tests in the lab's headline segment, whose due times are those fixed at receipt. */
export async function headlineQuestion(
  ctx: Ctx,
  asked: z.output<z.ZodObject<typeof questionShape>>,
): Promise<TatQuestion> {
  return testsQuestion(ctx, asked, (await headlineSegment(ctx)).name);
}

import { authorize, type Ctx } from '@/lib/platform/context';
import type { Baseline, BaselineQuestion } from '../contract';
import { fitPeriod } from './fit-period';

/** Demand, groups and how each was fitted, beside what was observed. Keeps nothing. */
export async function baseline(
  ctx: Ctx,
  { from, to, groups }: BaselineQuestion,
): Promise<Baseline> {
  authorize(ctx, 'what_if.run');
  return (await fitPeriod(ctx, { from, to }, { edits: groups })).baseline;
}

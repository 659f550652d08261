import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import type { QualityReport } from '../contract';
import { endRun } from './end-run';
import { findRun } from './find-run';
import { mayCancel } from './own-run';
import { reportOf } from './read-run';

/**
 * Cancels a run that waits or is under way: one's own, or as a supervisor any. One that has ended
 * is 409.
 */
export async function cancelRun(ctx: Ctx, id: string): Promise<QualityReport> {
  authorize(ctx, 'csv.check');
  const run = await findRun(ctx, id);
  if (!mayCancel(ctx, run)) authorize(ctx, 'quality.run');
  const ended = await endRun(ctx, id, { status: 'cancelled' });
  if (!ended) throw new AppError('conflict', 'This run has ended; there is nothing to cancel.');
  return reportOf(ctx, await findRun(ctx, id));
}

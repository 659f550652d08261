import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import type { WhatIfAnswer } from '../contract';
import { endWhatIf } from './end-what-if';
import { findWhatIf, readWhatIf } from './read-what-if';

/** Cancels a what-if that waits or runs; one that has ended is 409. */
export async function cancelWhatIf(ctx: Ctx, id: string): Promise<WhatIfAnswer> {
  authorize(ctx, 'what_if.run');
  const { id: found } = await findWhatIf(ctx, id);
  if (!(await endWhatIf(ctx, found, { status: 'cancelled' }))) {
    throw new AppError('conflict', 'This what-if has ended; there is nothing to cancel.');
  }
  return readWhatIf(ctx, found);
}

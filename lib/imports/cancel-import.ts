import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import type { ImportAnswer } from './contract';
import { endImport } from './end-import';
import { findImport, readImport } from './read-import';

/**
 * Cancels an import that waits or runs: the batch at hand is undone, what was written before stays
 * and is told. One that has ended is 409.
 */
export async function cancelImport(ctx: Ctx, id: string): Promise<ImportAnswer> {
  authorize(ctx, 'import');
  const record = await findImport(ctx, id);
  const ended = await endImport(ctx, record.id, { status: 'cancelled' });
  if (!ended) throw new AppError('conflict', 'This import has ended; there is nothing to cancel.');
  return readImport(ctx, id);
}

import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import type { ImportRun } from './contract';
import { authorizeImport, queueImport } from './queue-import';
import { findImport } from './read-import';

/**
 * Runs a file again that is here already, as after a dry run: a new import takes over its bytes.
 * 409 while it is still at work, or when its bytes are no longer kept.
 */
export async function rerunImport(
  ctx: Ctx,
  id: string,
  options: ImportRun,
): Promise<{ id: string }> {
  authorizeImport(ctx, options);
  const earlier = await findImport(ctx, id);
  if (earlier.status === 'queued' || earlier.status === 'running') {
    throw new AppError('conflict', 'This import is still at work; wait for its end or cancel it.');
  }
  const next = newId();
  await ctx.db.$transaction(async (tx) => {
    await tx.import.create({
      data: {
        id: next,
        labId: ctx.lab.id,
        fileName: earlier.fileName,
        fileSize: earlier.fileSize,
        fileHash: earlier.fileHash,
        mapping: options.mapping,
        dryRun: options.dry_run,
        createMissing: options.create_missing,
        overwrite: options.overwrite,
        ...actorColumns(ctx.actor),
        actorRole: ctx.actor.kind === 'system' ? 'admin' : ctx.actor.role,
        requestId: ctx.requestId,
      },
    });
    // The large values stay where they are; only the rows that point to them are written anew.
    const moved = await tx.$executeRaw`
      UPDATE import_chunks SET import_id = ${next}::uuid
      WHERE lab_id = ${ctx.lab.id}::uuid AND import_id = ${id}::uuid`;
    if (moved === 0) {
      throw new AppError('conflict', 'The bytes of this file are no longer kept; upload it again.');
    }
    await queueImport(tx, ctx.lab.id, next);
  });
  return { id: next };
}

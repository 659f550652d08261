import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { keptFileName, storeChunks, type KeptBytes } from '@/lib/platform/uploads/chunks';
import type { ImportOptions } from './contract';
import { queueImport } from './queue-import';

export type StoredUpload = KeptBytes & { id: string };

async function putChunk(
  ctx: Ctx,
  id: string,
  index: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await ctx.db.importChunk.create({
    data: { labId: ctx.lab.id, importId: id, index, bytes },
    // Without it the bytes would come back.
    select: { index: true },
  });
}

/** Forgets an upload that came to nothing. */
export async function dropUpload(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.import.deleteMany({ where: { id, status: 'uploading' } });
}

/**
 * Keeps a file's bytes as they come, in chunks, each in a transaction of its own so that a slow
 * sender holds none open. Until it is queued nobody sees it; if the bytes end in an error it is
 * gone. More than `maxBytes` is 413, none at all 422.
 */
export async function storeUpload(
  ctx: Ctx,
  fileName: string,
  bytes: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<StoredUpload> {
  const id = newId();
  await ctx.db.import.create({
    data: {
      id,
      labId: ctx.lab.id,
      fileName: keptFileName(fileName),
      fileSize: 0,
      fileHash: Buffer.alloc(0),
      status: 'uploading',
      ...actorColumns(ctx.actor),
      actorRole: ctx.actor.kind === 'system' ? 'admin' : ctx.actor.role,
      requestId: ctx.requestId,
    },
  });
  try {
    const kept = await storeChunks(bytes, maxBytes, (index, chunk) =>
      putChunk(ctx, id, index, chunk),
    );
    return { id, ...kept };
  } catch (error) {
    await dropUpload(ctx, id);
    throw error;
  }
}

/** Makes an import of an upload, and has the worker run it. */
export async function queueUpload(
  ctx: Ctx,
  upload: StoredUpload,
  options: ImportOptions,
): Promise<{ id: string }> {
  const { id, size, sha256 } = upload;
  await ctx.db.$transaction(async (tx) => {
    await tx.import.updateMany({
      where: { id, status: 'uploading' },
      data: {
        status: 'queued',
        fileSize: size,
        fileHash: Uint8Array.from(sha256),
        mapping: options.mapping,
        dryRun: options.dry_run,
        createMissing: options.create_missing,
        overwrite: options.overwrite,
        createdAt: new Date(),
      },
    });
    await queueImport(tx, ctx.lab.id, id);
  });
  return { id };
}

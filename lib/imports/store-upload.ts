import { createHash } from 'node:crypto';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { AppError, invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import type { ImportOptions } from './contract';
import { CHUNK_BYTES } from './file-bytes';
import { queueImport } from './queue-import';

export type StoredUpload = { id: string; size: number; sha256: Buffer };

async function putChunk(ctx: Ctx, id: string, index: number, bytes: Buffer): Promise<void> {
  await ctx.db.importChunk.create({
    data: { labId: ctx.lab.id, importId: id, index, bytes: Uint8Array.from(bytes) },
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
      fileName: fileName.replaceAll('\u0000', '').slice(0, 255) || 'file.csv',
      fileSize: 0,
      fileHash: Buffer.alloc(0),
      status: 'uploading',
      ...actorColumns(ctx.actor),
      actorRole: ctx.actor.kind === 'system' ? 'admin' : ctx.actor.role,
      requestId: ctx.requestId,
    },
  });
  try {
    const hash = createHash('sha256');
    let [size, index]: [number, number] = [0, 0];
    let [waiting, waitingBytes]: [Buffer[], number] = [[], 0];
    const put = async () => {
      await putChunk(ctx, id, index, Buffer.concat(waiting));
      index += 1;
      [waiting, waitingBytes] = [[], 0];
    };
    for await (const part of bytes) {
      size += part.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(part);
      for (let at = 0; at < part.length;) {
        const piece = part.subarray(at, at + CHUNK_BYTES - waitingBytes);
        waiting.push(piece);
        waitingBytes += piece.length;
        at += piece.length;
        if (waitingBytes === CHUNK_BYTES) await put();
      }
    }
    if (waitingBytes > 0) await put();
    if (size === 0) throw invalidField('file', 'is empty');
    return { id, size, sha256: hash.digest() };
  } catch (error) {
    await dropUpload(ctx, id);
    throw error;
  }
}

export function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.round(maxBytes / 1_000_000);
  return new AppError('too_large', `file: is larger than the limit of ${megabytes} MB`, {
    fields: [{ field: 'file', message: `is larger than the limit of ${megabytes} MB` }],
  });
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

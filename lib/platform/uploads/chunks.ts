import { createHash } from 'node:crypto';
import { AppError, invalidField } from '../errors';

/** An uploaded file is kept in pieces of this size. */
export const CHUNK_BYTES = 1024 * 1024;

export type KeptBytes = { size: number; sha256: Buffer };

export function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.round(maxBytes / 1_000_000);
  return new AppError('too_large', `file: is larger than the limit of ${megabytes} MB`, {
    fields: [{ field: 'file', message: `is larger than the limit of ${megabytes} MB` }],
  });
}

/**
 * Hands a file's bytes on in chunks as they come. More than `maxBytes` is 413, none at all 422; what
 * was put by then is the caller's to forget.
 */
export async function storeChunks(
  bytes: AsyncIterable<Buffer>,
  maxBytes: number,
  put: (index: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<KeptBytes> {
  const hash = createHash('sha256');
  let [size, index]: [number, number] = [0, 0];
  let [waiting, waitingBytes]: [Buffer[], number] = [[], 0];
  const putWaiting = async () => {
    await put(index, Uint8Array.from(Buffer.concat(waiting)));
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
      if (waitingBytes === CHUNK_BYTES) await putWaiting();
    }
  }
  if (waitingBytes > 0) await putWaiting();
  if (size === 0) throw invalidField('file', 'is empty');
  return { size, sha256: hash.digest() };
}

/** A file's bytes again, a chunk at a time. */
export async function* readChunks(
  read: (index: number) => Promise<Buffer | undefined>,
): AsyncGenerator<Buffer> {
  for (let index = 0; ; index += 1) {
    const bytes = await read(index);
    if (!bytes) return;
    yield bytes;
  }
}

/** What a file is called, as its sender says, in a shape that can be kept. */
export function keptFileName(name: string): string {
  return name.replaceAll('\u0000', '').slice(0, 255) || 'file.csv';
}

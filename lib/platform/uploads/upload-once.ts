import type { Ctx } from '../context';
import { AppError } from '../errors';
import { onceOnly } from '../http/idempotency';

/** Boundaries, headers and the small fields beside the file. */
const FORM_OVERHEAD_BYTES = 1024 * 1024;

/** Whether a request says beforehand that it brings more than a file of `maxBytes`. */
export function announcesMoreThan(request: Request, maxBytes: number): boolean {
  const announced = Number(request.headers.get('content-length') ?? 0);
  return announced > maxBytes + FORM_OVERHEAD_BYTES;
}

/**
 * Queues what an upload asks for, once per Idempotency-Key. The same file with the same options is
 * the same body, whatever its boundary.
 */
export async function uploadOnce(
  ctx: Ctx,
  request: Request,
  upload: { sha256: Buffer; options: unknown },
  queue: () => Promise<{ id: string }>,
): Promise<{ id: string; replayed: boolean }> {
  const key = request.headers.get('idempotency-key');
  if (key === null) return { id: (await queue()).id, replayed: false };
  if (key === '' || key.length > 200) {
    throw new AppError('malformed', 'Idempotency-Key must have 1 to 200 characters.');
  }
  const path = new URL(request.url).pathname;
  const body = Buffer.concat([upload.sha256, Buffer.from(JSON.stringify(upload.options))]);
  const kept = await onceOnly(ctx, { method: 'POST', path, key, body }, async () => ({
    status: 202,
    answer: await queue(),
  }));
  const answer: unknown = kept.answer;
  if (typeof answer !== 'object' || answer === null || !('id' in answer)) {
    throw new Error('A kept answer to an upload has no id');
  }
  return { id: String(answer.id), replayed: kept.replayed };
}

import { authorize, type Ctx } from '@/lib/platform/context';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { onceOnly } from '@/lib/platform/http/idempotency';
import { parseInput } from '@/lib/platform/http/parse-input';
import { ImportFormFields, type ImportOptions } from './contract';
import { authorizeImport } from './queue-import';
import { readForm } from './read-form';
import { dropUpload, queueUpload, storeUpload, tooLarge, type StoredUpload } from './store-upload';

/** Boundaries, headers and the small fields beside the file. */
const FORM_OVERHEAD_BYTES = 1024 * 1024;

type Received = { id: string; replayed: boolean };

async function queueOnce(
  ctx: Ctx,
  request: Request,
  upload: StoredUpload,
  options: ImportOptions,
): Promise<Received> {
  const key = request.headers.get('idempotency-key');
  if (key === null) return { ...(await queueUpload(ctx, upload, options)), replayed: false };
  if (key === '' || key.length > 200) {
    throw new AppError('malformed', 'Idempotency-Key must have 1 to 200 characters.');
  }
  const path = new URL(request.url).pathname;
  // The same file with the same options is the same body, whatever its boundary.
  const body = Buffer.concat([upload.sha256, Buffer.from(JSON.stringify(options))]);
  const kept = await onceOnly(ctx, { method: 'POST', path, key, body }, async () => ({
    status: 202,
    answer: await queueUpload(ctx, upload, options),
  }));
  if (kept.replayed) await dropUpload(ctx, upload.id);
  const answer: unknown = kept.answer;
  const id =
    typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : upload.id;
  return { id, replayed: kept.replayed };
}

/**
 * Takes an uploaded CSV: its bytes are in the database before this answers. Too large is 413, a
 * body cut short 400, a wrong option 422, and each leaves nothing.
 */
export async function receiveImport(ctx: Ctx, request: Request): Promise<Received> {
  authorize(ctx, 'import');
  const maxBytes = env().IMPORT_MAX_MB * 1_000_000;
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > maxBytes + FORM_OVERHEAD_BYTES) throw tooLarge(maxBytes);
  const { fields, file } = await readForm(
    request,
    (name, bytes) => storeUpload(ctx, name, bytes, maxBytes),
    (kept) => dropUpload(ctx, kept.id),
  );
  try {
    const options = parseInput(ImportFormFields, fields);
    authorizeImport(ctx, options);
    return await queueOnce(ctx, request, file, options);
  } catch (error) {
    await dropUpload(ctx, file.id);
    throw error;
  }
}

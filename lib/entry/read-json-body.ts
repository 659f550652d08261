import { AppError } from '@/lib/platform/errors';
import { readBytes } from '@/lib/platform/http/read-bytes';

const DEFAULT_MAX_BYTES = 1024 * 1024;

const typeOf = (request: Request) =>
  request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();

/** A JSON body with the bytes it came as; anything else is 415, 413 or 400. */
export async function readJsonBody(
  request: Request,
  maxBytes: number = DEFAULT_MAX_BYTES,
): Promise<{ bytes: Uint8Array; json: unknown }> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.byteLength === 0) return { bytes, json: {} };
  if (typeOf(request) !== 'application/json') {
    throw new AppError('unsupported_type', 'Send Content-Type: application/json.');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const json: unknown = JSON.parse(text);
    return { bytes, json };
  } catch {
    throw new AppError('malformed', 'The body is not valid JSON in UTF-8.');
  }
}

/** A body of text in UTF-8, as a BOM may begin it; 415 for another type, 413, or 400 for other bytes. */
export async function readTextBody(
  request: Request,
  types: readonly string[],
  maxBytes: number = DEFAULT_MAX_BYTES,
): Promise<{ bytes: Uint8Array; json: string }> {
  const type = typeOf(request);
  if (type !== undefined && !types.includes(type)) {
    throw new AppError('unsupported_type', `Send Content-Type: ${types[0]}.`);
  }
  const bytes = await readBytes(request, maxBytes);
  try {
    return { bytes, json: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new AppError('malformed', 'The body is not text in UTF-8.');
  }
}

import { AppError } from '@/lib/platform/errors';

const DEFAULT_MAX_BYTES = 1024 * 1024;

/** The bytes of a body, or 413 as soon as there are more than `maxBytes`. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = new AppError('too_large', `The body may have at most ${maxBytes} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.byteLength;
    if (length > maxBytes) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A JSON body with the bytes it came as; anything else is 415, 413 or 400. */
export async function readJsonBody(
  request: Request,
  maxBytes: number = DEFAULT_MAX_BYTES,
): Promise<{ bytes: Uint8Array; json: unknown }> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const bytes = await readBytes(request, maxBytes);
  if (bytes.byteLength === 0) return { bytes, json: {} };
  if (type !== 'application/json') {
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

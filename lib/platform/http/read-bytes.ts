import { AppError } from '../errors';

/** The bytes of a body as they came, or 413 as soon as there are more than `maxBytes`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
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

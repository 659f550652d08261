import { PassThrough, Readable } from 'node:stream';
import busboy from 'busboy';
import { AppError, invalidField } from '../errors';

export type Form<T> = { fields: Record<string, string>; file: T };

const MAX_FIELD_BYTES = 256 * 1024;

function malformed(detail: string): AppError {
  return new AppError('malformed', `The upload is not complete or not well formed: ${detail}.`);
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A small file as text; what is above the limit is read and forgotten. */
function readText(stream: Readable, kept: (text: string, truncated: boolean) => void): void {
  const parts: Buffer[] = [];
  let length = 0;
  stream.on('data', (part: Buffer) => {
    length += part.length;
    if (length <= MAX_FIELD_BYTES) parts.push(part);
  });
  stream.on('end', () => kept(Buffer.concat(parts).toString('utf8'), length > MAX_FIELD_BYTES));
}

/**
 * Reads a multipart form with one file, which streams through `take` and is never held as a whole;
 * fields may stand before or after it. A body that ends before its closing boundary is 400. If
 * anything is wrong, `take` sees its bytes end in an error, or what it kept goes to `drop`. Small
 * files named in `textFiles` are read like fields.
 */
export async function readForm<T>(
  request: Request,
  take: (name: string, bytes: AsyncIterable<Buffer>) => Promise<T>,
  drop: (kept: T) => Promise<void>,
  textFiles: readonly string[] = [],
): Promise<Form<T>> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new AppError('unsupported_type', 'Send multipart/form-data with a part named file.');
  }
  if (!request.body) throw malformed('there is no body');
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: {
        fields: 20,
        fieldSize: MAX_FIELD_BYTES,
        files: 2 + textFiles.length,
        parts: 22 + textFiles.length,
      },
    });
  } catch {
    throw malformed('Content-Type names no boundary');
  }
  const fields: Record<string, string> = {};
  const source = Readable.from(chunksOf(request.body), { objectMode: false });
  let taking: Promise<T> | null = null;
  // Read through a function, as the compiler does not see the parser's callback setting it.
  const taken = (): Promise<T> | null => taking;
  let through: PassThrough | null = null;
  const finished = new Promise<void>((resolve, reject) => {
    const fail = (error: unknown) => {
      const reason = error instanceof AppError ? error : malformed('its end is missing');
      through?.destroy(reason);
      source.unpipe(parser);
      source.destroy();
      reject(reason);
    };
    const keep = (name: string, value: string, truncated: boolean) => {
      if (truncated) fail(invalidField(name, `is larger than ${MAX_FIELD_BYTES} bytes`));
      else if (name in fields) fail(invalidField(name, 'is given twice'));
      else fields[name] = value;
    };
    parser.on('field', (name, value, info) => keep(name, value, info.valueTruncated));
    parser.on('file', (name, stream, info) => {
      stream.on('error', fail);
      if (textFiles.includes(name)) {
        readText(stream, (text, truncated) => keep(name, text, truncated));
        return;
      }
      if (name !== 'file' || taking !== null) {
        stream.resume();
        fail(invalidField(name, name === 'file' ? 'is given twice' : 'is not known here'));
        return;
      }
      through = new PassThrough();
      through.on('error', () => stream.resume());
      taking = take(info.filename ?? 'file.csv', through);
      taking.catch(fail);
      stream.pipe(through);
    });
    parser.on('error', fail);
    parser.on('close', resolve);
    source.on('error', fail);
    source.pipe(parser);
  });
  try {
    await finished;
    const kept = taken();
    if (kept === null) throw invalidField('file', 'is missing');
    return { fields, file: await kept };
  } catch (error) {
    const kept = taken();
    if (kept !== null) await settled(kept, drop);
    throw error;
  }
}

async function settled<T>(taking: Promise<T>, drop: (kept: T) => Promise<void>): Promise<void> {
  const [outcome] = await Promise.allSettled([taking]);
  if (outcome.status === 'fulfilled') await drop(outcome.value);
}

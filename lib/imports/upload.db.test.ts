import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { fileBytes } from './file-bytes';
import { receiveImport } from './receive-import';
import { rejectedCsv } from './rejected-csv';
import { importBytes } from './testing-import';

// Read once, at the first request.
process.env.IMPORT_MAX_MB = '3';

const CSV = 'specimen_id,assay,status\nS-1,A,RECEIVED\n';
const BOUNDARY = 'x-boundary-x';

type Part = { name: string; value: string | Buffer; filename?: string };

function bodyOf(parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ name, value, filename }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), Buffer.from(value), Buffer.from('\r\n')];
  });
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** A request whose body comes in small pieces, as from a network. */
function requestOf(bytes: Buffer, headers: Record<string, string> = {}): Request {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 50_000) {
        controller.enqueue(Uint8Array.from(bytes.subarray(at, at + 50_000)));
      }
      controller.close();
    },
  });
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
  };
  return new Request('http://localhost:3000/api/v1/imports', init);
}

const file = (value: string | Buffer = CSV): Part => ({
  name: 'file',
  value,
  filename: 'März.csv',
});

let made: TestLab;
let ctx: Ctx;
beforeAll(async () => {
  made = await makeTestLab();
  ctx = await made.ctxFor('manager');
});

const stored = async () => [await ctx.db.import.count(), await ctx.db.importChunk.count()];

describe('an upload', () => {
  it('is kept whole, hashed and queued, options before or after the file', async () => {
    const bytes = Buffer.alloc(2_500_000, 'specimen_id,assay,status\n');
    const parts = [
      { name: 'dry_run', value: 'true' },
      file(bytes),
      { name: 'create_missing', value: '1' },
    ];
    const { id } = await receiveImport(ctx, requestOf(bodyOf(parts)));
    const record = await ctx.db.import.findFirstOrThrow({ where: { id } });
    expect(record).toMatchObject({
      status: 'queued',
      fileName: 'März.csv',
      fileSize: 2_500_000n,
      dryRun: true,
      createMissing: true,
    });
    const hash = createHash('sha256').update(bytes).digest();
    expect(Buffer.from(record.fileHash).equals(hash)).toBe(true);
    const kept: Buffer[] = [];
    for await (const chunk of fileBytes(ctx.lab.id, id)) kept.push(chunk);
    expect(kept.map((chunk) => chunk.length)).toEqual([1_048_576, 1_048_576, 402_848]);
    expect(Buffer.concat(kept).equals(bytes)).toBe(true);
  });

  const whole = bodyOf([file()]);
  const bad: [string, () => Request, string, RegExp][] = [
    [
      'without its closing boundary',
      () => requestOf(whole.subarray(0, -(BOUNDARY.length + 6))),
      'malformed',
      /complete/,
    ],
    ['cut in the file', () => requestOf(whole.subarray(0, 120)), 'malformed', /complete/],
    [
      'without a file',
      () => requestOf(bodyOf([{ name: 'dry_run', value: 'true' }])),
      'invalid',
      /file/,
    ],
    ['with an empty file', () => requestOf(bodyOf([file('')])), 'invalid', /file: is empty/],
    ['with two files', () => requestOf(bodyOf([file(), file()])), 'invalid', /twice/],
    [
      'with a field not known',
      () => requestOf(bodyOf([file(), { name: 'dryrun', value: '1' }])),
      'invalid',
      /dryrun/,
    ],
    [
      'with a mapping that is not JSON',
      () => requestOf(bodyOf([file(), { name: 'mapping', value: '{' }])),
      'invalid',
      /mapping/,
    ],
    [
      'with a flag that is none',
      () => requestOf(bodyOf([file(), { name: 'dry_run', value: 'yes' }])),
      'invalid',
      /dry_run/,
    ],
    [
      'over the limit',
      () => requestOf(bodyOf([file(Buffer.alloc(3_300_000, 'x'))])),
      'too_large',
      /3 MB/,
    ],
    [
      'announced over the limit',
      () => requestOf(whole, { 'content-length': '9000000' }),
      'too_large',
      /3 MB/,
    ],
    [
      'that is no form',
      () => requestOf(Buffer.from('{}'), { 'content-type': 'application/json' }),
      'unsupported_type',
      /multipart/,
    ],
    [
      'without a boundary',
      () => requestOf(whole, { 'content-type': 'multipart/form-data' }),
      'unsupported_type',
      /multipart/,
    ],
  ];
  it.each(bad)('%s is refused and leaves nothing', async (_, request, code, message) => {
    const before = await stored();
    await expect(receiveImport(ctx, request())).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await stored()).toEqual(before);
  });

  it('whose sender goes away leaves nothing', async () => {
    const before = await stored();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Uint8Array.from(bodyOf([file()]).subarray(0, 150)));
      },
      pull(controller) {
        controller.error(new Error('aborted'));
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body,
      duplex: 'half',
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    };
    const request = new Request('http://localhost:3000/api/v1/imports', init);
    await expect(receiveImport(ctx, request)).rejects.toMatchObject({ code: 'malformed' });
    expect(await stored()).toEqual(before);
  });

  it('with an Idempotency-Key is one import, however its body is cut', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await receiveImport(ctx, requestOf(bodyOf([file()]), headers));
    const before = await stored();
    const again = await receiveImport(ctx, requestOf(bodyOf([file()]), headers));
    expect(again).toEqual({ id: first.id, replayed: true });
    await expect(
      receiveImport(ctx, requestOf(bodyOf([file(`${CSV}S-2,A,RECEIVED\n`)]), headers)),
    ).rejects.toMatchObject({ code: 'idempotency_conflict' });
    expect(await stored()).toEqual(before);
  });

  it('needs a supervisor, and a manager for what is more', async () => {
    const before = await stored();
    const technician = await made.ctxFor('technician');
    await expect(receiveImport(technician, requestOf(whole))).rejects.toMatchObject({
      code: 'forbidden',
    });
    const supervisor = await made.ctxFor('supervisor');
    for (const name of ['create_missing', 'overwrite']) {
      const parts = [{ name, value: 'true' }, file()];
      await expect(receiveImport(supervisor, requestOf(bodyOf(parts)))).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    expect(await stored()).toEqual(before);
  });
});

describe('rejected.csv', () => {
  it('has each fault with its line, and no formula', async () => {
    const csv = 'specimen_id,assay,status\n=1+1,A,RECEIVED\nS-1,A,-5\n';
    const { id } = await importBytes(ctx, csv, { create_missing: true });
    const text = await (await rejectedCsv(ctx, id)).text();
    expect(text.split('\r\n')).toEqual([
      'line,field,value,reason',
      `2,specimen_id,'=1+1,"must have 1 to 64 letters, digits or . _ : -"`,
      '3,status,-5,"is no status known here; map it to a state"',
      '',
    ]);
  });
});

import type { Ctx } from '@/lib/platform/context';
import { ImportFormFields, type ImportAnswer } from './contract';
import { readImport } from './read-import';
import { queueUpload, storeUpload } from './store-upload';
import { workOffImports } from './work-off-imports';

export type TestOptions = Partial<{
  mapping: Record<string, unknown>;
  dry_run: boolean;
  create_missing: boolean;
  overwrite: boolean;
}>;

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
}

/** Imports these bytes to the end, as the worker would. */
export async function importBytes(
  ctx: Ctx,
  bytes: Buffer | string,
  options: TestOptions = {},
): Promise<ImportAnswer> {
  const file = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  const upload = await storeUpload(ctx, 'test.csv', pieces(file), 2 ** 30);
  const { id } = await queueUpload(ctx, upload, {
    ...ImportFormFields.parse({}),
    ...options,
    mapping: options.mapping ?? {},
  });
  await workOffImports(ctx.lab.id, new AbortController().signal);
  return readImport(ctx, id);
}

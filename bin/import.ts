// npm run import -- FILE --lab demo: reads a CSV file into a lab, by the same way as the portal.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ImportMapping, type ImportAnswer } from '@/lib/imports/contract';
import { cancelImport } from '@/lib/imports/cancel-import';
import { readImport } from '@/lib/imports/read-import';
import { queueUpload, storeUpload } from '@/lib/imports/store-upload';
import { summaryOf } from '@/lib/imports/summary';
import { workOffImports } from '@/lib/imports/work-off-imports';
import { commandCtx, needed, optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import type { Ctx } from '@/lib/platform/context';
import { env } from '@/lib/platform/env';

const HELP = `
Imports a CSV file and prints what became of it. Exit code 1 when it failed, 3 when it was read
but rows of it were rejected.

  npm run import -- FILE --lab SLUG [--dry-run] [--create-missing] [--overwrite] [--mapping FILE]

  --lab             the lab's short name
  --dry-run         says what would happen and writes nothing
  --create-missing  makes assays, devices, error codes and rejection reasons that are not known
  --overwrite       also replaces values that people gave
  --mapping         a JSON file: {"columns":{},"statuses":{},"priorities":{},"date_order":"dmy"}`;

async function mappingOf(file: string | undefined): Promise<ImportMapping> {
  if (file === undefined) return {};
  const text = await readFile(file, 'utf8');
  try {
    return ImportMapping.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`--mapping: ${file} is not JSON.`);
    throw error;
  }
}

/** Runs it here, or watches the worker run it. */
async function ended(ctx: Ctx, id: string, stopping: AbortSignal): Promise<ImportAnswer> {
  for (;;) {
    const state = await readImport(ctx, id);
    if (state.status !== 'queued' && state.status !== 'running') return state;
    if (stopping.aborted) return cancelImport(ctx, id);
    if (!(await workOffImports(ctx.lab.id, stopping))) await delay(500);
  }
}

await runAs(HELP, async (words) => {
  const { values, positionals } = optionsOf(
    {
      lab: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'create-missing': { type: 'boolean' },
      overwrite: { type: 'boolean' },
      mapping: { type: 'string' },
    },
    words,
  );
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new UsageError('One FILE is needed.');
  const mapping = await mappingOf(values.mapping);
  const ctx = await commandCtx(needed(values.lab, '--lab'));
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new UsageError(`There is no file ${file}.`);
  const upload = await storeUpload(
    ctx,
    path.basename(file),
    createReadStream(file),
    env().IMPORT_MAX_MB * 1_000_000,
  );
  const { id } = await queueUpload(ctx, upload, {
    mapping,
    dry_run: values['dry-run'] ?? false,
    create_missing: values['create-missing'] ?? false,
    overwrite: values.overwrite ?? false,
  });
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  const answer = await ended(ctx, id, stopping.signal);
  console.log(summaryOf(answer).join('\n'));
  if (answer.status !== 'completed') process.exitCode = 1;
  else if (answer.rejected > 0) process.exitCode = 3;
});

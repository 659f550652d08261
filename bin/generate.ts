// npm run generate: believable work as a CSV file, imported into a lab unless told otherwise.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { generatedCsv } from '@/lib/demo/generated-csv';
import { GENERATE_USAGE, generateRequest, type GenerateRequest } from '@/lib/demo/generate-request';
import { commandCtx, runAs, UsageError } from '@/lib/people/command-line';
import { HOSPITAL } from '@/prisma/seed/hospital';

await runAs(GENERATE_USAGE, async (words) => {
  const request = read(words);
  const { lab, outfile } = request;
  if (lab === null) {
    await write(request, request.timeZone ?? HOSPITAL.timeZone, outfile ?? null);
    return;
  }
  const { timeZone } = (await commandCtx(lab)).lab;
  const folder = await mkdtemp(path.join(tmpdir(), 'benchwatch-generate-'));
  try {
    const file = outfile ?? path.join(folder, 'generated.csv');
    await write(request, timeZone, file);
    process.exitCode = await importFile(file, lab);
  } finally {
    await rm(folder, { recursive: true });
  }
});

function read(words: string[]): GenerateRequest {
  try {
    return generateRequest(words, new Date());
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Streams the CSV to the file, or to standard output where there is none. */
async function write(request: GenerateRequest, timeZone: string, file: string | null) {
  const { seed, end, days, perDay } = request;
  const csv = Readable.from(
    generatedCsv({ scenario: HOSPITAL, timeZone, seed, end, days, perDay }),
  );
  if (file === null) {
    await pipeline(csv, process.stdout, { end: false });
    return;
  }
  await pipeline(csv, createWriteStream(file));
  const rows = (days * perDay).toLocaleString('en');
  process.stderr.write(`${rows} tests up to ${new Date(end).toISOString()} written to ${file}\n`);
}

/** The same command that people import files with, so that there is one way in. */
async function importFile(file: string, lab: string): Promise<number> {
  const command = fileURLToPath(new URL('import.ts', import.meta.url));
  const args = [...process.execArgv, command, path.resolve(file), '--lab', lab, '--create-missing'];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  const [code]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

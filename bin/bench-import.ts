// The measuring half of npm run bench:import: generated rows through the import, beside plain
// createMany of the same rows, in the database of DATABASE_URL.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { generatedCsv } from '@/lib/demo/generated-csv';
import { ImportFormFields } from '@/lib/imports/contract';
import { readImport } from '@/lib/imports/read-import';
import { queueUpload, storeUpload } from '@/lib/imports/store-upload';
import { workOffImports } from '@/lib/imports/work-off-imports';
import { createLab } from '@/lib/labs/create-lab';
import { commandCtx, optionsOf, runAs, UsageError } from '@/lib/people/command-line';
import type { Ctx } from '@/lib/platform/context';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { HOSPITAL } from '@/prisma/seed/hospital';
import { cpuSecondsOf } from './bench/cpu-seconds';

const HELP = `
Measures the import of generated rows in a database of its own.

  npm run bench:import -- [--rows N]

  --rows   tests to import (default: 1000000)`;

const SLUG = 'bench';
const DAYS = 365;
const BASELINE_ROWS = 20_000;
const BASELINE_BATCH = 1_000;

async function* bytesOf(rows: number): AsyncGenerator<Buffer> {
  const perDay = Math.ceil(rows / DAYS);
  const end = Date.UTC(2026, 9, 1);
  const { timeZone } = HOSPITAL;
  const request = { scenario: HOSPITAL, timeZone, seed: 1, end, days: DAYS, perDay };
  for (const piece of generatedCsv(request)) yield Buffer.from(piece);
}

/** Follows the CPU seconds of this process's connections, which end with the import. */
function watchServer(): { stop: () => number } {
  const used = new Map<number, number>();
  const look = async () => {
    const { rows } = await pool().query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = 'benchwatch'`,
    );
    for (const { pid } of rows) used.set(pid, Math.max(used.get(pid) ?? 0, cpuSecondsOf(pid)));
  };
  const timer = setInterval(() => void look().catch(() => undefined), 250);
  return {
    stop() {
      clearInterval(timer);
      return [...used.values()].reduce((sum, each) => sum + each, 0);
    },
  };
}

/** In a process of its own, as the worker is: runs what is queued and tells what it took. */
async function work(labId: string): Promise<void> {
  const server = watchServer();
  const before = process.cpuUsage();
  await workOffImports(labId, new AbortController().signal);
  const cpu = process.cpuUsage(before);
  const own = (cpu.user + cpu.system) / 1e6;
  const rss = process.resourceUsage().maxRSS / 1024;
  console.log(
    `  peak ${Math.round(rss)} MB; CPU: worker ${own.toFixed(1)} s, server ${server.stop().toFixed(1)} s`,
  );
}

/** The plain way: the same three tables by Prisma's createMany. */
async function baseline(ctx: Ctx): Promise<number> {
  const labId = ctx.lab.id;
  const assay = await ctx.db.assay.findFirstOrThrow();
  const device = await ctx.db.device.findFirstOrThrow();
  const location = await ctx.db.location.findFirstOrThrow();
  const began = performance.now();
  for (let done = 0; done < BASELINE_ROWS; done += BASELINE_BATCH) {
    const rows = Array.from({ length: BASELINE_BATCH }, (_, index) => ({
      id: newId(),
      testId: newId(),
      number: `B${done + index}`,
    }));
    const [receivedAt, releasedAt] = [new Date(), new Date()];
    const stamps = { received: receivedAt.toISOString(), released: releasedAt.toISOString() };
    await ctx.db.$transaction(async (tx) => {
      await tx.specimen.createMany({
        data: rows.map(({ id, number }) => ({
          id,
          labId,
          number,
          locationId: location.id,
          stateKey: 'published',
          receivedAt,
          lastSequence: 1,
          sources: { received: 'import', location: 'import' },
        })),
      });
      await tx.orderedTest.createMany({
        data: rows.map(({ id, testId }) => ({
          id: testId,
          labId,
          specimenId: id,
          assayId: assay.id,
          deviceId: device.id,
          stateKey: 'published',
          receivedAt,
          releasedAt,
          sources: { received: 'import', released: 'import', device: 'import' },
        })),
      });
      await tx.testTransition.createMany({
        data: rows.map(({ id, testId }) => ({
          id: newId(),
          labId,
          specimenId: id,
          testId,
          sequence: 1,
          action: 'import',
          toState: 'published',
          occurredAt: releasedAt,
          stamps,
          deviceId: device.id,
          source: 'import' as const,
          actorKind: 'system' as const,
          actorName: 'bench',
          requestId: ctx.requestId,
        })),
      });
    });
  }
  return BASELINE_ROWS / ((performance.now() - began) / 1000);
}

const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en-GB')} rows/s`;

async function bench(rows: number): Promise<void> {
  const zone = HOSPITAL.timeZone;
  await createLab(unboundDb(), { slug: SLUG, name: 'Bench', timeZone: zone });
  const ctx = await commandCtx(SLUG);
  const upload = await storeUpload(ctx, 'bench.csv', bytesOf(rows), 2 ** 40);
  const options = { ...ImportFormFields.parse({}), create_missing: true };
  const { id } = await queueUpload(ctx, upload, options);
  console.log(`Import of ${(upload.size / 1e6).toFixed(0)} MB:`);
  // As bin/start.mjs starts the worker.
  const args = [
    '--max-old-space-size=256',
    ...process.execArgv,
    fileURLToPath(import.meta.url),
    '--work',
    ctx.lab.id,
  ];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  const done = await readImport(ctx, id);
  const { started_at: from, finished_at: to } = done;
  if (code !== 0 || done.status !== 'completed' || from === null || to === null) {
    throw new Error(`The import ended as ${done.status}. ${done.message ?? ''}`);
  }
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  console.log(
    `  ${done.rows_done.toLocaleString('en-GB')} rows, ${done.created.toLocaleString('en-GB')} created, ${done.rejected} rejected in ${seconds.toFixed(1)} s: ${perSecond(done.rows_done / seconds)}`,
  );
  console.log(
    `createMany of ${BASELINE_ROWS.toLocaleString('en-GB')} rows: ${perSecond(await baseline(ctx))}`,
  );
}

await runAs(HELP, async (words) => {
  const { values } = optionsOf({ rows: { type: 'string' }, work: { type: 'string' } }, words);
  if (values.work !== undefined) {
    await work(values.work);
    return;
  }
  const rows = values.rows ?? '1000000';
  if (!/^[1-9]\d{0,8}$/.test(rows)) throw new UsageError('--rows: a whole number.');
  await bench(Number(rows));
});

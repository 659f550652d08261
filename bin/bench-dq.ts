// npm run bench:dq: how long judging a large CSV file takes, and how much memory. Needs no database.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse';
import { generatedCsv } from '@/lib/demo/generated-csv';
import { DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import { BUILT_IN_RULES } from '@/lib/quality/dialect/built-in';
import { parseRules } from '@/lib/quality/dialect/parse-rules';
import { judgeCsv } from '@/lib/quality/judge/judge-csv';
import { HOSPITAL } from '@/prisma/seed/hospital';

const HELP = `
Judges a generated CSV file by the built-in rules and prints seconds, rows a second and the most
memory the process had, beside csv-parse alone reading the same file in the same way.

  npm run bench:dq [-- --rows 1000000]`;

const MODES = ['csv-parse', 'judge'] as const;
type Mode = (typeof MODES)[number];
const isMode = (text: string): text is Mode => MODES.some((mode) => mode === text);

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    mode: { type: 'string' },
    file: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const END = Date.UTC(2026, 9, 1);
const MIB = 1024 * 1024;

/** What a process of its own measures, so that each has its own memory. */
async function measure(mode: Mode, file: string): Promise<void> {
  const begun = performance.now();
  const cpu = process.cpuUsage();
  let read = 0;
  let note = '';
  if (mode === 'csv-parse') {
    const parser = createReadStream(file).pipe(parse());
    for await (const _row of parser) read += 1;
    read -= 1;
  } else {
    const { rules } = parseRules(BUILT_IN_RULES);
    const { judgement } = await judgeCsv(
      () => createReadStream(file, { highWaterMark: MIB }),
      rules,
      {
        now: new Date(END),
        timeZone: HOSPITAL.timeZone,
        known: {
          assay: HOSPITAL.assays.map(({ code }) => code),
          device: null,
        },
        transitions: Object.fromEntries(
          DEFAULT_TRANSITIONS.map(({ fromState }) => [fromState, []]),
        ),
      },
      { violation: () => undefined },
    );
    read = judgement.rows;
    const found = judgement.findings.reduce((sum, { violations }) => sum + violations, 0);
    note = `${judgement.findings.length} rules, ${found.toLocaleString('en')} violations`;
  }
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  const peakMib = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(
    `${mode.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s (${cpuSeconds.toFixed(1)} s of CPU)  ${Math.round(
      read / seconds,
    )
      .toLocaleString('en')
      .padStart(9)} rows/s  ${peakMib.toFixed(0).padStart(5)} MiB at most  ${note}\n`,
  );
}

async function apart(mode: Mode, file: string): Promise<void> {
  const here = fileURLToPath(import.meta.url);
  const words = [...process.execArgv, here, '--mode', mode, '--file', file];
  const [code]: unknown[] = await once(
    spawn(process.execPath, words, { stdio: 'inherit' }),
    'exit',
  );
  if (code !== 0) throw new Error(`Measuring ${mode} ended with ${String(code)}.`);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'benchwatch-dq-'));
  try {
    const file = path.join(folder, 'tests.csv');
    const perDay = Math.min(rows, 5_000);
    const days = Math.ceil(rows / perDay);
    const { timeZone } = HOSPITAL;
    const csv = generatedCsv({
      scenario: HOSPITAL,
      timeZone,
      seed: 1,
      end: END,
      days,
      perDay,
    });
    await pipeline(Readable.from(csv), createWriteStream(file));
    const { size } = await stat(file);
    console.log(`${(days * perDay).toLocaleString('en')} rows, ${(size / MIB).toFixed(0)} MiB`);
    for (const mode of MODES) await apart(mode, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

if (values.help || !Number.isSafeInteger(rows) || rows < 1) {
  console.log(HELP);
  process.exitCode = values.help ? 0 : 2;
} else if (values.mode !== undefined && isMode(values.mode) && values.file !== undefined) {
  await measure(values.mode, values.file);
} else await main();

// npm run fuzz: reads many broken messages of instruments and tells what of the parsers they ran.
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { FuzzFigures } from '@/lib/instruments/testing-messages/fuzz-reader';
import { type FileCoverage, measureCoverage } from './fuzz/measure-coverage';

const FORMATS = ['json', 'hl7', 'astm'] as const;
type Format = (typeof FORMATS)[number];

const HELP = `
Breaks real-looking messages of instruments in many ways and reads them. Nothing but events or a
refusal in words may come of it, in bounded time, and the heap may not grow. Prints the figures and
which lines and branches of the parsers ran. Exit code 0 when all is well, 1 when not, 2 for a wrong
call.

  npm run fuzz [-- --mutations 100000] [--format json|hl7|astm] [--seed 1]

  --mutations  how many messages of each format (100000)
  --format     one alone; may be given again
  --seed       of the mutations: the same seed breaks the messages the same way`;

function wrongCall(why: string): never {
  console.error(`${why}\n${HELP}`);
  process.exit(2);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) wrongCall(`${option} must be 1 or more.`);
  return number;
}

const isFormat = (text: string): text is Format => FORMATS.some((format) => format === text);

function readWords() {
  try {
    return parseArgs({
      options: {
        mutations: { type: 'string', default: '100000' },
        format: { type: 'string', multiple: true, default: [...FORMATS] },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return wrongCall(error instanceof Error ? error.message : String(error));
  }
}

const MIB = 1024 * 1024;
const count = (number: number) => number.toLocaleString('en');

function printFigures(format: Format, figures: FuzzFigures): void {
  const refused = Object.entries(figures.refused)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, times]) => `${code} ${count(times)}`);
  const grown = (figures.heapAtEnd - figures.heapAfterWarmUp) / MIB;
  console.log(`${format}: ${count(figures.mutations)} mutations of ${figures.samples} messages`);
  console.log(`  read          ${count(figures.read)}, ${count(figures.events)} events`);
  console.log(`  refused       ${refused.join(', ') || 'none'}`);
  console.log(
    `  time          ${figures.seconds.toFixed(1)} s, ${count(Math.round(figures.mutations / figures.seconds))}/s; slowest ${figures.slowestMs.toFixed(1)} ms for ${count(figures.slowestBytes)} bytes`,
  );
  console.log(
    `  heap          ${(figures.heapAfterWarmUp / MIB).toFixed(1)} MiB after a tenth, ${grown < 0 ? '' : '+'}${grown.toFixed(1)} MiB at the end`,
  );
}

const percent = ({ covered, total }: { covered: number; total: number }) =>
  `${(total === 0 ? 100 : (covered * 100) / total).toFixed(1)} %`;

/** Lines next to each other as one: 3, 7–9. */
function rangesOf(lines: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

function printCoverage(root: string, files: readonly FileCoverage[]): void {
  const names = files.map(({ file }) => path.relative(root, file));
  const width = Math.max(...names.map((name) => name.length), 5);
  const row = (name: string, lines: string, branches: string, missed: string) =>
    `${name.padEnd(width)}  ${lines.padStart(8)}  ${branches.padStart(8)}  ${missed}`.trimEnd();
  console.log(`\n${row('parser', 'lines', 'branches', 'lines that never ran')}`);
  for (const [index, { lines, branches, missed }] of files.entries()) {
    console.log(row(names[index] ?? '', percent(lines), percent(branches), rangesOf(missed)));
  }
  const sum = (of: 'lines' | 'branches') => ({
    total: files.reduce((all, file) => all + file[of].total, 0),
    covered: files.reduce((all, file) => all + file[of].covered, 0),
  });
  console.log(row('all', percent(sum('lines')), percent(sum('branches')), ''));
}

const words = readWords();
if (words.help) {
  console.log(HELP);
  process.exit(0);
}
const mutations = wholeNumber('--mutations', words.mutations);
const seed = wholeNumber('--seed', words.seed);
const formats = words.format.map((text) =>
  isFormat(text) ? text : wrongCall(`--format must be one of ${FORMATS.join(', ')}.`),
);

const root = path.resolve(import.meta.dirname, '../lib/instruments');
const counts = (file: string) =>
  formats.some((format) => file.startsWith(path.join(root, format) + path.sep));

try {
  const files = await measureCoverage(counts, async () => {
    const { fuzzReader } = await import('@/lib/instruments/testing-messages/fuzz-reader');
    const { FUZZED } = await import('@/lib/instruments/testing-messages/fuzzed-readers');
    for (const format of new Set(formats)) {
      const { samples, read, mutate } = FUZZED[format];
      printFigures(format, fuzzReader(samples, read, mutations, seed, mutate));
    }
  });
  printCoverage(root, files);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause !== undefined) console.error(error.cause);
  process.exitCode = 1;
}

// npm run dq -- FILE: judges a CSV file by rules of data quality. Needs no database.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import { UnreadableFile } from '@/lib/platform/csv/csv-reader';
import { BUILT_IN_RULES } from '@/lib/quality/dialect/built-in';
import { parseRules, type ParsedRules } from '@/lib/quality/dialect/parse-rules';
import { judgeCsv } from '@/lib/quality/judge/judge-csv';
import { jsonReport, textReport } from '@/lib/quality/judge/report';
import type { Violation } from '@/lib/quality/judgement';
import { MAX_RULES_BYTES } from '@/lib/quality/rule';

const HELP = `
Judges a CSV file by rules of data quality and prints what did not hold, with line numbers.
Exit code 0 when it passes or only warns, 1 when it fails, 2 when the file or the rules cannot be read.

  npm run dq -- FILE [--rules FILE] [--json] [--time-zone ZONE] [--date-order dmy|mdy]
                     [--assays A,B] [--devices A,B]

  --rules       a YAML file; docs/data-quality-rules.md says what stands in it (the built-in rules)
  --json        prints a report for machines, with the rows of each violation
  --time-zone   of times without an offset (the zone of this machine)
  --date-order  how 02/03/2026 is read where the file leaves it open
  --assays      codes that are known, for rules of kind reference; likewise --devices

npm passes on less than it is given without the two hyphens: npm run --silent dq -- FILE --json`;

/** Ends the command with exit code 2, for the file, the rules or the call. */
class Unusable extends Error {}

function words() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        rules: { type: 'string' },
        json: { type: 'boolean', default: false },
        'time-zone': { type: 'string' },
        'date-order': { type: 'string' },
        assays: { type: 'string' },
        devices: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n${HELP}`);
  }
}

function dateOrderOf(text: string | undefined): 'dmy' | 'mdy' | undefined {
  if (text === undefined || text === 'dmy' || text === 'mdy') return text;
  throw new Unusable('--date-order must be dmy or mdy.');
}

function timeZoneOf(text: string | undefined): string {
  const zone = text ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new Unusable(`--time-zone: there is no time zone “${zone}”; write Europe/Berlin.`);
  }
}

function listOf(text: string | undefined): string[] | null {
  return text === undefined ? null : text.split(',').map((name) => name.trim());
}

async function needFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new Unusable(`There is no file ${file}.`);
}

async function rulesOf(file: string | undefined): Promise<ParsedRules> {
  if (file === undefined) return parseRules(BUILT_IN_RULES);
  await needFile(file);
  const { size } = await stat(file);
  if (size > 4 * MAX_RULES_BYTES) throw new Unusable(`${file} is too large for a file of rules.`);
  const parsed = parseRules(await readFile(file, 'utf8'));
  if (parsed.faults.length > 0) {
    const lines = parsed.faults.map(
      ({ line, column, text }) => `${file}:${line}:${column} ${text}`,
    );
    throw new Unusable(lines.join('\n'));
  }
  return parsed;
}

async function run(): Promise<number> {
  const { values, positionals } = words();
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Unusable(`One FILE is needed.\n${HELP}`);
  const context = {
    now: new Date(),
    timeZone: timeZoneOf(values['time-zone']),
    dateOrder: dateOrderOf(values['date-order']),
    known: { assay: listOf(values.assays), device: listOf(values.devices) },
    transitions: defaultTransitions(),
  };
  await needFile(file);
  const { rules, notes } = await rulesOf(values.rules);
  const violations: Violation[] = [];
  const judged = await judgeCsv(() => createReadStream(file), rules, context, {
    violation: (violation) => {
      // The text shows a few of each rule, which the findings have.
      if (values.json) violations.push(violation);
    },
  });
  const report = { ...judged, notes, violations, file, now: context.now };
  console.log(values.json ? JSON.stringify(jsonReport(report), null, 2) : textReport(report));
  return judged.judgement.verdict === 'fail' ? 1 : 0;
}

function defaultTransitions(): Record<string, string[]> {
  const follows: Record<string, string[]> = {};
  for (const { fromState, toState } of DEFAULT_TRANSITIONS) {
    if (toState !== null) (follows[fromState] ??= []).push(toState);
  }
  return follows;
}

try {
  process.exitCode = await run();
} catch (error) {
  const unusable = error instanceof Unusable || error instanceof UnreadableFile;
  console.error(
    unusable || !(error instanceof Error) ? String(error).replace(/^Error: /, '') : error,
  );
  process.exitCode = 2;
}

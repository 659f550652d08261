import { DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import { parseRules } from '../dialect/parse-rules';
import type { Finding, Judgement, Violation } from '../judgement';
import type { Rule } from '../rule';
import { judgeCsv, type CsvJudged } from './judge-csv';
import type { JudgeContext } from './judge-context';
import { judgeTable } from './judge-table';

export const NOW = new Date('2026-03-10T12:00:00Z');

function defaultTransitions(): Record<string, string[]> {
  const follows: Record<string, string[]> = {};
  for (const { fromState, toState } of DEFAULT_TRANSITIONS) {
    if (toState !== null) (follows[fromState] ??= []).push(toState);
  }
  return follows;
}

export const CONTEXT: JudgeContext = {
  now: NOW,
  timeZone: 'Europe/Berlin',
  dateOrder: 'dmy',
  known: { assay: ['CBC', 'PCR'], device: ['M1'] },
  transitions: defaultTransitions(),
};

/** The rules of a text that has no fault. */
export function rulesOf(text: string): Rule[] {
  const { rules, faults } = parseRules(text);
  if (faults.length > 0)
    throw new Error(faults.map(({ line, text: why }) => `${line} ${why}`).join('\n'));
  return rules;
}

/** One rule, its parameters as YAML in flow style: `type: range, columns: {a: {min: 0}}`. */
export function ruleOf(parameters: string): Rule {
  const [rule] = rulesOf(`rules: [{ name: it, ${parameters} }]`);
  if (!rule) throw new Error('There is no rule.');
  return rule;
}

export type Judged = { judgement: Judgement; violations: Violation[] };

/** Judges rows given as cells; the header is the first. Line numbers are as in a file. */
export async function judgeRows(
  rules: readonly Rule[],
  [columns = [], ...cells]: readonly (readonly string[])[],
  context: Partial<JudgeContext> = {},
): Promise<Judged> {
  async function* rows() {
    await Promise.resolve();
    yield cells.map((row, index) => ({ line: index + 2, cells: row }));
  }
  const violations: Violation[] = [];
  const judgement = await judgeTable(
    rules,
    { ...CONTEXT, ...context },
    { columns, rows: rows() },
    { violation: (violation) => violations.push(violation) },
  );
  return { judgement, violations };
}

/** The same of one rule, and rows written as a|b|c. */
export async function judgeOne(
  parameters: string,
  lines: readonly string[],
  context: Partial<JudgeContext> = {},
): Promise<{ finding: Finding; violations: Violation[] }> {
  const { judgement, violations } = await judgeRows(
    [ruleOf(parameters)],
    lines.map((line) => line.split('|')),
    context,
  );
  const [finding] = judgement.findings;
  if (!finding) throw new Error('There is no finding.');
  return { finding, violations };
}

/** Judges the bytes of a file, handed over in pieces. */
export async function judgeBytes(
  rules: readonly Rule[],
  bytes: Buffer,
  context: Partial<JudgeContext> = {},
  pieceBytes = 1_000,
): Promise<CsvJudged & { violations: Violation[] }> {
  async function* open() {
    await Promise.resolve();
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const violations: Violation[] = [];
  const { dateOrder, ...rest } = CONTEXT;
  void dateOrder;
  const judged = await judgeCsv(
    open,
    rules,
    { ...rest, ...context },
    { violation: (violation) => violations.push(violation) },
  );
  return { ...judged, violations };
}

import { ROW_INDICES } from '../contract';
import type { Note } from '../dialect/located';
import type { Finding, Judgement, Violation } from '../judgement';
import { reportedOf, summaryOf, type KeptRows } from '../reported';
import type { Rule } from '../rule';
import type { CsvReading } from './judge-csv';
import { sentence } from './tally';

/** What was judged and what came of it, for a person or a machine to read. */
export type Report = {
  file: string;
  now: Date;
  judgement: Judgement;
  rules: readonly Rule[];
  reading: CsvReading;
  notes: readonly Note[];
  /** For machines; those kept, of every rule. */
  violations: readonly Violation[];
};

const SHOWN_NOTES = 20;

const MARKS: Readonly<Record<Finding['verdict'], string>> = {
  pass: 'pass  ',
  info: 'info  ',
  warn: 'WARN  ',
  fail: 'FAIL  ',
  unjudged: '?     ',
};

const TABLE_KINDS: readonly string[] = ['row_count', 'freshness', 'required_columns'];

function countsOf({ type, checked, failed, may_fail: mayFail, unjudged }: Finding): string {
  const unit = type === 'required_columns' ? ['column', 'columns'] : ['row', 'rows'];
  const parts = [
    `${failed.toLocaleString('en')} of ${sentence(checked, unit[0] ?? '', unit[1] ?? '')}`,
  ];
  if (TABLE_KINDS.includes(type) && type !== 'required_columns') parts.length = 0;
  if (mayFail > 0) parts.push(`${mayFail.toLocaleString('en')} may`);
  if (unjudged > 0) parts.push(`${unjudged.toLocaleString('en')} not judged`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function placeOf({ line, row, column }: Violation): string {
  const place = line !== null ? `line ${line}` : row !== null ? `row ${row + 1}` : 'the file';
  return column === null ? place : `${place}, ${column}`;
}

function linesOf(finding: Finding): string[] {
  const lines = [`${MARKS[finding.verdict]}${finding.name}${countsOf(finding)}`];
  if (finding.reason !== null) lines.push(`        ${finding.reason}`);
  for (const violation of finding.examples) {
    const value = violation.value === null ? 'nothing' : `“${violation.value}”`;
    lines.push(`        ${placeOf(violation)}: ${value}; expected ${violation.expected}`);
  }
  const further = finding.violations - finding.examples.length;
  if (further > 0) lines.push(`        … and ${further.toLocaleString('en')} more`);
  return lines;
}

/** The report as a terminal shows it. */
export function textReport({ file, judgement, reading, notes }: Report): string {
  const { verdict, rows, columns, errors, warnings, infos, unjudged, findings } = judgement;
  const read = notes
    .slice(0, SHOWN_NOTES)
    .map(({ line, text }) => `note: rules, line ${line}: ${text}`);
  if (notes.length > SHOWN_NOTES) read.push(`note: … and ${notes.length - SHOWN_NOTES} more`);
  const passed = findings.filter((finding) => finding.verdict === 'pass').length;
  return [
    ...read,
    `${file}: ${sentence(rows, 'row', 'rows')}, ${sentence(columns.length, 'column', 'columns')}, ${reading.encoding}`,
    ...findings.flatMap(linesOf),
    `${verdict.toUpperCase()}: ${passed} passed, ${warnings} warned, ${errors} failed, ${unjudged} could not be judged, ${infos} to note`,
  ].join('\n');
}

/** The rows kept of each rule and column, the first of them. */
function keptRows(violations: readonly Violation[]): Map<string, KeptRows> {
  const groups = new Map<string, KeptRows>();
  for (const { rule, column, row, line, value } of violations) {
    const key = `${rule} ${column ?? ''}`;
    const group = groups.get(key) ?? { value, rows: [], lines: [] };
    groups.set(key, group);
    if (row === null || group.rows.length >= ROW_INDICES) continue;
    group.rows.push(row);
    if (line !== null) group.lines.push(line);
  }
  return groups;
}

/** The report as JSON, in the words of POST /api/v1/dq/validate-csv. */
export function jsonReport(report: Report) {
  const { judgement, rules, reading, notes, now } = report;
  const kept = keptRows(report.violations);
  const violations = reportedOf(judgement, (rule, column) => kept.get(`${rule} ${column ?? ''}`));
  return {
    status: 'finished',
    verdict: judgement.verdict,
    data_shape: { rows: judgement.rows, columns: judgement.columns.length },
    rules_applied: rules.length,
    violations_count: violations.length,
    violations,
    summary: summaryOf(violations, now),
    findings: judgement.findings,
    notes,
    reading: {
      encoding: reading.encoding,
      delimiter: reading.delimiter,
      date_order: reading.dateOrder,
    },
    timestamp: now.toISOString(),
  };
}

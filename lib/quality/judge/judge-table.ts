import { labClock } from '@/lib/platform/csv/lab-clock';
import type { Finding, Judgement, Verdict } from '../judgement';
import type { Rule } from '../rule';
import { beginRule } from './begin-rule';
import { columnFinder } from './find-column';
import { GrowingTexts } from './growing';
import type { JudgeContext, JudgeListener, Table } from './judge-context';
import { rowFault } from './row-faults';
import { RowReader } from './row-reader';
import { FAILED, PASSED } from './tally';

/** Rows between two reports of progress. */
const PROGRESS_ROWS = 10_000;

function verdictOf(findings: readonly Finding[]): Verdict {
  const has = (verdict: Finding['verdict']) => findings.some((one) => one.verdict === verdict);
  if (has('fail')) return 'fail';
  if (has('warn')) return 'warn';
  // That its rows could be taken apart says nothing about what is in them.
  const judged = findings.some(
    ({ verdict, type }) => verdict !== 'unjudged' && type !== 'readable_rows',
  );
  return judged ? 'pass' : 'unjudged';
}

/**
 * Judges a table in one reading. Memory does not grow with rows but for the typed arrays of
 * uniqueness and of transition by key (24 to 48 bytes a row) and of outlier (20 bytes a row, and 20
 * once for the specimen numbers).
 */
export async function judgeTable(
  rules: readonly Rule[],
  context: JudgeContext,
  table: Table,
  on: JudgeListener,
): Promise<Judgement> {
  const { columns } = table;
  const find = columnFinder(columns);
  const clock = labClock(context.timeZone);
  const specimenAt = find('specimen_id');
  const reader = new RowReader(columns.length, specimenAt, {
    clock,
    dateOrder: context.dateOrder,
  });
  const kept: { specimens: GrowingTexts | null } = { specimens: null };
  const keepSpecimens = () => (specimenAt === -1 ? null : (kept.specimens ??= new GrowingTexts()));
  const setting = { find, columns, context, clock, keepSpecimens };
  const begun = rules.map((rule, index) => beginRule(rule, index, setting, on.violation));
  const ofRows = begun.flatMap(({ row }) => (row === null ? [] : [row]));
  const readable = begun.filter(({ rule }) => rule.type === 'readable_rows');

  let rows = 0;
  let told = 0;
  for await (const batch of table.rows) {
    for (const row of batch) {
      const cells = row.cells ?? [];
      reader.load(rows, row.line, cells);
      kept.specimens?.push(reader.specimen() ?? '');
      rows += 1;
      if (readable.length > 0) {
        const fault = rowFault(row, columns);
        for (const { tally } of readable) {
          tally.count(fault === null ? PASSED : FAILED);
          if (fault) tally.violate(reader, fault.column, fault.value, fault.expected);
        }
        if (fault?.judged === false) continue;
      }
      if (row.cells === undefined) continue;
      for (const judge of ofRows) judge(reader);
    }
    if (on.progress && rows - told >= PROGRESS_ROWS) {
      told = rows;
      on.progress(rows);
    }
  }
  on.progress?.(rows);

  for (const { end } of begun) end();
  const findings = begun.map(({ tally }) => tally.finding(rows));
  const count = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict).length;
  return {
    verdict: verdictOf(findings),
    rows,
    columns: [...columns],
    errors: count('fail'),
    warnings: count('warn'),
    infos: count('info'),
    unjudged: count('unjudged'),
    findings,
  };
}

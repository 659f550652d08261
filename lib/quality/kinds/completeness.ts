import { KEPT_VIOLATIONS } from '../judgement';
import type { RowReader } from '../judge/row-reader';
import { FAILED, PASSED, SKIPPED } from '../judge/tally';
import type { RuleOf } from '../rule';
import { foundColumns, type KindJudge, type Setting } from './kind-judge';

type Blank = { row: number; line: number | null; specimen: string | null; value: string };
type Column = { name: string; at: number; blanks: number; kept: Blank[] };

/** Combinations of empty columns that are told apart; rows of further ones count as failed. */
const MAX_PATTERNS = 10_000;
/** Rows kept until the end, of all columns together. */
const MAX_KEPT = 10 * KEPT_VIOLATIONS;

export function percentOf(threshold: number | string): number {
  return typeof threshold === 'number' ? threshold : Number.parseFloat(threshold);
}

/** Counts rows: one with an empty cell fails, in columns that are filled less than they should. */
export function judgeCompleteness(rule: RuleOf<'completeness'>, setting: Setting): KindJudge {
  const { tally } = setting;
  const threshold = percentOf(rule.threshold);
  const found = foundColumns(setting, rule.columns, rule.if_present);
  if (found.length === 0) return {};
  const words = new Set((rule.blank ?? []).map((word) => word.trim().toLowerCase()));
  const isBlank = (text: string) =>
    text === '' || (words.size > 0 && words.has(text.toLowerCase()));
  const expected = threshold === 100 ? 'something' : `filled in ${threshold}% of rows`;

  if (threshold === 100) {
    return {
      row(row) {
        let failed = false;
        for (const { name, at } of found) {
          const text = row.text(at);
          if (!isBlank(text)) continue;
          failed = true;
          tally.violate(row, name, text, expected);
        }
        return failed ? FAILED : PASSED;
      },
    };
  }

  const columns: Column[] = found.map((column) => ({ ...column, blanks: 0, kept: [] }));
  const keptEach = Math.min(KEPT_VIOLATIONS, Math.floor(MAX_KEPT / columns.length));
  /** Which columns were empty together → in how many rows. */
  const patterns = new Map<string, { columns: Column[]; rows: number }>();
  let beyond = 0;
  let rows = 0;

  const keep = (column: Column, row: RowReader) => {
    column.blanks += 1;
    if (column.kept.length < keptEach) {
      const value = row.text(column.at);
      column.kept.push({ row: row.row, line: row.line, specimen: row.specimen(), value });
    }
  };

  return {
    row(row) {
      rows += 1;
      const empty: Column[] = [];
      for (const column of columns) {
        if (!isBlank(row.text(column.at))) continue;
        empty.push(column);
        keep(column, row);
      }
      if (empty.length > 0) {
        const key = empty.map(({ at }) => at).join();
        const pattern = patterns.get(key);
        if (pattern) pattern.rows += 1;
        else if (patterns.size < MAX_PATTERNS) patterns.set(key, { columns: empty, rows: 1 });
        else beyond += 1;
      }
      return SKIPPED;
    },
    end() {
      const short = new Set(
        columns.filter(({ blanks }) => ((rows - blanks) * 100) / rows < threshold - 1e-9),
      );
      tally.checked += rows;
      if (short.size === 0) return;
      tally.failed += beyond;
      for (const { columns: empty, rows: count } of patterns.values()) {
        if (empty.some((column) => short.has(column))) tally.failed += count;
      }
      const blanks = [...short].flatMap(({ name, kept }) => kept.map((where) => ({ name, where })));
      blanks.sort((a, b) => a.where.row - b.where.row);
      for (const { name, where } of blanks) {
        const { value, ...place } = where;
        tally.violateAt(place, name, value, expected);
      }
      for (const { name, blanks: all, kept } of short) {
        tally.countFurther(name, all - kept.length, expected);
      }
    },
  };
}

import { HashTable } from '../judge/hash-table';
import { FAILED, PASSED, SKIPPED } from '../judge/tally';
import type { RuleOf } from '../rule';
import { foundColumns, neededColumns, NOTHING, type KindJudge, type Setting } from './kind-judge';

const BETWEEN = '\u001f';
const LARGEST = 0xffff_fffe;

/** Counts rows: each that repeats an earlier one fails. Keeps a hash of every row. */
export function judgeUniqueness(rule: RuleOf<'uniqueness'>, setting: Setting): KindJudge {
  const { tally } = setting;
  const columns = rule.if_present
    ? foundColumns(setting, rule.columns, true)
    : neededColumns(setting, rule.columns);
  if (!columns || columns.length === 0) return NOTHING;
  const named = columns.map(({ name }) => name).join(', ');
  const seen = new HashTable();
  return {
    row(row) {
      let key = '';
      let filled = false;
      for (const { at } of columns) {
        const text = row.text(at);
        if (text !== '') filled = true;
        key += (rule.ignore_case ? text.toLowerCase() : text) + BETWEEN;
      }
      if (!filled) return SKIPPED;
      const here = Math.min(LARGEST, (row.line ?? row.row) + 1);
      const first = seen.getOrSet(key, here);
      if (first === 0) return PASSED;
      const value = columns.map(({ at }) => row.text(at)).join(' · ');
      const where = row.line === null ? `row ${first}` : `line ${first - 1}`;
      tally.violate(row, named, `${value} (as on ${where})`, 'unlike every row before it');
      return FAILED;
    },
  };
}

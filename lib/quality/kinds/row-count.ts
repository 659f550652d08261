import { sentence, SKIPPED } from '../judge/tally';
import type { RuleOf } from '../rule';
import type { KindJudge, Setting } from './kind-judge';

/** Counts the table once: no rows at all is a number of rows too. */
export function judgeRowCount(rule: RuleOf<'row_count'>, { tally }: Setting): KindJudge {
  const { min, max } = rule;
  let rows = 0;
  return {
    row() {
      rows += 1;
      return SKIPPED;
    },
    end() {
      tally.checked = 1;
      if (rows >= (min ?? 0) && rows <= (max ?? Infinity)) return;
      tally.failed = 1;
      const bounds = [
        ...(min === undefined ? [] : [`at least ${min.toLocaleString('en')}`]),
        ...(max === undefined ? [] : [`at most ${max.toLocaleString('en')}`]),
      ];
      const table = { row: null, line: null, specimen: null };
      tally.violateAt(table, null, sentence(rows, 'row', 'rows'), `${bounds.join(' and ')} rows`);
    },
  };
}

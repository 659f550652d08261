import type { RuleOf } from '../rule';
import type { KindJudge, Setting } from './kind-judge';

/**
 * Counts rows: one fails that cannot be taken apart. The rows are looked at where the table is read;
 * here only the header is.
 */
export function judgeReadableRows(
  _rule: RuleOf<'readable_rows'>,
  { columns, tally }: Setting,
): KindJudge {
  return {
    end() {
      const seen = new Set<string>();
      for (const name of columns) {
        if (name !== '' && seen.has(name)) {
          tally.checked += 1;
          tally.failed += 1;
          const table = { row: null, line: null, specimen: null };
          tally.violateAt(table, name, name, 'a column once; the first is judged');
        }
        seen.add(name);
      }
    },
  };
}

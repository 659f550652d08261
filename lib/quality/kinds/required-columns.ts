import type { RuleOf } from '../rule';
import type { KindJudge, Setting } from './kind-judge';

/** Counts columns: those that are not there fail. */
export function judgeRequiredColumns(
  rule: RuleOf<'required_columns'>,
  { find, tally }: Setting,
): KindJudge {
  return {
    end() {
      for (const name of rule.columns) {
        tally.checked += 1;
        if (find(name) !== -1) continue;
        tally.failed += 1;
        const table = { row: null, line: null, specimen: null };
        tally.violateAt(table, name, null, 'a column of this name');
      }
    },
  };
}

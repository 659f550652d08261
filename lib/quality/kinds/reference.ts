import { FAILED, PASSED, SKIPPED } from '../judge/tally';
import type { RuleOf } from '../rule';
import { neededColumns, NOTHING, type KindJudge, type Setting } from './kind-judge';

/** Counts rows: one that names what the lab does not know fails. Blind to case, as imports are. */
export function judgeReference(rule: RuleOf<'reference'>, setting: Setting): KindJudge {
  const { tally, context } = setting;
  const [column] = neededColumns(setting, [rule.column]) ?? [];
  if (!column) return NOTHING;
  const list = context.known[rule.known];
  if (list === null) {
    tally.impossible(`There is no lab here whose ${rule.known}s are known.`);
    return NOTHING;
  }
  const known = new Set(list.map((name) => name.trim().toLowerCase()));
  const expected = `${rule.known === 'assay' ? 'an assay' : 'a device'} of the lab`;
  return {
    row(row) {
      const text = row.text(column.at);
      if (text === '') return SKIPPED;
      if (known.has(text.toLowerCase())) return PASSED;
      tally.violate(row, column.name, text, expected);
      return FAILED;
    },
  };
}

import { cutTo } from '../judge/row-reader';
import { FAILED, PASSED, SKIPPED, type Outcome } from '../judge/tally';
import type { RuleOf } from '../rule';
import { foundColumns, type KindJudge, type Setting } from './kind-judge';

const SHOWN = 12;

/** Counts rows: one with another value fails. Empty cells are passed over. */
export function judgeAllowedValues(rule: RuleOf<'allowed_values'>, setting: Setting): KindJudge {
  const found = foundColumns(setting, rule.columns, rule.if_present);
  if (found.length === 0) return {};
  const fold = (text: string) => (rule.ignore_case ? text.trim().toLowerCase() : text.trim());
  const allowed = new Set(rule.values.map(fold));
  const further = rule.values.length - SHOWN;
  const listed = cutTo(rule.values.slice(0, SHOWN).join(', '), 300);
  const expected = `one of ${listed}${further > 0 ? ` and ${further} more` : ''}`;
  return {
    row(row) {
      let outcome: Outcome = SKIPPED;
      for (const { name, at } of found) {
        const text = row.text(at);
        if (text === '') continue;
        if (allowed.has(rule.ignore_case ? text.toLowerCase() : text)) {
          if (outcome === SKIPPED) outcome = PASSED;
          continue;
        }
        outcome = FAILED;
        setting.tally.violate(row, name, text, expected);
      }
      return outcome;
    },
  };
}

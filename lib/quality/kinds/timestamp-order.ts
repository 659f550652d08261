import { FAILED, PASSED, SKIPPED, UNJUDGED, worse, type Outcome } from '../judge/tally';
import type { RuleOf } from '../rule';
import { foundColumns, type KindJudge, type Setting } from './kind-judge';

const HOUR_MS = 3_600_000;

/**
 * Counts rows: one fails where a time is not after the last one that is there, or too long after
 * it. One with fewer than two times is passed over, one with a time that cannot be read is not
 * judged by that time.
 */
export function judgeTimestampOrder(rule: RuleOf<'timestamp_order'>, setting: Setting): KindJudge {
  const { tally } = setting;
  const found = foundColumns(setting, rule.columns, rule.if_present);
  if (found.length < 2) {
    tally.impossible('Two of the columns are needed to compare their times.');
    return {};
  }
  const within = rule.within_hours === undefined ? Infinity : rule.within_hours * HOUR_MS;
  return {
    row(row) {
      let outcome: Outcome = SKIPPED;
      let before: { name: string; at: number; time: number } | null = null;
      for (const { name, at } of found) {
        const text = row.text(at);
        if (text === '') continue;
        const time = row.time(at);
        if (typeof time === 'string') {
          tally.unread(row, name, text, 'is no time that can be read');
          outcome = worse(outcome, UNJUDGED);
          continue;
        }
        if (before !== null) {
          const after = time - before.time;
          if (after < 0 || (after === 0 && !rule.allow_equal)) {
            outcome = FAILED;
            const order = rule.allow_equal ? 'not before' : 'after';
            tally.violate(
              row,
              name,
              `${text} (${before.name}: ${row.text(before.at)})`,
              `${order} ${before.name}`,
            );
          } else if (after > within) {
            outcome = FAILED;
            tally.violate(
              row,
              name,
              `${text} (${before.name}: ${row.text(before.at)})`,
              `at most ${rule.within_hours ?? ''} hours after ${before.name}`,
            );
          } else outcome = worse(outcome, PASSED);
        }
        before = { name, at, time };
      }
      return outcome;
    },
  };
}

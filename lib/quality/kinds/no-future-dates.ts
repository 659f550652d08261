import { FAILED, PASSED, SKIPPED, UNJUDGED, worse, type Outcome } from '../judge/tally';
import type { RuleOf } from '../rule';
import { foundColumns, type KindJudge, type Setting } from './kind-judge';

const HOUR_MS = 3_600_000;
/** A year that no calendar of ours reaches is in the future all the same: 20244-01-16. */
const FAR_YEAR = /^\+?(\d{4,6})[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/;

/** Counts rows: one with a time ahead of now fails. Empty cells are passed over. */
export function judgeNoFutureDates(rule: RuleOf<'no_future_dates'>, setting: Setting): KindJudge {
  const { tally, context } = setting;
  const found = foundColumns(setting, rule.columns, rule.if_present);
  if (found.length === 0) return {};
  const latest = context.now.getTime() + rule.tolerance_hours * HOUR_MS;
  const latestYear = new Date(latest).getUTCFullYear() + 1;
  const tolerance = rule.tolerance_hours === 0 ? '' : ` and ${rule.tolerance_hours} hours`;
  const expected = `not after ${context.now.toISOString()}${tolerance}`;
  return {
    row(row) {
      let outcome: Outcome = SKIPPED;
      for (const { name, at } of found) {
        const text = row.text(at);
        if (text === '') continue;
        const time = row.time(at);
        const future =
          typeof time === 'number'
            ? time > latest
            : Number(FAR_YEAR.exec(text)?.[1] ?? 0) > latestYear;
        if (future) {
          outcome = FAILED;
          tally.violate(row, name, text, expected);
        } else if (typeof time === 'string') {
          tally.unread(row, name, text, 'is no time that can be read');
          outcome = worse(outcome, UNJUDGED);
        } else outcome = worse(outcome, PASSED);
      }
      return outcome;
    },
  };
}

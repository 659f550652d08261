import { SKIPPED } from '../judge/tally';
import type { RuleOf } from '../rule';
import { neededColumns, NOTHING, type KindJudge, type Setting } from './kind-judge';

const HOUR_MS = 3_600_000;

/** Counts the table once. Times ahead of now make nothing fresh, and what cannot be read neither. */
export function judgeFreshness(rule: RuleOf<'freshness'>, setting: Setting): KindJudge {
  const { tally, context } = setting;
  const [column] = neededColumns(setting, [rule.column]) ?? [];
  if (!column) return NOTHING;
  const now = context.now.getTime();
  let newest = -Infinity;
  return {
    row(row) {
      const text = row.text(column.at);
      if (text === '') return SKIPPED;
      const time = row.time(column.at);
      if (typeof time === 'string')
        tally.unread(row, column.name, text, 'is no time that can be read');
      else if (time <= now && time > newest) newest = time;
      return SKIPPED;
    },
    end() {
      if (newest === -Infinity) return;
      tally.checked = 1;
      if (now - newest <= rule.max_age_hours * HOUR_MS) return;
      tally.failed = 1;
      tally.violateAt(
        { row: null, line: null, specimen: null },
        column.name,
        new Date(newest).toISOString(),
        `a time within ${rule.max_age_hours} hours before ${context.now.toISOString()}`,
      );
    },
  };
}

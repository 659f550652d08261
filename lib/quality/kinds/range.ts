import { FAILED, PASSED, SKIPPED, UNJUDGED, worse, type Outcome } from '../judge/tally';
import type { Bounds, RuleOf } from '../rule';
import { foundColumns, type KindJudge, type Setting } from './kind-judge';
import { readBound } from './read-bound';

function expectedOf({ min, max }: Bounds): string {
  if (min === undefined) return `at most ${max ?? ''}`;
  return max === undefined ? `at least ${min}` : `${min} to ${max}`;
}

/**
 * Counts rows: one with a cell outside the bounds fails, one with a cell that is no number, or no
 * time, cannot be judged. Empty cells are passed over.
 */
export function judgeRange(rule: RuleOf<'range'>, setting: Setting): KindJudge {
  const { tally, clock } = setting;
  const found = foundColumns(setting, Object.keys(rule.columns), rule.if_present);
  const checks = found.map((column) => {
    const bounds = rule.columns[column.name] ?? {};
    const ofTimes = typeof (bounds.min ?? bounds.max) === 'string';
    const bound = (side: 'min' | 'max', none: number) => {
      const given = bounds[side];
      if (given === undefined) return none;
      return typeof given === 'number' ? given : (readBound(given, clock, side) ?? NaN);
    };
    return {
      ...column,
      ofTimes,
      min: bound('min', -Infinity),
      max: bound('max', Infinity),
      expected: expectedOf(bounds),
      unreadable: ofTimes ? 'is no time that can be read' : 'is no number',
    };
  });
  if (checks.length === 0) return {};
  return {
    row(row) {
      let outcome: Outcome = SKIPPED;
      for (const { name, at, ofTimes, min, max, expected, unreadable } of checks) {
        const text = row.text(at);
        if (text === '') continue;
        const value = ofTimes ? row.time(at) : row.number(at);
        if (typeof value !== 'number') {
          tally.unread(row, name, text, unreadable);
          outcome = worse(outcome, UNJUDGED);
        } else if (value >= min && value <= max) outcome = worse(outcome, PASSED);
        else {
          outcome = FAILED;
          tally.violate(row, name, text, expected);
        }
      }
      return outcome;
    },
  };
}

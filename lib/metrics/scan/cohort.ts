import type { TatQuestion } from '../tat-question';
import type { Lookups } from './lookups';
import { patternTest } from './time-keys';
import { unitsOf, type Standing, type Units, type View } from './units';

/** The parts a window is looked at in. */
export type Part = 'finished' | 'skipped' | 'unfinished' | 'due' | 'void';

const STANDING: Record<Part, Standing> = {
  finished: 'counted',
  skipped: 'counted',
  unfinished: 'counted',
  due: 'not_void_when_due',
  void: 'void',
};

/** The time of a unit that puts it into the window, and into a trend's bucket. */
export function partTime(units: Units, part: Part): Float64Array {
  switch (part) {
    case 'finished':
      return units.end;
    case 'due':
      return units.due;
    case 'skipped':
    case 'unfinished':
    case 'void':
      return units.start;
  }
}

/**
 * Calls back with each unit of one part of the window: `finished` (its end in it), `unfinished` (its
 * start in it, no end, not released), `skipped` (the same, but released: it will never have that
 * end), `due` (due in it and by now), `void` (its start in it).
 */
export function eachOfPart(
  views: readonly View[],
  question: TatQuestion,
  lookups: Lookups,
  part: Part,
  visit: (units: Units, unit: number) => void,
): void {
  const from = question.window.from.getTime();
  const to = question.window.to.getTime();
  const now = question.now.getTime();
  const passes = patternTest(question.filters, lookups.zone);
  for (const view of views) {
    const units = unitsOf(view, question, STANDING[part]);
    const { chosen, end, released, bin } = units;
    const at = partTime(units, part);
    for (let unit = 0; unit < units.count; unit += 1) {
      if (chosen[unit] !== 1) continue;
      const time = at[unit] ?? NaN;
      if (!(time >= from && time < to)) continue;
      switch (part) {
        case 'due':
          if (time > now) continue;
          break;
        case 'unfinished':
          if (!Number.isNaN(end[unit] ?? NaN) || released[unit] === 1) continue;
          break;
        case 'skipped':
          if (!Number.isNaN(end[unit] ?? NaN) || released[unit] !== 1) continue;
          break;
        default:
      }
      if (passes && !passes(bin[unit] ?? NaN)) continue;
      visit(units, unit);
    }
  }
}

/** A unit's turnaround in ms by the clock or in working time; NaN where it is not finished. */
export function turnaroundOf(
  question: TatQuestion,
  lookups: Lookups,
): (start: number, end: number) => number {
  const { open } = lookups;
  return question.time === 'working' && open
    ? (start, end) => (Number.isNaN(start) || Number.isNaN(end) ? NaN : open.between(start, end))
    : (start, end) => end - start;
}

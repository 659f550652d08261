import type { TatQuestion } from '../turnaround/tat-question';
import type { Lookups } from './lookups';
import { patternTest } from './time-keys';
import { unitsOf, type Standing, type Units, type View } from './units';

/** The parts a window is looked at in. */
export type Part = 'finished' | 'skipped' | 'unfinished' | 'begun' | 'begun_due' | 'due' | 'void';

const STANDING: Record<Part, Standing> = {
  finished: 'counted',
  skipped: 'counted',
  unfinished: 'counted',
  begun: 'counted',
  begun_due: 'not_void_when_due',
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
    case 'begun':
    case 'begun_due':
    case 'void':
      return units.start;
  }
}

/** The units of one part of one block, by number. */
export type Hits = { units: Units; numbers: Int32Array };

/** 1 where the part takes no unit of that kind: still open, or released. */
function leftOut(units: Units, part: Part, now: number): ((unit: number) => boolean) | null {
  const { end, due, released } = units;
  switch (part) {
    case 'due':
    case 'begun_due':
      return (unit) => !((due[unit] ?? NaN) <= now);
    case 'unfinished':
      return (unit) => !Number.isNaN(end[unit] ?? NaN) || released[unit] === 1;
    case 'skipped':
      return (unit) => !Number.isNaN(end[unit] ?? NaN) || released[unit] !== 1;
    default:
      return null;
  }
}

/**
 * The units of one part of the window, block by block: `finished` (its end in it), `unfinished` (its
 * start in it, no end, not released), `skipped` (the same, but released: it will never have that
 * end), `begun` (its start in it, whatever came of it), `begun_due` (the same, of those that are due
 * by now), `due` (due in it and by now), `void` (its start in it). Blocks without any are left out.
 */
export function hitsOfPart(
  views: readonly View[],
  question: TatQuestion,
  lookups: Lookups,
  part: Part,
): Hits[] {
  const from = question.window.from.getTime();
  const to = question.window.to.getTime();
  const now = question.now.getTime();
  const passes = patternTest(question.filters, lookups.zone);
  const found: Hits[] = [];
  for (const view of views) {
    const units = unitsOf(view, question, STANDING[part]);
    const { chosen, bin } = units;
    const at = partTime(units, part);
    const numbers = new Int32Array(units.count);
    let hits = 0;
    for (let unit = 0; unit < units.count; unit += 1) {
      const time = at[unit] ?? NaN;
      if (chosen[unit] === 1 && time >= from && time < to) {
        numbers[hits] = unit;
        hits += 1;
      }
    }
    const excluded = leftOut(units, part, now);
    if (excluded || passes) {
      let kept = 0;
      for (let hit = 0; hit < hits; hit += 1) {
        const unit = numbers[hit] ?? 0;
        if (excluded?.(unit)) continue;
        if (passes && !passes(bin[unit] ?? NaN)) continue;
        numbers[kept] = unit;
        kept += 1;
      }
      hits = kept;
    }
    if (hits > 0) found.push({ units, numbers: numbers.subarray(0, hits) });
  }
  return found;
}

/** Calls back with each unit of one part of the window, as hitsOfPart finds them. */
export function eachOfPart(
  views: readonly View[],
  question: TatQuestion,
  lookups: Lookups,
  part: Part,
  visit: (units: Units, unit: number) => void,
): void {
  for (const { units, numbers } of hitsOfPart(views, question, lookups, part)) {
    for (const unit of numbers) visit(units, unit);
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

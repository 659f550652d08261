import { fitGroup, type GroupFit } from './fit-group';
import { groupWork } from './group-work';
import { releasedPerDay, turnaroundOf, type Turnaround } from './observed';
import { inOneGo, inTurns, type Steps } from './steps';
import { weekClock } from './week-clock';
import type { Work } from './work';

export type FittedLab = {
  groups: GroupFit[];
  /** Received and void before any work began. */
  voidUnstarted: number;
  /** How many weeks of each hour the period has, at least: below 1 some hours are guessed. */
  leastSeenHours: number;
  whole: { turnaround: Turnaround | null; perDay: number };
};

function wholeOf(work: Work, groups: GroupFit[], voidUnstarted: number, seen: Float64Array) {
  const all = Int32Array.from({ length: work.count }, (_, row) => row);
  return {
    groups,
    voidUnstarted,
    leastSeenHours: Math.min(...seen),
    whole: { turnaround: turnaroundOf(work, all), perDay: releasedPerDay(work, all) },
  };
}

function* fitSteps(work: Work): Steps<FittedLab> {
  const clock = weekClock(work.timeZone, work.from, work.to);
  const { groups, voidUnstarted } = groupWork(work);
  const fits: GroupFit[] = [];
  for (const group of groups) {
    yield;
    fits.push(yield* fitGroup(work, group, clock));
  }
  yield;
  return wholeOf(work, fits, voidUnstarted, clock.seen);
}

/** Fits a lab from its work in a period. */
export const fitLab = (work: Work): FittedLab => inOneGo(fitSteps(work));

/** The same, in turns with whatever else this process has to do. */
export const fitLabInTurns = (work: Work): Promise<FittedLab> => inTurns(fitSteps(work));

/** The work as it was known at a moment: what came later has not happened. */
export function knownBy(work: Work, moment: number): Work {
  const until = (times: Float64Array) => times.map((at) => (at < moment ? at : NaN));
  return {
    ...work,
    started: until(work.started),
    resulted: until(work.resulted),
    released: until(work.released),
  };
}

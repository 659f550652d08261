import { setImmediate } from 'node:timers/promises';
import { fitGroup, type GroupFit } from './fit-group';
import { groupWork } from './group-work';
import { releasedPerDay, turnaroundOf, type Turnaround } from './observed';
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

/** Fits a lab from its work in a period. */
export function fitLab(work: Work): FittedLab {
  const clock = weekClock(work.timeZone, work.from, work.to);
  const { groups, voidUnstarted } = groupWork(work);
  const fits = groups.map((group) => fitGroup(work, group, clock));
  return wholeOf(work, fits, voidUnstarted, clock.seen);
}

/** The same, letting others have their turn after each group: the portal answers meanwhile. */
export async function fitLabInTurns(work: Work): Promise<FittedLab> {
  const clock = weekClock(work.timeZone, work.from, work.to);
  const { groups, voidUnstarted } = groupWork(work);
  const fits: GroupFit[] = [];
  for (const group of groups) {
    await setImmediate();
    fits.push(fitGroup(work, group, clock));
  }
  await setImmediate();
  return wholeOf(work, fits, voidUnstarted, clock.seen);
}

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

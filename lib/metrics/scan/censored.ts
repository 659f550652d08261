import type { Censored } from '../contract';
import type { TatQuestion } from '../turnaround/tat-question';
import { eachOfPart, turnaroundOf } from './cohort';
import { kaplanMeier, survivalQuantile } from './kaplan-meier';
import type { Lookups } from './lookups';
import { ascending, quantile } from './sorted';
import type { View } from './units';

const MINUTE_MS = 60_000;

const minutes = (ms: number | null) => (ms === null ? null : ms / MINUTE_MS);

/**
 * Turnaround of all that began in the window, what is still open counted as lasting at least until
 * now (Kaplan–Meier), beside the ordinary percentiles of those of the same cohort that are finished.
 * Left out: void work, negative durations, and what was released without ever having that end.
 */
export function censoredOf(
  views: readonly View[],
  question: TatQuestion,
  lookups: Lookups,
): Censored {
  const turnaround = turnaroundOf(question, lookups);
  const now = question.now.getTime();
  const durations: number[] = [];
  const ended: boolean[] = [];
  eachOfPart(views, question, lookups, 'begun', ({ start, end, released }, unit) => {
    const begun = start[unit] ?? NaN;
    const finished = end[unit] ?? NaN;
    const open = Number.isNaN(finished);
    if (open && released[unit] === 1) return;
    const until = open ? now : finished;
    if (until < begun) return;
    durations.push(turnaround(begun, until));
    ended.push(!open);
  });
  const all = ascending(Float64Array.from(durations));
  const isFinished = (place: number) => ended[all.places[place] ?? 0] === true;
  const steps = kaplanMeier(all.values, isFinished);
  const ordinary = all.values.filter((_, place) => isFinished(place));
  return {
    n: all.values.length,
    open: all.values.length - ordinary.length,
    p50: minutes(survivalQuantile(steps, 0.5)),
    p90: minutes(survivalQuantile(steps, 0.9)),
    ordinary: {
      n: ordinary.length,
      p50: minutes(quantile(ordinary, 0.5)),
      p90: minutes(quantile(ordinary, 0.9)),
    },
  };
}

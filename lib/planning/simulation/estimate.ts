import type { Estimate } from '../forecast';
import { studentT975 } from './student-t';

/** What one run says of a figure: null where no test in it says anything. */
export type Runs = readonly (number | null)[];

/** A mean or share of one run: a sum over a count, or a time over a time. */
export type Ratio = { sum: number; of: number };

const quantiles = new Map<number, number>();

function t975(freedom: number): number {
  const known = quantiles.get(freedom) ?? studentT975(freedom);
  quantiles.set(freedom, known);
  return known;
}

/**
 * The mean of what the runs say and its 95 % interval by Student's t; runs that say nothing are left
 * out, and of none there is no estimate.
 */
export function estimateOf(runs: Runs): Estimate | null {
  const values = runs.filter((value) => value !== null);
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, low: null, high: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = t975(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, low: mean - half, high: mean + half };
}

/** Of a figure that is from 0 to `most`: the estimate stays within. */
export function estimateWithin(runs: Runs, most = Infinity): Estimate | null {
  const estimate = estimateOf(runs);
  if (estimate === null) return null;
  const { mean, low, high } = estimate;
  return {
    mean: Math.min(most, Math.max(0, mean)),
    low: low === null ? null : Math.max(0, low),
    high: high === null ? null : Math.min(most, high),
  };
}

/** Of the differences run by run, where both say something. */
export function estimateOfDifference(runs: Runs, baseline: Runs): Estimate | null {
  return estimateOf(
    runs.map((value, run) => {
      const other = baseline[run] ?? null;
      return value === null || other === null ? null : value - other;
    }),
  );
}

/**
 * What each run adds to the ratio of all (Quenouille's and Tukey's jackknife): their mean is that
 * ratio, less nearly all of its bias. The mean of the runs' own ratios would be too low: a run in
 * which more comes has longer waits, and would count for no more than a quiet one.
 */
export function ratioRuns(ratios: readonly Ratio[]): Runs {
  const some = ratios.filter(({ of }) => of > 0);
  const sum = some.reduce((all, ratio) => all + ratio.sum, 0);
  const of = some.reduce((all, ratio) => all + ratio.of, 0);
  return ratios.map((ratio) => {
    if (ratio.of === 0) return null;
    if (some.length === 1) return sum / of;
    const without = (sum - ratio.sum) / (of - ratio.of);
    return some.length * (sum / of) - (some.length - 1) * without;
  });
}

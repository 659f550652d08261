import type { Estimate } from '../forecast';
import { studentT975 } from './student-t';

const quantiles = new Map<number, number>();

function t975(freedom: number): number {
  const known = quantiles.get(freedom) ?? studentT975(freedom);
  quantiles.set(freedom, known);
  return known;
}

/**
 * The mean of what the runs say and its 95 % interval by Student's t; runs that say nothing (no test
 * was released) are left out, and of none there is no estimate.
 */
export function estimateOf(runs: readonly (number | null)[]): Estimate | null {
  const values = runs.filter((value) => value !== null);
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean, low: null, high: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const half = t975(count - 1) * Math.sqrt(squares / (count - 1) / count);
  return { mean, low: mean - half, high: mean + half };
}

/** Of a figure that is from 0 to `most`: the interval ends there too. */
export function estimateWithin(runs: readonly (number | null)[], most: number): Estimate | null {
  const estimate = estimateOf(runs);
  if (estimate === null || estimate.low === null || estimate.high === null) return estimate;
  return {
    mean: estimate.mean,
    low: Math.max(0, estimate.low),
    high: Math.min(most, estimate.high),
  };
}

/** Of the differences run by run, where both say something. */
export function estimateOfDifference(
  runs: readonly (number | null)[],
  baseline: readonly (number | null)[],
): Estimate | null {
  return estimateOf(
    runs.map((value, run) => {
      const other = baseline[run] ?? null;
      return value === null || other === null ? null : value - other;
    }),
  );
}

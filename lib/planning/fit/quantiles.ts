import { quantile } from '@/lib/metrics/scan/sorted';
import type { Distribution } from '../model';
import { MINUTE_MS } from './work';

/** So many straight pieces describe a distribution well; more say nothing about so few values. */
const MOST_PIECES = 100;

/** What was seen of a duration, in minutes. */
export type Spread = {
  n: number;
  median: number;
  q1: number;
  q3: number;
  p90: number;
  mean: number;
};

/** Ascending durations in ms, without what is no number or negative; and how many were negative. */
export function durations(values: ArrayLike<number>): { sorted: Float64Array; negative: number } {
  const kept = new Float64Array(values.length);
  let [count, negative] = [0, 0];
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? NaN;
    if (value >= 0) {
      kept[count] = value;
      count += 1;
    } else if (value < 0) negative += 1;
  }
  return { sorted: kept.subarray(0, count).sort(), negative };
}

/** What lies between two times of some rows, in ms; NaN where one is not known. */
export function between(rows: Int32Array, begin: Float64Array, end: Float64Array): Float64Array {
  const gaps = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? -1;
    gaps[place] = (end[row] ?? NaN) - (begin[row] ?? NaN);
  }
  return gaps;
}

/** The spread of ascending durations in ms; null of none. */
export function spreadOf(sorted: Float64Array): Spread | null {
  if (sorted.length === 0) return null;
  const at = (fraction: number) => (quantile(sorted, fraction) ?? 0) / MINUTE_MS;
  const sum = sorted.reduce((total, value) => total + value, 0);
  return {
    n: sorted.length,
    median: at(0.5),
    q1: at(0.25),
    q3: at(0.75),
    p90: at(0.9),
    mean: sum / sorted.length / MINUTE_MS,
  };
}

/** In minutes, as the model takes them. */
const modelMinutes = (ms: number) => Math.round(Math.min(100_000, ms / MINUTE_MS) * 1000) / 1000;

/**
 * Durations in ms as the model's empirical distribution. The largest of many is where one in a
 * thousand lies: a straight line to a test that was forgotten for a week would make every
 * two-hundredth test one that takes days.
 */
export function empirical(sorted: Float64Array): Distribution {
  if (sorted.length === 0) return { kind: 'fixed', minutes: 0 };
  const [least, largest] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  if (least === largest) return { kind: 'fixed', minutes: modelMinutes(least) };
  const pieces = Math.min(MOST_PIECES, sorted.length - 1);
  const quantiles_minutes = Array.from({ length: pieces + 1 }, (_, piece) => {
    const fraction = Math.min(piece / pieces, sorted.length >= 1000 ? 0.999 : 1);
    return modelMinutes(quantile(sorted, fraction) ?? 0);
  });
  return { kind: 'empirical', quantiles_minutes };
}

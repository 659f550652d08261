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

/** Ascending, without what is no number or negative; and how many were negative. */
export function durations(values: Iterable<number>): { sorted: Float64Array; negative: number } {
  const kept: number[] = [];
  let negative = 0;
  for (const value of values) {
    if (value >= 0) kept.push(value);
    else if (value < 0) negative += 1;
  }
  return { sorted: Float64Array.from(kept).sort(), negative };
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

const rounded = (minutes: number) => Math.round(minutes * 1000) / 1000;

/**
 * Durations in ms as the model's empirical distribution. The largest of many is where one in a
 * thousand lies: a straight line to a test that was forgotten for a week would make every
 * two-hundredth test one that takes days.
 */
export function empirical(sorted: Float64Array): Distribution {
  if (sorted.length === 0) return { kind: 'fixed', minutes: 0 };
  const [least, largest] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  if (least === largest) return { kind: 'fixed', minutes: rounded(least / MINUTE_MS) };
  const pieces = Math.min(MOST_PIECES, sorted.length - 1);
  const quantiles_minutes = Array.from({ length: pieces + 1 }, (_, piece) => {
    const fraction = Math.min(piece / pieces, sorted.length >= 1000 ? 0.999 : 1);
    return rounded(Math.min(100_000, (quantile(sorted, fraction) ?? 0) / MINUTE_MS));
  });
  return { kind: 'empirical', quantiles_minutes };
}

/** The mean of a distribution in minutes. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.minutes;
    case 'exponential':
      return distribution.mean_minutes;
    case 'lognormal':
      return distribution.median_minutes * Math.exp(distribution.sigma ** 2 / 2);
    case 'empirical': {
      const all = distribution.quantiles_minutes;
      const pieces = all.length - 1;
      return all.slice(1).reduce((sum, to, at) => sum + (to + (all[at] ?? to)) / 2, 0) / pieces;
    }
  }
}

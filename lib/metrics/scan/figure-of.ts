import type { Figure, Share } from '../contract';
import { wilson95 } from '../wilson';
import { countBelow, quantile } from './sorted';

const MAX_OUTLIER_VALUES = 200;
const MINUTE_MS = 60_000;

/** What is counted of one group while a cohort is read. */
export type Tally = {
  /** Sum of the ms that are in the percentiles. */
  sum: number;
  n: number;
  negative: number;
  missing: number;
  unfinished: number;
  void: number;
  withTarget: number;
  withinTarget: number;
  due: number;
  onTime: number;
  amended: number;
  invalidated: number;
};

export function emptyTally(): Tally {
  return {
    sum: 0,
    n: 0,
    negative: 0,
    missing: 0,
    unfinished: 0,
    void: 0,
    withTarget: 0,
    withinTarget: 0,
    due: 0,
    onTime: 0,
    amended: 0,
    invalidated: 0,
  };
}

/** How many of how many, in percent 0–100 with its Wilson 95 % interval; null of nothing. */
export function share(count: number, total: number): Share {
  return {
    count,
    total,
    percent: total === 0 ? null : (count / total) * 100,
    ci95: wilson95(count, total),
  };
}

const minutes = (ms: number | null | undefined) =>
  ms === null || ms === undefined ? null : ms / MINUTE_MS;

/** The values beyond [low, high], at most so many, furthest from the median first; ascending. */
function furthest(sorted: Float64Array, low: number, high: number, median: number): number[] {
  let first = 0;
  let last = sorted.length - 1;
  const found: number[] = [];
  while (found.length < MAX_OUTLIER_VALUES && first <= last) {
    const least = sorted[first] ?? 0;
    const most = sorted[last] ?? 0;
    const below = least < low ? median - least : -1;
    const above = most > high ? most - median : -1;
    if (below < 0 && above < 0) break;
    if (above >= below) {
      found.push(most);
      last -= 1;
    } else {
      found.push(least);
      first += 1;
    }
  }
  return found.toSorted((a, b) => a - b).map((ms) => ms / MINUTE_MS);
}

/** A box plot by Tukey of ascending ms, in minutes: whiskers are the last points inside 1.5 × IQR. */
function boxOf(sorted: Float64Array): Figure['box'] {
  const q1 = quantile(sorted, 0.25);
  const median = quantile(sorted, 0.5);
  const q3 = quantile(sorted, 0.75);
  if (q1 === null || median === null || q3 === null) return null;
  const low = q1 - 1.5 * (q3 - q1);
  const high = q3 + 1.5 * (q3 - q1);
  const below = countBelow(sorted, low);
  const inside = countBelow(sorted, high, true);
  return {
    q1: q1 / MINUTE_MS,
    median: median / MINUTE_MS,
    q3: q3 / MINUTE_MS,
    whisker_low: (sorted[below] ?? q1) / MINUTE_MS,
    whisker_high: (sorted[inside - 1] ?? q3) / MINUTE_MS,
    outliers: below + sorted.length - inside,
    outlier_values: furthest(sorted, low, high, median),
  };
}

/** The figure of a group from its ms in ascending order and what was counted beside them. */
export function figureOf(sorted: Float64Array, tally: Tally): Figure {
  return {
    p50: minutes(quantile(sorted, 0.5)),
    p90: minutes(quantile(sorted, 0.9)),
    p95: minutes(quantile(sorted, 0.95)),
    p99: minutes(quantile(sorted, 0.99)),
    mean: sorted.length === 0 ? null : tally.sum / sorted.length / MINUTE_MS,
    min: minutes(sorted[0]),
    max: minutes(sorted.at(-1)),
    total_specimens: sorted.length,
    within_target: share(tally.withinTarget, tally.withTarget),
    on_time: share(tally.onTime, tally.due),
    excluded: {
      negative: tally.negative,
      missing: tally.missing,
      unfinished: tally.unfinished,
      void: tally.void,
    },
    changed_later: { amended: tally.amended, invalidated: tally.invalidated },
    box: boxOf(sorted),
  };
}

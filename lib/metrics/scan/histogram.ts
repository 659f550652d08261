import type { Histogram } from '../contract';
import { countBelow, quantile } from './sorted';

const MINUTE_MS = 60_000;
/** Bars are so many at most up to P99; what lies beyond is one more. */
const MOST_BARS = 40;
const NICE = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 360, 720, 1440];

function widthFor(reach: number): number {
  const nice = NICE.find((minutes) => reach / minutes <= MOST_BARS);
  return nice ?? Math.ceil(reach / MOST_BARS / 1440) * 1440;
}

/**
 * How many durations (ascending ms) lie in each stretch of equal width, in minutes, [from, to), from
 * 0 to beyond P99; the last bar, `to` null, holds all that is longer. Null of nothing.
 */
export function histogramOf(sorted: Float64Array): Histogram | null {
  const p99 = quantile(sorted, 0.99);
  if (p99 === null) return null;
  const width = widthFor(Math.max(p99 / MINUTE_MS, 1));
  const bars = Math.floor(p99 / MINUTE_MS / width) + 1;
  const data: Histogram['data'] = [];
  let before = 0;
  for (let bar = 0; bar < bars; bar += 1) {
    const to = (bar + 1) * width;
    const below = countBelow(sorted, to * MINUTE_MS);
    data.push({ from: bar * width, to, count: below - before });
    before = below;
  }
  if (before < sorted.length) {
    data.push({ from: bars * width, to: null, count: sorted.length - before });
  }
  return { width, data };
}

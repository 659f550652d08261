/** Type 7 of Hyndman and Fan: linear between the order statistics around (n − 1) × fraction. */
export function quantileOf(values: readonly number[], fraction: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = fraction * (sorted.length - 1);
  const below = sorted[Math.trunc(place)];
  if (below === undefined) return null;
  const above = sorted[Math.trunc(place) + 1] ?? below;
  return below + (place % 1) * (above - below);
}

export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The Wilson interval at 95 %, 0–1, as the roots of (p − share)² = z² p (1 − p) / n, which the
 * interface's own way of writing it need not share.
 */
export function wilsonOf(count: number, total: number): [number, number] | null {
  if (total === 0) return null;
  const z2 = 1.959963984540054 ** 2;
  const a = 1 + z2 / total;
  const b = -(2 * (count / total) + z2 / total);
  const c = (count / total) ** 2;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

/** A share as answers have it: percent and interval in percent. */
export function shareOf(count: number, total: number) {
  const interval = wilsonOf(count, total);
  return {
    count,
    total,
    percent: total === 0 ? null : (100 * count) / total,
    ci95: interval && interval.map((end) => end * 100),
  };
}

/** Tukey’s box of some minutes, with at most 200 outliers, the furthest from the median. */
export function boxOf(values: readonly number[]) {
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((at) => quantileOf(values, at));
  if (q1 == null || median == null || q3 == null) return null;
  const reach = 1.5 * (q3 - q1);
  // A trace of rounding must not put a value that lies on the fence beyond it.
  const inside = values.filter((value) => value >= q1 - reach - 1e-9 && value <= q3 + reach + 1e-9);
  const outside = values.filter((value) => !inside.includes(value));
  return {
    q1,
    median,
    q3,
    whisker_low: Math.min(...inside),
    whisker_high: Math.max(...inside),
    outliers: outside.length,
    outlier_values: outside
      .toSorted((a, b) => Math.abs(b - median) - Math.abs(a - median))
      .slice(0, 200)
      .toSorted((a, b) => a - b),
  };
}

/** The bars of a histogram that is `width` minutes wide, from 0 past P99, and one for what is longer. */
export function barsOf(values: readonly number[], width: number) {
  const p99 = quantileOf(values, 0.99) ?? 0;
  const bars = Math.floor(p99 / width) + 1;
  const data = Array.from({ length: bars }, (_, bar) => ({
    from: bar * width,
    to: (bar + 1) * width,
    count: values.filter((value) => value >= bar * width && value < (bar + 1) * width).length,
  }));
  const longer = values.filter((value) => value >= bars * width).length;
  return longer === 0 ? data : [...data, { from: bars * width, to: null, count: longer }];
}

/** When a share has ended by Kaplan and Meier; null where it has not. */
export function survivalTime(
  lives: readonly { minutes: number; ended: boolean }[],
  share: number,
): number | null {
  let alive = 1;
  for (const time of [...new Set(lives.map(({ minutes }) => minutes))].sort((a, b) => a - b)) {
    const atRisk = lives.filter(({ minutes }) => minutes >= time).length;
    const died = lives.filter(({ minutes, ended }) => ended && minutes === time).length;
    alive *= (atRisk - died) / atRisk;
    if (died > 0 && alive <= 1 - share + 1e-12) return time;
  }
  return null;
}

/** A list dealt out by key, in the order of first appearance. */
export function grouped<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

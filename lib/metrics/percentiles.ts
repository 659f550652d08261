/** Quartiles, whiskers and outliers of a box plot, in the unit of its values. */
export type Box = {
  q1: number;
  median: number;
  q3: number;
  /** The lowest value not below q1 − 1.5 × IQR. */
  whiskerLow: number;
  /** The highest value not above q3 + 1.5 × IQR. */
  whiskerHigh: number;
  /** Values beyond the whiskers, ascending. */
  outlierValues: number[];
};

function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

function atFraction(sorted: readonly number[], fraction: number): number | null {
  const place = (sorted.length - 1) * fraction;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (place - Math.floor(place));
}

/**
 * The quantile of type 7 (Hyndman and Fan 1996; NumPy's default and SQL's percentile_cont) at a
 * fraction 0–1, or null of no values. The order of the values does not matter.
 */
export function percentile(values: readonly number[], fraction: number): number | null {
  return atFraction(ascending(values), fraction);
}

/** A box plot by Tukey: quartiles of type 7, whiskers the last points inside 1.5 × IQR; null of no values. */
export function box(values: readonly number[]): Box | null {
  const sorted = ascending(values);
  const q1 = atFraction(sorted, 0.25);
  const median = atFraction(sorted, 0.5);
  const q3 = atFraction(sorted, 0.75);
  if (q1 === null || median === null || q3 === null) return null;
  const reach = 1.5 * (q3 - q1);
  const inside = sorted.filter((value) => value >= q1 - reach && value <= q3 + reach);
  return {
    q1,
    median,
    q3,
    whiskerLow: inside[0] ?? q1,
    whiskerHigh: inside.at(-1) ?? q3,
    outlierValues: sorted.filter((value) => value < q1 - reach || value > q3 + reach),
  };
}

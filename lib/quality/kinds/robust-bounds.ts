/** Φ⁻¹(0.75): what makes the median absolute deviation of a normal distribution its σ. */
const MAD_OF_NORMAL = 0.6745;
/** √(π/2): the same of the mean absolute deviation. */
const MEAN_AD_OF_NORMAL = 1.253314;

/** The quantile of type 7 of ascending values. */
export function quantileOf(sorted: Float64Array, fraction: number): number {
  const place = (sorted.length - 1) * fraction;
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export type OutlierBounds = { low: number; high: number; median: number };

/**
 * Between which values none is an outlier by the modified z-score of Iglewicz and Hoaglin (1993):
 * |0.6745 (x − median) / MAD| ≤ limit. Where more than half of the values are the same the MAD is 0
 * and the mean absolute deviation takes its place: |x − median| / (1.253314 MeanAD). `values` are
 * sorted in place.
 */
export function robustBounds(values: Float64Array, limit: number): OutlierBounds {
  values.sort();
  const median = quantileOf(values, 0.5);
  const deviations = values.map((value) => Math.abs(value - median)).sort();
  let sigma = quantileOf(deviations, 0.5) / MAD_OF_NORMAL;
  if (sigma === 0) {
    let sum = 0;
    for (const deviation of deviations) sum += deviation / deviations.length;
    sigma = MEAN_AD_OF_NORMAL * sum;
  }
  return { low: median - limit * sigma, high: median + limit * sigma, median };
}

/** Tukey's fences: `times` the distance of the quartiles (type 7) beyond them. */
export function quartileBounds(values: Float64Array, times: number): OutlierBounds {
  values.sort();
  const [q1, q3] = [quantileOf(values, 0.25), quantileOf(values, 0.75)];
  const reach = times * (q3 - q1);
  return { low: q1 - reach, high: q3 + reach, median: quantileOf(values, 0.5) };
}

/** Rejected of presented, or the like: `count` of `n`. */
export type Proportion = { n: number; count: number };

export type LaneyLimits = {
  /** p̄, 0–1. */
  centre: number;
  /** How much more buckets differ than chance alone would have them; 1 is the plain p chart. */
  sigmaZ: number;
  /** How many buckets they rest on. */
  buckets: number;
  /** Lower and upper limit, 0–1, of a bucket of so many; null of none. */
  at: (n: number) => [number, number] | null;
};

/** Limits from fewer buckets than this say little. */
export const LEAST_BUCKETS = 12;

/** d2 of two values: the mean moving range of a standard normal distribution. */
const D2 = 1.128;

/**
 * The limits of a Laney p′ chart from complete buckets in order, those without anything left out:
 * σ_pi = √(p̄(1 − p̄)/n_i), z_i = (p_i − p̄)/σ_pi, σ_z = the mean of |z_i − z_i−1| by 1.128, and
 * p̄ ± 3 σ_pi σ_z within [0, 1]. Null under 12 buckets. Laney 2002, “Improved control charts for
 * attributes”, Quality Engineering 14(4).
 */
export function laneyLimits(
  proportions: readonly Proportion[],
  least = LEAST_BUCKETS,
): LaneyLimits | null {
  const known = proportions.filter(({ n }) => n > 0);
  if (known.length < Math.max(2, least)) return null;
  const total = known.reduce((sum, { n }) => sum + n, 0);
  const centre = known.reduce((sum, { count }) => sum + count, 0) / total;
  const sigma = (n: number) => Math.sqrt((centre * (1 - centre)) / n);
  // Where nothing or everything was rejected there is no spread to measure.
  const z = known.map(({ n, count }) => (sigma(n) === 0 ? 0 : (count / n - centre) / sigma(n)));
  const ranges = z.slice(1).map((value, at) => Math.abs(value - (z[at] ?? 0)));
  const sigmaZ = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / D2;
  return {
    centre,
    sigmaZ,
    buckets: known.length,
    at: (n) => {
      if (n <= 0) return null;
      const width = 3 * sigma(n) * sigmaZ;
      return [Math.max(0, centre - width), Math.min(1, centre + width)];
    },
  };
}

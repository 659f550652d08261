/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * The Wilson score interval at 95 % of `count` out of `total`, in percent 0–100; null of nothing.
 * Wilson 1927, as in Brown, Cai and DasGupta 2001, formula (4).
 */
export function wilson95(count: number, total: number): [number, number] | null {
  if (total <= 0) return null;
  const share = count / total;
  const spread = (Z * Z) / total;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (Z * Math.sqrt((share * (1 - share)) / total + spread / (4 * total))) / (1 + spread);
  // At 0 and 1 the formula's own ends are exact; floating point leaves a trace beside them.
  return [
    count === 0 ? 0 : Math.max(0, (centre - half) * 100),
    count === total ? 100 : Math.min(100, (centre + half) * 100),
  ];
}

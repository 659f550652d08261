/** Minutes as figures show them: one decimal, so that points stand below each other, thousands apart, a true minus; null for nothing. */
export function minutesText(minutes: number | null): string | null {
  if (minutes === null) return null;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return minutes.toLocaleString('en', { ...digits, signDisplay: 'negative' }).replace('-', '−');
}

/** A percentage with one decimal, and its interval: “90.5 %”, “90.1–91.0 %”. */
export function percentText(percent: number | null): string | null {
  return percent === null ? null : percent.toFixed(1);
}

export function intervalText(ci95: readonly [number, number] | null): string | undefined {
  return ci95 ? `95 % CI ${ci95[0].toFixed(1)}–${ci95[1].toFixed(1)}` : undefined;
}

/** The least n that a percentile is shown from without being greyed. */
export const LEAST_N = { p90: 10, p99: 100 } as const;

/** Uptime with two decimals: a short stop in a long period is not 100 %. */
export function uptimeText(percent: number | null): string | null {
  return percent === null ? null : percent.toFixed(2);
}

const trueMinus = (text: string) => text.replace('-', '−');

/** Minutes in a sentence or on a tile: at most one decimal, thousands apart; null for nothing. */
export function minutesText(minutes: number | null): string | null {
  if (minutes === null) return null;
  return trueMinus(
    minutes.toLocaleString('en', { maximumFractionDigits: 1, signDisplay: 'negative' }),
  );
}

/** Minutes in a column: always one decimal, so that the points stand below each other. */
export function minutesCell(minutes: number | null): string | null {
  if (minutes === null) return null;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return trueMinus(minutes.toLocaleString('en', { ...digits, signDisplay: 'negative' }));
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

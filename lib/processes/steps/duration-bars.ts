const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Bars are so many at most up to P99; what lies beyond is one more. */
const MOST_BARS = 24;
const NICE = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440];

/** How long steps took, as bars of equal width from 0 on; the last, `to` null, holds what is longer. */
export type DurationBars = {
  unit: 's' | 'min' | 'h';
  width: number;
  bars: { from: number; to: number | null; count: number }[];
  median: number;
  count: number;
};

/** Values of a scale without the dust of binary fractions: 0.1 × 3 is 0.3. */
const rounded = (value: number) => Number(value.toFixed(6));

/**
 * The scale that durations of these quantiles (ms) read well on: seconds up to three minutes, minutes
 * up to three hours, hours beyond, in at most 24 bars up to P99. `regular` is how many bars have an
 * end; `filled` makes the bars of counts by number of bar.
 */
export function durationBars(given: { count: number; median: number; p99: number }): {
  widthMs: number;
  regular: number;
  filled: (counts: ReadonlyMap<number, number>) => DurationBars;
} {
  const { count, median, p99 } = given;
  const [unit, unitMs] =
    p99 < 3 * MINUTE_MS
      ? (['s', SECOND_MS] as const)
      : p99 < 3 * HOUR_MS
        ? (['min', MINUTE_MS] as const)
        : (['h', HOUR_MS] as const);
  const reach = p99 / unitMs;
  const nice = NICE.find((width) => Math.floor(reach / width) + 1 <= MOST_BARS);
  const width = nice ?? Math.ceil(reach / (MOST_BARS - 1) / 1440) * 1440;
  const regular = Math.floor(rounded(reach / width)) + 1;
  return {
    widthMs: width * unitMs,
    regular,
    filled(counts) {
      const bars: DurationBars['bars'] = Array.from({ length: regular }, (_, bar) => ({
        from: rounded(bar * width),
        to: rounded((bar + 1) * width),
        count: counts.get(bar) ?? 0,
      }));
      const beyond = counts.get(regular) ?? 0;
      if (beyond > 0) bars.push({ from: rounded(regular * width), to: null, count: beyond });
      return { unit, width, bars, median: median / unitMs, count };
    },
  };
}

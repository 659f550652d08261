import { Temporal } from 'temporal-polyfill';
import { openIntervals, type OpeningCalendar } from '@/lib/labs/working-time';
import { percentile } from '@/lib/metrics/percentiles';

const MINUTE_MS = 60_000;
/** Offsets change at whole quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 86_400_000;

/** (from, to] in ms since 1970: what was released by the end and after the beginning. */
export type Window = { from: number; to: number };

/** The window up to a moment, and the same of the weeks before. */
export type Compared = { now: Window; before: Window[] };

/** The full minute that a moment lies in; the running one is not looked at. */
export const fullMinute = (moment: number) => Math.floor(moment / MINUTE_MS) * MINUTE_MS;

/**
 * Compares moments with the same time on the wall in the weeks before, across daylight-saving
 * changes, in which a lab was open throughout the window: a closed lab is not slow, and a closed day
 * is not usual. `span` must contain every moment asked for.
 */
export function windowComparison(
  { timeZone, calendars }: { timeZone: string; calendars: readonly OpeningCalendar[] },
  { windowMs, weeks }: { windowMs: number; weeks: number },
  span: { from: number; to: number },
) {
  const first = span.from - (7 * weeks + 2) * DAY_MS - windowMs;
  const open = openIntervals(calendars, timeZone, first, span.to + DAY_MS);
  const isOpen = ({ from, to }: Window) => {
    let [low, high] = [0, open.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((open[middle]?.from ?? Infinity) <= from) low = middle + 1;
      else high = middle;
    }
    return (open[low - 1]?.to ?? -Infinity) >= to;
  };
  const shifts = new Map<number, number[]>();
  /** How much earlier the same time on the wall was, each week back; equal within a quarter. */
  const shiftsAt = (moment: number): number[] => {
    const quarter = Math.floor(moment / QUARTER_MS) * QUARTER_MS;
    const known = shifts.get(quarter);
    if (known) return known;
    const at = Temporal.Instant.fromEpochMilliseconds(quarter).toZonedDateTimeISO(timeZone);
    const found = Array.from(
      { length: weeks },
      (_, week) => quarter - at.subtract({ weeks: week + 1 }).epochMilliseconds,
    );
    shifts.set(quarter, found);
    return found;
  };
  const windowTo = (to: number): Window => ({ from: to - windowMs, to });
  /** Null where the lab was not open throughout. */
  return (moment: number): Compared | null => {
    const now = windowTo(fullMinute(moment));
    if (!isOpen(now)) return null;
    const before = shiftsAt(now.to).map((shift) => windowTo(now.to - shift));
    return { now, before: before.filter(isOpen) };
  };
}

export type Throughput = { released: number; usual: number; percent: number };

/**
 * What was released beside the median of the weeks before, in percent of it; null where fewer than
 * two of them can be compared, or so little is usual that it says nothing.
 */
export function throughputOf(
  released: number,
  before: readonly number[],
  atLeast: number,
): Throughput | null {
  if (before.length < 2) return null;
  const usual = percentile(before, 0.5) ?? 0;
  if (usual < atLeast) return null;
  return { released, usual, percent: (100 * released) / usual };
}

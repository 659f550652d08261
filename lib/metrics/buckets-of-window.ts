import { invalidField } from '@/lib/platform/errors';
import { bucketKeys, bucketWindow, type Grain } from './buckets';
import { zoneClock } from './scan/zone-clock';
import type { Window } from './window';

export const BUCKET_GRAINS = ['hour', 'day', 'week', 'month'] as const;
export type BucketGrain = (typeof BUCKET_GRAINS)[number];

/** One bucket of a trend: [from, to) in ms since 1970, whole even where the window cuts it. */
export type Bucket = {
  /** YYYY-MM-DD, YYYY-MM of a month, of an hour the instant it begins. */
  key: string;
  from: number;
  to: number;
  /** Whether now lies in it. */
  running: boolean;
};

const MOST_BUCKETS = 10_000;
const HOUR_MS = 3_600_000;

type Zone = { timeZone: string; firstWeekday: number };

function hours(window: Window, timeZone: string): { key: string; from: number; to: number }[] {
  const zone = zoneClock(timeZone);
  // On the local clock, which in some zones stands half an hour apart from UTC's.
  const beginningOf = (at: number) => {
    const local = at + zone.offsetAt(at);
    return at - (((local % HOUR_MS) + HOUR_MS) % HOUR_MS);
  };
  const found: { key: string; from: number; to: number }[] = [];
  let from = beginningOf(window.from.getTime());
  while (from < window.to.getTime()) {
    const next = beginningOf(from + HOUR_MS);
    const to = next > from ? next : from + HOUR_MS;
    found.push({ key: new Date(from).toISOString(), from, to });
    from = to;
  }
  return found;
}

/** How many buckets a window would be cut into at most, without cutting it. */
function countOf(grain: BucketGrain, { from, to }: Window): number {
  const days = (to.getTime() - from.getTime()) / (24 * HOUR_MS);
  return { hour: days * 24, day: days, week: days / 7, month: days / 28 }[grain];
}

/** The buckets a window touches, in order; 422 for more than 10,000. */
export function bucketsOfWindow(
  grain: BucketGrain,
  window: Window,
  zone: Zone,
  now: Date,
): Bucket[] {
  if (countOf(grain, window) > MOST_BUCKETS) {
    throw invalidField('grain', `cuts this window into more than ${MOST_BUCKETS} buckets`);
  }
  const cut = (each: Grain) =>
    bucketKeys(each, window, zone).map((key) => {
      const { from, to } = bucketWindow(each, key, zone.timeZone);
      return { key, from: from.getTime(), to: to.getTime() };
    });
  const at = now.getTime();
  return (grain === 'hour' ? hours(window, zone.timeZone) : cut(grain)).map((bucket) => ({
    ...bucket,
    running: bucket.from <= at && at < bucket.to,
  }));
}

/**
 * Finds the place of an instant's bucket among buckets in order; -1 outside of them. Instants that
 * follow each other mostly lie in the same bucket, so that one is tried first.
 */
export function bucketFinder(buckets: readonly Bucket[]): (at: number) => number {
  const begins = Float64Array.from(buckets, ({ from }) => from);
  const ends = Float64Array.from(buckets, ({ to }) => to);
  let last = 0;
  return (at) => {
    if (at >= (begins[last] ?? Infinity) && at < (ends[last] ?? -Infinity)) return last;
    let low = 0;
    let high = begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((begins[middle] ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    if (low === 0 || !(at < (ends[low - 1] ?? -Infinity))) return -1;
    last = low - 1;
    return last;
  };
}

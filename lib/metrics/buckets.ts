import { Temporal } from 'temporal-polyfill';
import type { Window } from './window';

export type Grain = 'day' | 'week' | 'month';

type Zone = { timeZone: string; firstWeekday: number };

function firstDay(key: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(key.length === 7 ? `${key}-01` : key);
}

function instantOf(date: Temporal.PlainDate, timeZone: string): Date {
  return new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
}

/** From the local midnight a bucket begins with to that of the next: 23 or 25 hours where clocks change. */
export function bucketWindow(grain: Grain, key: string, timeZone: string): Window {
  const first = firstDay(key);
  const next = first.add({ [`${grain}s`]: 1 });
  return { from: instantOf(first, timeZone), to: instantOf(next, timeZone) };
}

/** The key of the bucket an instant lies in, as the SQL of bucket-sql.ts writes it. */
export function bucketKey(grain: Grain, at: Date, zone: Zone): string {
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone.timeZone)
    .toPlainDate();
  if (grain === 'month') return date.toString().slice(0, 7);
  if (grain === 'day') return date.toString();
  return date.subtract({ days: (date.dayOfWeek - zone.firstWeekday + 7) % 7 }).toString();
}

/** The keys of every bucket a window touches, in order. */
export function bucketKeys(grain: Grain, window: Window, zone: Zone): string[] {
  const last = bucketKey(grain, new Date(window.to.getTime() - 1), zone);
  const keys: string[] = [];
  let key = bucketKey(grain, window.from, zone);
  while (key <= last) {
    keys.push(key);
    const next = firstDay(key).add({ [`${grain}s`]: 1 });
    key = grain === 'month' ? next.toString().slice(0, 7) : next.toString();
  }
  return keys;
}

export function isGrain(grouping: string): grouping is Grain {
  return grouping === 'day' || grouping === 'week' || grouping === 'month';
}

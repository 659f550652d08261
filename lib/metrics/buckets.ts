import { Temporal } from 'temporal-polyfill';
import type { Window } from './window';

export type Grain = 'day' | 'week' | 'month';

type Zone = { timeZone: string; firstWeekday: number };

function firstDay(key: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(/^([+-]\d\d)?\d{4}-\d\d$/.test(key) ? `${key}-01` : key);
}

function firstDayOf(grain: Grain, at: Date, zone: Zone): Temporal.PlainDate {
  const date = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone.timeZone)
    .toPlainDate();
  if (grain === 'month') return date.with({ day: 1 });
  if (grain === 'day') return date;
  return date.subtract({ days: (date.dayOfWeek - zone.firstWeekday + 7) % 7 });
}

function keyOf(grain: Grain, first: Temporal.PlainDate): string {
  return (grain === 'month' ? first.toPlainYearMonth() : first).toString();
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

/** The key of the bucket an instant lies in: the date it begins on, or YYYY-MM of a month. */
export function bucketKey(grain: Grain, at: Date, zone: Zone): string {
  return keyOf(grain, firstDayOf(grain, at, zone));
}

/** The keys of every bucket a window touches, in order. */
export function bucketKeys(grain: Grain, window: Window, zone: Zone): string[] {
  const last = firstDayOf(grain, new Date(window.to.getTime() - 1), zone);
  const keys: string[] = [];
  let first = firstDayOf(grain, window.from, zone);
  // By their dates: as texts, those after the year 9999 would come before all others.
  while (Temporal.PlainDate.compare(first, last) <= 0) {
    keys.push(keyOf(grain, first));
    first = first.add({ [`${grain}s`]: 1 });
  }
  return keys;
}

export function isGrain(grouping: string): grouping is Grain {
  return grouping === 'day' || grouping === 'week' || grouping === 'month';
}

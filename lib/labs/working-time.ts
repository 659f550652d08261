import { Temporal } from 'temporal-polyfill';

/** One row of a lab's calendar: hours and holidays in force from a local day on. */
export type OpeningCalendar = {
  /** YYYY-MM-DD of the lab. */
  effectiveFrom: string;
  /** ["08:00","16:30"] pairs by ISO weekday 1–7; an end at or before its start is on the next day. */
  openingHours: Readonly<Record<string, readonly (readonly [string, string])[] | undefined>>;
  /** YYYY-MM-DD of the lab: nothing opens on these days. */
  holidays: readonly string[];
};

/** An open stretch, [from, to) in ms since 1970. */
export type OpenInterval = { from: number; to: number };

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;

function minuteOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Days since 1970-01-01 of the local date an instant falls on. */
function localDay(instantMs: number, timeZone: string): number {
  const date = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  return Math.round(Date.UTC(date.year, date.month - 1, date.day) / DAY_MS);
}

/** Local minutes since 1970-01-01 00:00 as an instant; a missing hour moves on, a doubled one takes its first. */
function instantOf(localMinutes: number, timeZone: string): number {
  const naive = new Date(localMinutes * 60_000).toISOString().slice(0, 16);
  return Temporal.PlainDateTime.from(naive).toZonedDateTime(timeZone).epochMilliseconds;
}

/** Opening and closing as local minutes, sorted and joined, for the days first…last. */
function localIntervals(
  calendars: readonly OpeningCalendar[],
  first: number,
  last: number,
): [number, number][] {
  const inOrder = calendars.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom));
  const holidays = new Map(inOrder.map((calendar) => [calendar, new Set(calendar.holidays)]));
  const found: [number, number][] = [];
  for (let day = first; day <= last; day += 1) {
    const date = new Date(day * DAY_MS);
    const name = date.toISOString().slice(0, 10);
    const calendar = inOrder.findLast((row) => row.effectiveFrom <= name);
    if (calendar && holidays.get(calendar)?.has(name)) continue;
    const weekday = String(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
    const hours = calendar ? (calendar.openingHours[weekday] ?? []) : [['00:00', '24:00'] as const];
    for (const [opens, closes] of hours) {
      const from = minuteOfDay(opens);
      const to = minuteOfDay(closes);
      found.push([
        day * DAY_MINUTES + from,
        day * DAY_MINUTES + (to > from ? to : to + DAY_MINUTES),
      ]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const [from, to] of found) {
    const before = joined.at(-1);
    if (before && from <= before[1]) before[1] = Math.max(before[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/**
 * When the lab is open between two instants (ms since 1970): opening hours less holidays of the
 * calendar in force on each local day, across daylight-saving changes, sorted, apart, cut to
 * [from, to). Before the first calendar a lab counts as open.
 */
export function openIntervals(
  calendars: readonly OpeningCalendar[],
  timeZone: string,
  from: number,
  to: number,
): OpenInterval[] {
  if (!(to > from)) return [];
  const local = localIntervals(calendars, localDay(from, timeZone) - 1, localDay(to, timeZone));
  const intervals: OpenInterval[] = [];
  for (const [opens, closes] of local) {
    const before = intervals.at(-1);
    // In a missing hour two stretches may meet or fold into nothing.
    const start = Math.max(instantOf(opens, timeZone), from, before?.to ?? -Infinity);
    const end = Math.min(instantOf(closes, timeZone), to);
    if (end <= start) continue;
    if (before && before.to === start) before.to = end;
    else intervals.push({ from: start, to: end });
  }
  return intervals;
}

/** Open minutes between two instants (ms since 1970); negative when `to` is before `from`. */
export function workingMinutesBetween(
  calendars: readonly OpeningCalendar[],
  timeZone: string,
  from: number,
  to: number,
): number {
  if (to < from) return -workingMinutesBetween(calendars, timeZone, to, from);
  const open = openIntervals(calendars, timeZone, from, to);
  return open.reduce((sum, interval) => sum + (interval.to - interval.from), 0) / 60_000;
}

/**
 * The first instant (ms since 1970) by which so many open minutes have passed since `from`, or
 * null when the lab does not open that long within ten years.
 */
export function addWorkingMinutes(
  calendars: readonly OpeningCalendar[],
  timeZone: string,
  from: number,
  minutes: number,
): number | null {
  let left = minutes * 60_000;
  if (left <= 0) return from;
  let begin = from;
  for (let days = 30; days <= 3650; days *= 2) {
    const end = from + days * DAY_MS;
    for (const interval of openIntervals(calendars, timeZone, begin, end)) {
      const length = interval.to - interval.from;
      if (length >= left) return interval.from + left;
      left -= length;
    }
    begin = end;
  }
  return null;
}

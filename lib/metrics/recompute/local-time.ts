import { Temporal } from 'temporal-polyfill';

export function localTime(instant: string, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
}

const MS = (at: Temporal.ZonedDateTime) => at.epochMilliseconds;

function beginningOf(
  grain: string,
  at: Temporal.ZonedDateTime,
  firstWeekday: number,
): Temporal.ZonedDateTime {
  switch (grain) {
    case 'hour':
      return at.round({ smallestUnit: 'hour', roundingMode: 'floor' });
    case 'week':
      return at.startOfDay().subtract({ days: (at.dayOfWeek + 7 - firstWeekday) % 7 });
    case 'month':
      return at.with({ day: 1 }).startOfDay();
    default:
      return at.startOfDay();
  }
}

// The same instants are asked for again in every bucket.
const known = new Map<string, string>();

/** The key of the bucket an instant lies in: a date, YYYY-MM of a month, of an hour its instant. */
export function bucketOf(grain: string, instant: string, timeZone: string, firstWeekday = 1) {
  const asked = `${grain} ${instant} ${timeZone} ${firstWeekday}`;
  let key = known.get(asked);
  if (key === undefined)
    known.set(asked, (key = findBucket(grain, instant, timeZone, firstWeekday)));
  return key;
}

function findBucket(grain: string, instant: string, timeZone: string, firstWeekday: number) {
  const begins = beginningOf(grain, localTime(instant, timeZone), firstWeekday);
  if (grain === 'hour') return new Date(MS(begins)).toISOString();
  const day = begins.toPlainDate().toString();
  return grain === 'month' ? day.slice(0, 7) : day;
}

export type LocalBucket = { key: string; timestamp: string; until: string; running: boolean };

/** Every bucket a window touches, in order; the first weekday is Monday unless said. */
export function bucketsBetween(
  grain: string,
  { from, to }: { from: string; to: string },
  timeZone: string,
  now: string,
  firstWeekday = 1,
): LocalBucket[] {
  const buckets: LocalBucket[] = [];
  let at = beginningOf(grain, localTime(from, timeZone), firstWeekday);
  while (MS(at) < Date.parse(to)) {
    const step = { hour: { hours: 1 }, week: { weeks: 1 }, month: { months: 1 } };
    const next = at.add(
      grain === 'hour' || grain === 'week' || grain === 'month' ? step[grain] : { days: 1 },
    );
    const timestamp = new Date(MS(at)).toISOString();
    buckets.push({
      key: bucketOf(grain, timestamp, timeZone, firstWeekday),
      timestamp,
      until: new Date(MS(next)).toISOString(),
      running: MS(at) <= Date.parse(now) && Date.parse(now) < MS(next),
    });
    at = next;
  }
  return buckets;
}

/** The part of the week, month or day; null of no time. */
export function patternOf(pattern: string, instant: string | null, timeZone: string) {
  if (instant === null) return null;
  const at = localTime(instant, timeZone);
  if (pattern === 'weekday') return String(at.dayOfWeek);
  if (pattern === 'week_of_month') return String(Math.ceil(at.day / 7));
  return at.hour < 9 ? '<9' : at.hour > 14 ? '>=15' : String(at.hour);
}

import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Local time of one zone for millions of instants: a stretch of equal offset is looked up once. */
export type ZoneClock = {
  /** What local time is ahead of UTC, in ms. */
  offsetAt: (instant: number) => number;
  /** Days since 1970-01-01 of the local date of an instant (ms since 1970). */
  dayAt: (instant: number) => number;
  /** The local hour, 0–23. */
  hourAt: (instant: number) => number;
};

type Stretch = { from: number; to: number; offset: number };

function stretchAt(instant: number, timeZone: string): Stretch {
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  const before = Temporal.Instant.fromEpochMilliseconds(instant + 1)
    .toZonedDateTimeISO(timeZone)
    .getTimeZoneTransition('previous');
  const after = at.getTimeZoneTransition('next');
  return {
    from: before ? before.epochMilliseconds : -Infinity,
    to: after ? after.epochMilliseconds : Infinity,
    offset: at.offsetNanoseconds / 1_000_000,
  };
}

/** The clock of a zone; instants that follow each other closely cost next to nothing. */
export function zoneClock(timeZone: string): ZoneClock {
  const known: Stretch[] = [];
  let current: Stretch = { from: 0, to: 0, offset: 0 };
  const offsetAt = (instant: number): number => {
    if (instant >= current.from && instant < current.to) return current.offset;
    let found = known.find(({ from, to }) => instant >= from && instant < to);
    if (!found) {
      found = stretchAt(instant, timeZone);
      known.push(found);
    }
    current = found;
    return found.offset;
  };
  return {
    offsetAt,
    dayAt: (instant) => Math.floor((instant + offsetAt(instant)) / DAY_MS),
    hourAt: (instant) => {
      const local = instant + offsetAt(instant);
      return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / HOUR_MS);
    },
  };
}

/** YYYY-MM-DD of a day counted from 1970-01-01. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** ISO weekday 1–7 of a day counted from 1970-01-01, a Thursday. */
export function weekdayOfDay(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

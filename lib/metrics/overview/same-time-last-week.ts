import { Temporal } from 'temporal-polyfill';

/** From a local midnight up to a moment of that day. */
export type DaySoFar = { midnight: Date; at: Date };

const dateOf = (at: Temporal.ZonedDateTime) => new Date(at.epochMilliseconds);

/**
 * Today so far, and the same weekday a week before up to the same clock time. Where the clocks were
 * changed between, the time on the wall is the same and the time since midnight may not be; a wall
 * time that was skipped then is the one that stood for it, an hour later.
 */
export function sameTimeLastWeek(
  now: Date,
  timeZone: string,
): { today: DaySoFar; before: DaySoFar } {
  const at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const then = at.subtract({ weeks: 1 });
  return {
    today: { midnight: dateOf(at.startOfDay()), at: now },
    before: { midnight: dateOf(then.startOfDay()), at: dateOf(then) },
  };
}

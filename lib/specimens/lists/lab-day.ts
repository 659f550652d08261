import { Temporal } from 'temporal-polyfill';

/** The instant a day of the lab begins; null for text that is no day. */
export function startOfDay(day: string, timeZone: string): Date | null {
  try {
    return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}

/** The day after, as YYYY-MM-DD; null for text that is no day. */
export function dayAfter(day: string): string | null {
  try {
    return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  } catch {
    return null;
  }
}

/**
 * A clock time of the lab, as a form sends it (2026-03-01T08:30), as an instant. A doubled hour
 * takes the first; a missing hour, and text that is no time, are null.
 */
export function instantOfLocal(local: string, timeZone: string): Date | null {
  try {
    const clock = Temporal.PlainDateTime.from(local);
    const zoned = clock.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
    return zoned.toPlainDateTime().equals(clock) ? new Date(zoned.epochMilliseconds) : null;
  } catch {
    return null;
  }
}

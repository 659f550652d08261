import { Temporal } from 'temporal-polyfill';

/** The day of the lab an instant falls on, YYYY-MM-DD. */
export function dayOf(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

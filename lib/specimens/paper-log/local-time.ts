import { Temporal } from 'temporal-polyfill';

/** An instant (ISO) as a field for local times takes it, to the second: 2026-03-01T08:30:15. */
export function localOfInstant(time: string, timeZone: string): string {
  return Temporal.Instant.from(time)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

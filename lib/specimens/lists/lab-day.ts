import { Temporal } from 'temporal-polyfill';
import { AppError } from '@/lib/platform/errors';

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
 * A bound of a period whose first and last day an address names, both included: ISO, none for no
 * day. Text that is no day is 422 for its field.
 */
export function dayBound(
  field: 'from' | 'to',
  day: string | undefined,
  timeZone: string,
): string | undefined {
  if (day === undefined || day === '') return undefined;
  const first = field === 'from' ? day : dayAfter(day);
  const bound = first === null ? null : startOfDay(first, timeZone);
  if (bound !== null) return bound.toISOString();
  const message = 'must be a day, such as 2026-03-01';
  throw new AppError('invalid', `${field}: ${message}`, { fields: [{ field, message }] });
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

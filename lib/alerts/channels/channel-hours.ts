import type { OpeningHours } from '@/lib/labs/calendars/opening-hours';
import { OpeningHoursField } from '@/lib/labs/calendars/contract';
import { openIntervals } from '@/lib/labs/working-time';

/** The hours of a channel's row: null is always. */
export function readHours(stored: unknown): OpeningHours | null {
  return stored === null || stored === undefined ? null : OpeningHoursField.parse(stored);
}

/** Whether a channel may be used at a moment, by the lab's clock; holidays change nothing. */
export function isOpen(hours: OpeningHours | null, at: Date, timeZone: string): boolean {
  if (hours === null) return true;
  const calendar = { effectiveFrom: '1900-01-01', openingHours: hours, holidays: [] };
  return openIntervals([calendar], timeZone, at.getTime(), at.getTime() + 1).length > 0;
}

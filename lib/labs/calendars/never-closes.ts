import type { OpeningCalendar } from '@/lib/labs/working-time';

const ALL_DAY = JSON.stringify([['00:00', '24:00']]);
const DAYS = ['1', '2', '3', '4', '5', '6', '7'];

/** Whether the calendar in force on a day (YYYY-MM-DD) is open day and night, without holidays to come. */
export function neverCloses(calendars: readonly OpeningCalendar[], day: string): boolean {
  const present = calendars
    .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
    .findLast(({ effectiveFrom }) => effectiveFrom <= day);
  if (!present) return true;
  return (
    DAYS.every((weekday) => JSON.stringify(present.openingHours[weekday] ?? []) === ALL_DAY) &&
    !present.holidays.some((holiday) => holiday >= day)
  );
}

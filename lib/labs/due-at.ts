import type { TargetRow } from './target';
import { addWorkingMinutes, type OpeningCalendar } from './working-time';

/**
 * When work that began at `start` (ms since 1970) is due by its target, by the clock or in opening
 * hours; null without a target, or where the lab never opens long enough.
 */
export function dueAt(
  target: TargetRow | null,
  start: number,
  calendars: readonly OpeningCalendar[],
  timeZone: string,
): Date | null {
  if (target === null) return null;
  const due =
    target.time === 'clock'
      ? start + target.minutes * 60_000
      : addWorkingMinutes(calendars, timeZone, start, target.minutes);
  return due === null ? null : new Date(due);
}

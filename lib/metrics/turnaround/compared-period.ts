import { Temporal } from 'temporal-polyfill';
import { lengthInDays, windowOfDays, type Comparison, type Days } from './turnaround-view';
import type { Window } from '../window';

function daysBack(comparison: Comparison, days: Days): number {
  switch (comparison) {
    case 'previous':
      return lengthInDays(days);
    case '4_weeks':
      return 28;
    case '52_weeks':
      return 364;
  }
}

function earlier(date: string, days: number): string {
  return Temporal.PlainDate.from(date).subtract({ days }).toString();
}

/**
 * The period before that a period is compared with, and its window: of a period that is not over, up
 * to the same time by the lab's clock.
 */
export function comparedPeriod(
  comparison: Comparison,
  days: Days,
  now: Date,
  timeZone: string,
): { days: Days; window: Window } {
  const back = daysBack(comparison, days);
  const before = { from: earlier(days.from, back), to: earlier(days.to, back) };
  const window = windowOfDays(before, timeZone);
  if (now >= windowOfDays(days, timeZone).to) return { days: before, window };
  const sameTime = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .subtract({ days: back });
  const to = new Date(sameTime.epochMilliseconds);
  return { days: before, window: to > window.from ? { from: window.from, to } : window };
}

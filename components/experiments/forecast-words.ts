import { labTimeText } from '@/components/ui/lab-time';
import type { Forecast } from '@/lib/processes/forecast/contract';
import type { NoForecast } from '@/lib/processes/forecast/course-contract';

/**
 * “between 14:05 and 14:40”: the range of a forecast, with days where it does not end today. While a
 * step takes longer than any before there is no range to give.
 */
export function rangeWords({ from, to, overrun }: Forecast, timeZone: string, now: Date): string {
  if (overrun) return 'or later: a step takes longer than any before';
  const [a, b] = [momentWords(from, timeZone, now), momentWords(to, timeZone, now)];
  return a === b ? `at ${a}` : `between ${a} and ${b}`;
}

/** The clock time of today, else day and clock time. */
export function momentWords(time: string, timeZone: string, now: Date): string {
  const day = (at: string) => labTimeText(at, timeZone, 'day');
  const clock = labTimeText(time, timeZone, 'clock');
  return day(time) === day(now.toISOString()) ? clock : `${day(time).slice(0, 6)} ${clock}`;
}

/** What a forecast is made from. */
export function basisWords({ basis, based_on: count }: Forecast): string {
  return basis === 'plan'
    ? `by its plan of ${count} step${count === 1 ? '' : 's'}`
    : `by ${count} earlier experiment${count === 1 ? '' : 's'} of this version`;
}

/** Why there is no forecast. */
export function noForecastWords(why: NoForecast): string {
  switch (why.reason) {
    case 'finished':
      return 'It is finished.';
    case 'nothing_to_go_by':
      return 'It has no plan, and no earlier experiment of this version was finished.';
    case 'too_long':
      return 'Earlier experiments of this version had too many steps to forecast by.';
    case 'no_history':
      return why.steps === 1
        ? `“${why.name}” was never done well before, so nobody knows how long it takes.`
        : `“${why.name}” and ${why.steps - 1} more steps to come were never done well before, so nobody knows how long they take.`;
  }
}

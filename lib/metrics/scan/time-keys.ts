import { NONE, type MetricFilters, type PATTERN_GROUPINGS } from '../contract';
import { dateOfDay, weekdayOfDay, type ZoneClock } from './zone-clock';

type Pattern = (typeof PATTERN_GROUPINGS)[number];

/** The part of the week, month or day an instant lies in, in the lab's time zone. */
export function patternKey(pattern: Pattern, at: number, zone: ZoneClock): string {
  switch (pattern) {
    case 'weekday':
      return String(weekdayOfDay(zone.dayAt(at)));
    case 'week_of_month':
      return String(Math.ceil(Number(dateOfDay(zone.dayAt(at)).slice(8)) / 7));
    case 'hour_bin': {
      const hour = zone.hourAt(at);
      return hour < 9 ? '<9' : hour >= 15 ? '>=15' : String(hour);
    }
  }
}

/** The bucket of a trend a local day belongs to: the date it begins on, or YYYY-MM of a month. */
export function bucketOfDay(
  grain: 'day' | 'week' | 'month',
  day: number,
  firstWeekday: number,
): string {
  switch (grain) {
    case 'day':
      return dateOfDay(day);
    case 'month':
      return dateOfDay(day).slice(0, 7);
    case 'week':
      return dateOfDay(day - ((weekdayOfDay(day) - firstWeekday + 7) % 7));
  }
}

/** Whether an instant passes the filters by weekday, week of month and hour; null where there are none. */
export function patternTest(
  filters: MetricFilters,
  zone: ZoneClock,
): ((at: number) => boolean) | null {
  const tests = (['weekday', 'week_of_month', 'hour_bin'] as const).flatMap((pattern) => {
    const keys = new Set<string>(filters[pattern] ?? []);
    if (keys.size === 0) return [];
    return [(at: number) => keys.has(Number.isNaN(at) ? NONE : patternKey(pattern, at, zone))];
  });
  return tests.length === 0 ? null : (at) => tests.every((passes) => passes(at));
}

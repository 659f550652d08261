import { NONE } from './contract';

const WEEKDAY_NAMES = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** The words for a key of a grouping or filter: “Monday”, “days 1–7”, “before 9:00”, else itself. */
export function groupLabel(grouping: string, key: string): string {
  if (key === NONE) return 'none';
  if (grouping === 'weekday') return WEEKDAY_NAMES[Number(key) - 1] ?? key;
  if (grouping === 'week_of_month') {
    const first = (Number(key) - 1) * 7 + 1;
    return key === '5' ? 'days 29–31' : `days ${first}–${first + 6}`;
  }
  if (grouping !== 'hour_bin') return key;
  if (key === '<9') return 'before 9:00';
  if (key === '>=15') return '15:00 and later';
  return `${key}:00–${key}:59`;
}

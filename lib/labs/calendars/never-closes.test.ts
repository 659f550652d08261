import { expect, test } from 'vitest';
import { neverCloses } from './never-closes';

const DAYS = ['1', '2', '3', '4', '5', '6', '7'];
const week = (hours: [string, string][]) => Object.fromEntries(DAYS.map((day) => [day, hours]));
const always = { effectiveFrom: '1900-01-01', openingHours: week([['00:00', '24:00']]) };

test.each([
  ['no calendar at all', [], true],
  ['day and night', [{ ...always, holidays: [] }], true],
  ['a holiday that is over', [{ ...always, holidays: ['2026-01-01'] }], true],
  ['a holiday to come', [{ ...always, holidays: ['2026-12-25'] }], false],
  ['office hours', [{ ...always, openingHours: week([['08:00', '16:00']]), holidays: [] }], false],
  ['a day that is missing', [{ ...always, openingHours: {}, holidays: [] }], false],
  [
    'office hours only later',
    [
      { ...always, holidays: [] },
      { effectiveFrom: '2026-07-01', openingHours: {}, holidays: [] },
    ],
    true,
  ],
])('%s', (_name, calendars, expected) => {
  expect(neverCloses(calendars, '2026-06-10')).toBe(expected);
});

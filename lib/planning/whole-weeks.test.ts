import { expect, test } from 'vitest';
import { lastWholeWeeks } from './whole-weeks';

const monday = { firstWeekday: 1 };

test.each([
  [
    'a lab at work: the four weeks before this one',
    { from: '2026-06-01', to: '2026-11-22' },
    '2026-11-22',
    { from: '2026-10-19', to: '2026-11-15' },
  ],
  [
    'on the first day of a week the week before it is whole',
    { from: '2026-06-01', to: '2026-11-23' },
    '2026-11-23',
    { from: '2026-10-26', to: '2026-11-22' },
  ],
  [
    'work that ended long ago: the last whole weeks of it',
    { from: '2025-01-01', to: '2025-03-05' },
    '2026-11-22',
    { from: '2025-02-03', to: '2025-03-02' },
  ],
  [
    'work that ended with a week: that week too',
    { from: '2025-01-01', to: '2025-03-09' },
    '2026-11-22',
    { from: '2025-02-10', to: '2025-03-09' },
  ],
  [
    'less than four weeks: those there are',
    { from: '2026-11-04', to: '2026-11-22' },
    '2026-11-22',
    { from: '2026-11-09', to: '2026-11-15' },
  ],
  [
    'less than a week: the days themselves',
    { from: '2026-11-18', to: '2026-11-21' },
    '2026-11-21',
    { from: '2026-11-18', to: '2026-11-21' },
  ],
])('%s', (_, data, today, expected) => {
  expect(lastWholeWeeks(data, { today, ...monday })).toEqual(expected);
});

test('weeks begin as the lab’s do', () => {
  const data = { from: '2026-06-01', to: '2026-11-21' };
  expect(lastWholeWeeks(data, { today: '2026-11-21', firstWeekday: 7, weeks: 1 })).toEqual({
    from: '2026-11-08',
    to: '2026-11-14',
  });
});

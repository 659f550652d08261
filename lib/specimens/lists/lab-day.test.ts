import { expect, test } from 'vitest';
import { dayAfter, instantOfLocal, startOfDay } from './lab-day';

const berlin = 'Europe/Berlin';

test.each([
  ['2026-01-15', '2026-01-14T23:00:00.000Z'],
  ['2026-07-15', '2026-07-14T22:00:00.000Z'],
])('%s begins in Berlin at %s', (day, expected) => {
  expect(startOfDay(day, berlin)?.toISOString()).toBe(expected);
});

test.each(['', 'today', '2026-02-30', "2026-01-01' OR 1=1"])('%j is no day', (text) => {
  expect(startOfDay(text, berlin)).toBeNull();
  expect(dayAfter(text)).toBeNull();
});

test('the day after the last of a month', () => {
  expect(dayAfter('2026-02-28')).toBe('2026-03-01');
});

test.each([
  ['2026-03-01T08:30', '2026-03-01T07:30:00.000Z'],
  // Clocks go back on 25 October: the first of the two.
  ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
])('%s on the clock of Berlin is %s', (local, expected) => {
  expect(instantOfLocal(local, berlin)?.toISOString()).toBe(expected);
});

test.each(['2026-03-29T02:30', 'soon', ''])('%j was never on the clock', (local) => {
  expect(instantOfLocal(local, berlin)).toBeNull();
});

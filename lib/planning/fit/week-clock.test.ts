import { expect, test } from 'vitest';
import { weekClock } from './week-clock';

const HOUR = 3_600_000;

test('hours begin by the clock of a lab that is half an hour off', () => {
  // Monday 2026-03-02 00:00 in Kolkata is Sunday 18:30 in UTC.
  const monday = Date.UTC(2026, 2, 1, 18, 30);
  const { hourAt, nextHour, seen } = weekClock('Asia/Kolkata', monday, monday + 168 * HOUR);
  expect(nextHour(monday)).toBe(monday + HOUR);
  expect(nextHour(monday + 1)).toBe(monday + HOUR);
  expect([hourAt(monday), hourAt(monday - 1), hourAt(monday + HOUR)]).toEqual([0, 167, 1]);
  expect(Array.from(seen)).toEqual(Array(168).fill(1));
});

test('an hour that the clock leaves out was none, one that it shows twice was two', () => {
  // In Berlin: 2026-03-29 has no 02:00, 2026-10-25 has two. Both are Sundays.
  const sunday = 6 * 24 + 2;
  const week = (from: number, hours: number) =>
    weekClock('Europe/Berlin', from, from + hours * HOUR).seen;
  const spring = week(Date.UTC(2026, 2, 22, 23), 167);
  expect([spring[sunday - 1], spring[sunday], spring[sunday + 1]]).toEqual([1, 0, 1]);
  const autumn = week(Date.UTC(2026, 9, 18, 22), 169);
  expect([autumn[sunday - 1], autumn[sunday], autumn[sunday + 1]]).toEqual([1, 2, 1]);
});

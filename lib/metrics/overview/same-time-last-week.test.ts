import { expect, test } from 'vitest';
import { sameTimeLastWeek } from './same-time-last-week';

const BERLIN = 'Europe/Berlin';
const days = (now: string, timeZone = BERLIN) => {
  const { today, before } = sameTimeLastWeek(new Date(now), timeZone);
  return [today.midnight, before.midnight, before.at].map((at) => at.toISOString());
};

test('is the same weekday, up to the same time', () => {
  expect(days('2026-06-10T10:15:00+02:00')).toEqual([
    '2026-06-09T22:00:00.000Z',
    '2026-06-02T22:00:00.000Z',
    '2026-06-03T08:15:00.000Z',
  ]);
});

test('is the same time on the wall across the change of the clocks', () => {
  // Forward on 29 March 2026: 10:15 was an hour later in UTC a week before.
  expect(days('2026-03-30T10:15:00+02:00')[2]).toBe('2026-03-23T09:15:00.000Z');
  // Back on 25 October 2026.
  expect(days('2026-10-26T10:15:00+01:00')[2]).toBe('2026-10-19T08:15:00.000Z');
});

test('of a time that was skipped a week ago is an hour later', () => {
  expect(days('2026-04-05T02:30:00+02:00')[2]).toBe('2026-03-29T01:30:00.000Z');
});

test('at midnight nothing of the day has passed', () => {
  expect(days('2026-06-10T00:00:00+02:00')).toEqual([
    '2026-06-09T22:00:00.000Z',
    '2026-06-02T22:00:00.000Z',
    '2026-06-02T22:00:00.000Z',
  ]);
});

test('where the day begins at one o’clock, so does the window', () => {
  // Beirut went forward at midnight on 29 March 2026.
  expect(days('2026-03-29T09:00:00+03:00', 'Asia/Beirut')[0]).toBe('2026-03-28T22:00:00.000Z');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { END_PRESETS, endAfter, instantOfEnd, localText } from './silence-ends';

test.each([
  ['2026-11-21T20:05:59Z', 'Europe/Berlin', '2026-11-21T21:05'],
  ['2026-07-01T23:30:00Z', 'Europe/Berlin', '2026-07-02T01:30'],
  ['2026-11-21T00:10:00Z', 'America/St_Johns', '2026-11-20T20:40'],
  ['2026-11-21T00:00:00Z', 'UTC', '2026-11-21T00:00'],
])('%s is %s on the clock of %s', (at, zone, local) => {
  expect(localText(new Date(at), zone)).toBe(local);
});

test('a quick choice means its moment, in the hour that comes twice as well', () => {
  // In Berlin 02:30 comes twice in this night.
  const now = new Date('2026-10-25T00:30:00Z');
  const end = endAfter(1, now, 'Europe/Berlin');
  expect(end.local).toBe('2026-10-25T02:30');
  expect(instantOfEnd(end, 'Europe/Berlin')).toEqual(new Date('2026-10-25T01:30:00Z'));
  expect(instantOfEnd({ ...end, at: null }, 'Europe/Berlin')).toEqual(
    new Date('2026-10-25T00:30:00Z'),
  );
});

test('what is typed is the lab’s clock; an hour that is left out is no time', () => {
  const typed = (local: string) => instantOfEnd({ local, at: null }, 'Europe/Berlin');
  expect(typed('2026-11-21T08:00')).toEqual(new Date('2026-11-21T07:00:00Z'));
  expect(typed('2026-03-29T02:30')).toBeNull();
  expect(typed('')).toBeNull();
});

test('every quick choice is as long as it says', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...END_PRESETS),
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'UTC'),
      ({ hours }, now, zone) => {
        const end = instantOfEnd(endAfter(hours, now, zone), zone);
        expect((end?.getTime() ?? 0) - now.getTime()).toBe(hours * 3_600_000);
      },
    ),
  );
});

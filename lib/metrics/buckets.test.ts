import { expect, test } from 'vitest';
import { bucketKey, bucketKeys, bucketWindow } from './buckets';

const BERLIN = { timeZone: 'Europe/Berlin', firstWeekday: 1 };
const NEW_YORK = { timeZone: 'America/New_York', firstWeekday: 7 };
const window = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

test('a window is cut into the buckets it touches', () => {
  const october = window('2026-10-24T12:00:00+02:00', '2026-11-02T00:00:00+01:00');
  expect(bucketKeys('day', october, BERLIN)).toHaveLength(9);
  expect(bucketKeys('week', october, BERLIN)).toEqual(['2026-10-19', '2026-10-26']);
  expect(bucketKeys('week', october, NEW_YORK)).toEqual(['2026-10-18', '2026-10-25', '2026-11-01']);
  expect(bucketKeys('month', october, BERLIN)).toEqual(['2026-10', '2026-11']);
});

test('the last days there are have an end', () => {
  const last = window('9999-12-30T12:00:00Z', '9999-12-31T23:59:59.999Z');
  expect(bucketKeys('day', last, NEW_YORK)).toEqual(['9999-12-30', '9999-12-31']);
  expect(bucketKeys('month', last, NEW_YORK)).toEqual(['9999-12']);
  // East of Greenwich the year after has begun.
  expect(bucketKeys('day', last, BERLIN)).toEqual(['9999-12-30', '9999-12-31', '+010000-01-01']);
  expect(bucketKeys('month', last, BERLIN)).toEqual(['9999-12', '+010000-01']);
  expect(bucketKey('month', last.to, BERLIN)).toBe('+010000-01');
  expect(bucketWindow('month', '+010000-01', 'UTC').to.toISOString()).toBe(
    '+010000-02-01T00:00:00.000Z',
  );
});

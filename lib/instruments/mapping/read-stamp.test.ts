import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStamp } from './read-stamp';

test.each([
  ['20260301081530', 'Europe/Berlin', '2026-03-01T07:15:30.000Z'],
  ['202603010815', 'Europe/Berlin', '2026-03-01T07:15:00.000Z'],
  ['2026030108', 'UTC', '2026-03-01T08:00:00.000Z'],
  ['20260301081530.1239', 'UTC', '2026-03-01T08:15:30.123Z'],
  ['20260701081530', 'Europe/Berlin', '2026-07-01T06:15:30.000Z'],
  ['20141006053500+0700', 'Europe/Berlin', '2014-10-05T22:35:00.000Z'],
  ['20110103143428-0800', 'UTC', '2011-01-03T22:34:28.000Z'],
  ['20240229120000', 'America/New_York', '2024-02-29T17:00:00.000Z'],
  // The first of two in autumn.
  ['20261025023000', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
  [' 20260301081530 ', 'UTC', '2026-03-01T08:15:30.000Z'],
])('%s on the clock of %s is %s', (text, zone, iso) => {
  expect(readStamp(text, zone)?.toISOString()).toBe(iso);
});

test.each([
  ['a day alone', '20260301'],
  ['no day of the calendar', '20260230120000'],
  ['no hour of the day', '20260301240000'],
  ['an hour the clock leaves out', '20260329023000'],
  ['a year nobody means', '00010101000000'],
  ['half an offset', '20260301081530+01'],
  ['an offset of no zone', '20260301081530+9900'],
  ['other ways to write it', '2026-03-01T08:15:30'],
  ['text', 'yesterday'],
  ['nothing', ''],
])('%s is no time: %s', (_, text) => {
  expect(readStamp(text, 'Europe/Berlin')).toBeNull();
});

test('any instant is read back, to the second, with an offset and without', () => {
  const instant = fc.date({
    min: new Date('1970-01-01'),
    max: new Date('2100-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, offset) => {
      const second = Math.floor(at.getTime() / 1000) * 1000;
      const digits = (ms: number) => new Date(ms).toISOString().replace(/\D/g, '').slice(0, 14);
      const minutes = Math.abs(offset);
      const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
      expect(readStamp(digits(second + offset * 60_000) + zone, 'UTC')?.getTime()).toBe(second);
      expect(readStamp(digits(second), 'UTC')?.getTime()).toBe(second);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after';

const now = new Date('1994-11-06T08:49:00Z');

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['120', 120_000],
    [' 7 ', 7_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
    ['Sun Nov  6 08:49:37 1994', 37_000],
    ['Sun, 06 Nov 1994 08:48:37 GMT', 0],
  ])('%s is understood', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));

  it.each([null, '', '-1', '1.5', '1e3', 'soon', '2026-01-01', '12345678901', '5 s', '0x10'])(
    '%s says nothing',
    (header) => expect(retryAfterMs(header, now)).toBeNull(),
  );

  it('with a year of two digits is of the past where it would be 50 years ahead', () => {
    expect(retryAfterMs('Saturday, 06-Nov-99 08:49:37 GMT', new Date('2026-01-01'))).toBe(0);
    const ahead = retryAfterMs('Friday, 01-Jan-27 00:00:00 GMT', new Date('2026-12-31T00:00:00Z'));
    expect(ahead).toBe(24 * 3_600_000);
  });

  it('as a date is the time until it, in every form that a date may have', () => {
    const times = fc.date({
      min: new Date('1980-01-01'),
      max: new Date('2035-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, fc.integer({ min: -100_000, max: 100_000 }), (at, seconds) => {
        const from = new Date(Math.floor(at.getTime() / 1000) * 1000);
        const until = new Date(from.getTime() + seconds * 1000);
        const imf = until.toUTCString();
        const [, day = '', month, year, time] = imf.split(' ');
        const weekday = imf.slice(0, 3);
        const asctime = `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`;
        const expected = Math.max(0, seconds * 1000);
        expect(retryAfterMs(imf, from)).toBe(expected);
        expect(retryAfterMs(asctime, from)).toBe(expected);
      }),
    );
  });

  it('never is less than nothing, nor breaks, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const ms = retryAfterMs(header, now);
        expect(ms === null || (Number.isFinite(ms) && ms >= 0)).toBe(true);
      }),
    );
  });
});

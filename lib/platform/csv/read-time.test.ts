import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { guessDateOrder, noEvidence, weighDate } from './date-order';
import { labClock } from './lab-clock';
import { MISSING_HOUR, readTime, type TimeRules } from './read-time';

const berlin: TimeRules = { clock: labClock('Europe/Berlin'), dateOrder: 'dmy' };
const newYork: TimeRules = { clock: labClock('America/New_York'), dateOrder: 'mdy' };

const shown = (read: number | string) =>
  typeof read === 'number' ? new Date(read).toISOString() : read;

describe('readTime', () => {
  it.each([
    ['2026-03-01T08:30:00+01:00', '2026-03-01T07:30:00.000Z'],
    ['2026-03-01T08:30Z', '2026-03-01T08:30:00.000Z'],
    ['2026-03-01 08:30:15.250-05', '2026-03-01T13:30:15.250Z'],
    ['2026-03-01 08:30', '2026-03-01T07:30:00.000Z'],
    ['2026-07-01 08:30', '2026-07-01T06:30:00.000Z'],
    ['2026/03/01 08:30', '2026-03-01T07:30:00.000Z'],
    ['1/2/2026 2:03 PM', '2026-02-01T13:03:00.000Z'],
    ['1.2.26 14:03', '2026-02-01T13:03:00.000Z'],
    ['1-Feb-26 14:03', '2026-02-01T13:03:00.000Z'],
    ['01/02/99 12:00 am', '1999-01-31T23:00:00.000Z'],
    ['46054.5', '2026-02-01T11:00:00.000Z'],
    ['46054,52083', '2026-02-01T11:30:00.000Z'],
    ['20260201143000', '2026-02-01T13:30:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(shown(readTime(text, berlin))).toBe(instant);
  });

  it.each([
    ['2026-02-30 08:00', /no day/],
    ['2026-03-01 24:00', /cannot|can be read/],
    ['2026-03-01', /no time of day/],
    ['46054', /no time of day/],
    ['12/31/2026 08:00', /no month 31/],
    ['13/13/2026 08:00', /no day/],
    ['1/2/3 08:00', /can be read/],
    ['13:00 PM', /can be read/],
    ['1/2/2026 13:00 PM', /can be read/],
    ['#######', /too narrow/],
    ['1772352000', /can be read/],
    ['yesterday', /can be read/],
    ['2026-03-29 02:30', /clocks were put forward/],
  ])('refuses %s', (text, reason) => {
    expect(readTime(text, berlin)).toMatch(reason);
  });

  it('takes the first of a doubled hour and refuses a missing one', () => {
    expect(shown(readTime('2026-10-25 02:30', berlin))).toBe('2026-10-25T00:30:00.000Z');
    expect(shown(readTime('11/01/2026 1:30', newYork))).toBe('2026-11-01T05:30:00.000Z');
    expect(readTime('3/8/2026 2:30', newYork)).toBe(MISSING_HOUR);
  });

  it.each([
    'Europe/Berlin',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ])('agrees with Temporal in %s', (zone) => {
    const clock = labClock(zone);
    const from = Date.UTC(2005, 0, 1) / 60_000;
    fc.assert(
      fc.property(fc.integer({ min: from, max: from + 20 * 366 * 1440 }), (minute) => {
        const local = new Date(minute * 60_000).toISOString().slice(0, 16);
        const plain = Temporal.PlainDateTime.from(local);
        const zoned = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
        const exists = zoned.toPlainDateTime().equals(plain);
        expect(clock.toInstant(minute * 60_000)).toBe(exists ? zoned.epochMilliseconds : null);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the order of day and month', () => {
  const guess = (cells: string[], zone = 'Europe/Berlin') => {
    const evidence = noEvidence();
    for (const cell of cells) weighDate(evidence, cell);
    return guessDateOrder(evidence, undefined, zone);
  };
  it('follows the days above 12', () => {
    expect(guess(['1/2/2026', '13/2/2026'])).toMatchObject({ order: 'dmy', because: 'evidence' });
    expect(guess(['1/2/2026', '2/13/2026'])).toMatchObject({ order: 'mdy', example: '2/13/2026' });
  });
  it('is the custom of the zone where nothing tells', () => {
    expect(guess(['1/2/2026'])).toMatchObject({ order: 'dmy', because: 'assumed' });
    expect(guess(['1/2/2026'], 'America/Chicago')).toMatchObject({ order: 'mdy' });
  });
  it('is no question where dates are written year first or with dots', () => {
    expect(guess(['2026-02-01 08:00', '1.2.2026'])).toBeNull();
  });
});

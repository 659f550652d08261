import { describe, expect, it } from 'vitest';
import { generateRequest } from './generate-request';

const NOW = new Date('2026-11-20T15:30:42.123Z');
const read = (line: string) => generateRequest(line.split(' '), NOW);

describe('generateRequest', () => {
  it('takes what is given and fills in the rest', () => {
    expect(read('--days 3 --per-day 1200')).toEqual({
      days: 3,
      perDay: 1200,
      seed: 1,
      end: Date.parse('2026-11-20T15:30:00Z'),
      outfile: undefined,
      lab: 'demo',
      timeZone: undefined,
    });
    const line =
      '--days 1 --per-day 5 --seed 7 --end 2026-03-09T12:00:00-04:00 --outfile a.csv --no-db';
    expect(read(`${line} --time-zone Europe/Berlin`)).toEqual({
      days: 1,
      perDay: 5,
      seed: 7,
      end: Date.parse('2026-03-09T16:00:00Z'),
      outfile: 'a.csv',
      lab: null,
      timeZone: 'Europe/Berlin',
    });
  });

  it.each([
    ['--per-day 5', '--days is missing'],
    ['--days 0 --per-day 5', '--days must be from 1 to 3650'],
    ['--days three --per-day 5', '--days must be a whole number'],
    ['--days 3 --per-day 5 --seed x', '--seed must be a whole number'],
    ['--days 3 --per-day 5 --end 2026-03-09T12:00:00', '--end must be a time with an offset'],
    ['--days 3 --per-day 5 --no-db --time-zone Mars/Olympus', '--time-zone must be an IANA name'],
    ['--days 3 --per-day 5 --time-zone Europe/Berlin', '--time-zone goes with --no-db only'],
    ['--days 3 --per-day 5 --lag demo', "Unknown option '--lag'"],
  ])('refuses %s: %s', (line, message) => {
    expect(() => read(line)).toThrow(message);
  });
});

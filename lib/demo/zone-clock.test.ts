import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneClock } from './zone-clock';

const at = (text: string) => Date.parse(text);

describe('zoneClock', () => {
  it.each([
    ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08T01:59:59-05:00'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08T03:00:00-04:00'],
    ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01T01:30:00-04:00'],
    ['America/New_York', '2026-11-01T06:30:00Z', '2026-11-01T01:30:00-05:00'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01T05:45:00+05:45'],
    ['UTC', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00+00:00'],
  ])('in %s %s is %s', (zone, moment, text) => {
    expect(zoneClock(zone).iso(at(moment))).toBe(text);
  });

  it('writes what reads back as the same moment, whatever the zone', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'];
    const clocks = zones.map(zoneClock);
    fc.assert(
      fc.property(
        fc.integer({ min: 1_262_304_000, max: 1_893_456_000 }),
        fc.constantFrom(...clocks),
        (seconds, clock) => at(clock.iso(seconds * 1000)) === seconds * 1000,
      ),
    );
  });

  it('finds the next of some local hours, across a change of the clocks', () => {
    const clock = zoneClock('Europe/Berlin');
    const next = (from: string) => clock.iso(clock.nextHour(at(from), [3, 7]));
    expect(next('2026-03-28T21:00:00Z')).toBe('2026-03-29T03:00:00+02:00');
    expect(next('2026-03-29T01:00:00Z')).toBe('2026-03-29T03:00:00+02:00');
    expect(next('2026-10-25T00:30:00Z')).toBe('2026-10-25T03:00:00+01:00');
    expect(() => clock.nextHour(0, [])).toThrow('No such hour');
  });

  it('knows the weekday', () => {
    const clock = zoneClock('Europe/Berlin');
    expect(clock.wall(at('2026-11-22T22:59:00Z'))).toMatchObject({ weekday: 7, hour: 23 });
    expect(clock.wall(at('2026-11-22T23:00:00Z'))).toMatchObject({ weekday: 1, day: 23, hour: 0 });
  });
});

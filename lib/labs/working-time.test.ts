import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addWorkingMinutes,
  openIntervals,
  workingMinutesBetween,
  type OpeningCalendar,
} from './working-time';

const at = (text: string) => Date.parse(text);
const weekdays = (hours: [string, string][]): OpeningCalendar['openingHours'] => ({
  ...Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, hours])),
  6: [],
  7: [],
});
const office: OpeningCalendar = {
  effectiveFrom: '1900-01-01',
  openingHours: weekdays([['08:00', '16:30']]),
  holidays: ['2026-12-25'],
};
const always: OpeningCalendar = {
  effectiveFrom: '1900-01-01',
  openingHours: Object.fromEntries(
    ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['00:00', '24:00']]]),
  ),
  holidays: [],
};
const zone = 'Europe/Berlin';

describe('workingMinutesBetween', () => {
  it.each([
    ['within a day', '2026-11-18T09:00:00+01:00', '2026-11-18T10:30:00+01:00', 90],
    ['over the night', '2026-11-18T16:00:00+01:00', '2026-11-19T09:00:00+01:00', 90],
    ['over a weekend', '2026-11-20T16:00:00+01:00', '2026-11-23T08:10:00+01:00', 40],
    ['on a Sunday', '2026-11-22T10:00:00+01:00', '2026-11-22T12:00:00+01:00', 0],
    ['over a holiday', '2026-12-24T16:00:00+01:00', '2026-12-28T08:30:00+01:00', 60],
    ['backwards', '2026-11-18T10:30:00+01:00', '2026-11-18T09:00:00+01:00', -90],
  ])('counts open minutes %s', (_, from, to, minutes) => {
    expect(workingMinutesBetween([office], zone, at(from), at(to))).toBe(minutes);
  });

  it('counts real time through both changes of the clocks', () => {
    const spring = [at('2026-03-29T00:00:00+01:00'), at('2026-03-30T00:00:00+02:00')] as const;
    const autumn = [at('2026-10-25T00:00:00+02:00'), at('2026-10-26T00:00:00+01:00')] as const;
    expect(workingMinutesBetween([always], zone, ...spring)).toBe(23 * 60);
    expect(workingMinutesBetween([always], zone, ...autumn)).toBe(25 * 60);
    const nights = {
      ...always,
      openingHours: { ...always.openingHours, 7: [['01:00', '05:00']] },
    } as const;
    expect(workingMinutesBetween([nights], zone, ...spring)).toBe(3 * 60);
    expect(workingMinutesBetween([nights], zone, ...autumn)).toBe(5 * 60);
  });

  it('reads hours past midnight as the night after', () => {
    const night = { ...office, openingHours: { 5: [['22:00', '06:00']] } } as const;
    expect(
      workingMinutesBetween(
        [night],
        zone,
        at('2026-11-20T20:00:00+01:00'),
        at('2026-11-22T00:00:00+01:00'),
      ),
    ).toBe(8 * 60);
  });

  it('goes by the calendar in force on each day', () => {
    const longer = {
      ...office,
      effectiveFrom: '2026-11-19',
      openingHours: weekdays([['08:00', '20:00']]),
    };
    expect(
      workingMinutesBetween(
        [longer, office],
        zone,
        at('2026-11-18T00:00:00+01:00'),
        at('2026-11-20T00:00:00+01:00'),
      ),
    ).toBe(8.5 * 60 + 12 * 60);
  });
});

const minute = (value: number) =>
  `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
const openingHours = fc.dictionary(
  fc.constantFrom('1', '2', '3', '4', '5', '6', '7'),
  fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
      .filter(([from, to]) => to > from)
      .map(([from, to]): [string, string] => [minute(from * 15), minute(to * 15)]),
    { maxLength: 3 },
  ),
);
const calendars = openingHours.map((hours): OpeningCalendar[] => [
  { effectiveFrom: '1900-01-01', openingHours: hours, holidays: ['2026-03-30', '2026-10-26'] },
]);
// Around both changes of the clocks, and one change by half an hour.
const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC');
const instants = fc
  .tuple(
    fc.constantFrom(at('2026-03-05T00:00:00Z'), at('2026-10-22T00:00:00Z')),
    fc.integer({ min: 0, max: 40 * 96 }),
  )
  .map(([base, quarters]) => base + quarters * 900_000);

describe('openIntervals', () => {
  it('agrees with asking each quarter of an hour whether the lab is open', () => {
    fc.assert(
      fc.property(calendars, zones, instants, (given, timeZone, start) => {
        const from = start;
        const to = start + 3 * 86_400_000;
        const intervals = openIntervals(given, timeZone, from, to);
        for (let time = from; time < to; time += 900_000) {
          const local = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone);
          const offsets = new Set(
            [-7_200_000, 7_200_000].map(
              (away) =>
                Temporal.Instant.fromEpochMilliseconds(time + away).toZonedDateTimeISO(timeZone)
                  .offset,
            ),
          );
          // Beside a change a boundary may fall into the doubled hour, where wall time can't tell.
          if (offsets.size > 1) continue;
          const clock = minute(local.hour * 60 + local.minute);
          const [calendar] = given;
          const wanted =
            !calendar?.holidays.includes(local.toPlainDate().toString()) &&
            (calendar?.openingHours[String(local.dayOfWeek)] ?? []).some(
              ([opens, closes]) => opens <= clock && clock < closes,
            );
          const found = intervals.some((open) => open.from <= time && time < open.to);
          expect(found, `${local.toString()}`).toBe(wanted);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are in order and apart', () => {
    fc.assert(
      fc.property(calendars, zones, instants, instants, (given, timeZone, a, b) => {
        const intervals = openIntervals(given, timeZone, Math.min(a, b), Math.max(a, b));
        for (const [index, interval] of intervals.entries()) {
          expect(interval.to).toBeGreaterThan(interval.from);
          expect(interval.from).toBeGreaterThan(intervals[index - 1]?.to ?? -Infinity);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('working time', () => {
  it('adds up: from a to b and b to c is from a to c, and never more than the clock', () => {
    fc.assert(
      fc.property(
        calendars,
        zones,
        fc.tuple(instants, instants, instants),
        (given, timeZone, times) => {
          const [a = 0, b = 0, c = 0] = times.toSorted((x, y) => x - y);
          const minutes = (from: number, to: number) =>
            workingMinutesBetween(given, timeZone, from, to);
          expect(minutes(a, b) + minutes(b, c)).toBeCloseTo(minutes(a, c), 6);
          expect(minutes(a, c)).toBeLessThanOrEqual((c - a) / 60_000);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is undone by addWorkingMinutes', () => {
    fc.assert(
      fc.property(
        calendars,
        zones,
        instants,
        fc.integer({ min: 1, max: 5000 }),
        (given, timeZone, start, minutes) => {
          const due = addWorkingMinutes(given, timeZone, start, minutes);
          if (due === null) {
            expect(Object.values(given[0]?.openingHours ?? {}).flat()).toHaveLength(0);
            return;
          }
          expect(workingMinutesBetween(given, timeZone, start, due)).toBeCloseTo(minutes, 6);
          // It is the first such instant.
          expect(workingMinutesBetween(given, timeZone, start, due - 60_000)).toBeLessThan(minutes);
        },
      ),
      { numRuns: 40 },
    );
  });
});

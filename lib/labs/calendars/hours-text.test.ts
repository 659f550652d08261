import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { OpeningHoursField } from './contract';
import { hoursText, parseHours } from './hours-text';
import { faultOfDay, inOrder, weeklyHours, type Stretch } from './opening-hours';

test.each<[string, Stretch[]]>([
  ['', []],
  ['closed', []],
  ['–', []],
  ['08:00–16:30', [['08:00', '16:30']]],
  ['8-16', [['08:00', '16:00']]],
  ['8.30 to 16:00', [['08:30', '16:00']]],
  [
    '13:00–16:30, 08:00-12:00',
    [
      ['08:00', '12:00'],
      ['13:00', '16:30'],
    ],
  ],
  [
    '8—12; 12—16',
    [
      ['08:00', '12:00'],
      ['12:00', '16:00'],
    ],
  ],
  ['00:00–24:00', [['00:00', '24:00']]],
  ['24 h', [['00:00', '24:00']]],
  ['22:00–06:00', [['22:00', '06:00']]],
])('%s is read', (text, stretches) => {
  expect(parseHours(text)).toEqual({ ok: true, stretches });
});

test.each([
  ['8', '“8” is no opening time'],
  ['25:00–26:00', '“25:00–26:00” is no opening time'],
  ['24:00–06:00', 'is no opening time'],
  ['08:00–24:30', 'is no opening time'],
  ['08:60–09:00', 'is no opening time'],
  ['08:00–12:00,', 'comma too many'],
  ['08:00–12:00, 11:00–14:00', '08:00–12:00 and 11:00–14:00 overlap'],
  ['22:00–06:00, 23:00–24:00', '22:00–06:00 and 23:00–24:00 overlap'],
  ['08:00–08:00', 'opens and closes at once'],
])('%s is refused, and why', (text, message) => {
  expect(parseHours(text)).toEqual({ ok: false, message: expect.stringContaining(message) });
});

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1440 }))
  .map(([from, to]): Stretch => [clock(from), clock(to)]);

describe('any hours', () => {
  it('are read as they were written, or refused for what is wrong with them', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 4 }), (stretches) => {
        const read = parseHours(hoursText(stretches));
        const fault = faultOfDay(stretches);
        expect(read).toEqual(
          fault === null
            ? { ok: true, stretches: inOrder(stretches) }
            : { ok: false, message: fault },
        );
      }),
    );
  });

  it('never overlap once read, minute by minute', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 3 }), (stretches) => {
        const read = parseHours(hoursText(stretches));
        if (!read.ok) return;
        const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
        const seen = new Set<number>();
        for (const [opens, closes] of read.stretches) {
          const from = minuteOf(opens);
          const to = minuteOf(closes) > from ? minuteOf(closes) : minuteOf(closes) + 1440;
          for (let minute = from; minute < to; minute += 1) {
            expect(seen.has(minute)).toBe(false);
            seen.add(minute);
          }
        }
      }),
    );
  });

  it('of any text are read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseHours(text);
        if (!read.ok) expect(read.message).not.toBe('');
        else expect(parseHours(hoursText(read.stretches))).toEqual(read);
      }),
    );
  });
});

describe('a week', () => {
  const faultsOf = (hours: object) =>
    OpeningHoursField.safeParse(hours).error?.issues.map(({ path, message }) => ({
      path: path.join('.'),
      message,
    }));

  it('has seven days, in order, closed where nothing is said', () => {
    const given = {
      '1': [
        ['13:00', '16:00'],
        ['08:00', '12:00'],
      ],
    };
    const week = OpeningHoursField.parse(given);
    expect(week['1'][0]).toEqual(['08:00', '12:00']);
    expect(week['7']).toEqual([]);
    expect(weeklyHours(week)).toBe(7);
  });

  it('names the day whose night runs into the next morning, Sunday into Monday too', () => {
    const night = [['22:00', '06:00']];
    expect(faultsOf({ '7': night, '1': [['05:00', '10:00']] })).toEqual([
      { path: '7', message: '22:00–06:00 runs into 05:00–10:00 of Monday' },
    ]);
    expect(faultsOf({ '7': night, '1': [['06:00', '10:00']] })).toBeUndefined();
  });

  it.each([
    [{ '8': [] }, '8'],
    [{ '1': [['8:00', '12:00']] }, '1.0.0'],
    [{ '1': [['08:00', '24:01']] }, '1.0.1'],
    [{ '1': [['24:00', '12:00']] }, '1.0.0'],
    [{ '1': [['08:00']] }, '1.0.1'],
    [{ '2': [['08:00', '08:00']] }, '2'],
  ])('refuses %j', (hours, where) => {
    const { error } = OpeningHoursField.safeParse(hours);
    const named = error?.issues.map((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.join() : issue.path.join('.'),
    );
    expect(named?.some((path) => path.startsWith(where.slice(0, 1)))).toBe(true);
  });
});

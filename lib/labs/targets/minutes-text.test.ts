import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minutesAsText, parseMinutes } from './minutes-text';

test.each([
  ['90', 90],
  [' 1:30 ', 90],
  ['1 h 30 min', 90],
  ['1h30m', 90],
  ['2 h', 120],
  ['45 min', 45],
  ['1 d 12 h', 2160],
  ['36:00', 2160],
  ['0', 0],
])('%s is %i minutes', (text, minutes) => expect(parseMinutes(text)).toBe(minutes));

test.each(['', 'soon', '1:60', '-5', '1.5', '1,5 h', 'h', '5 h h', '1e3'])(
  '%s is no time',
  (text) => expect(parseMinutes(text)).toBeNull(),
);

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 525_600 }), (minutes) => {
      expect(parseMinutes(minutesAsText(minutes))).toBe(minutes);
    }),
  );
});

test('any text is a whole number of minutes or none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const minutes = parseMinutes(text);
      expect(minutes === null || (Number.isSafeInteger(minutes) && minutes >= 0)).toBe(true);
    }),
  );
});

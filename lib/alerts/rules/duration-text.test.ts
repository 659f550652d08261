import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, parseDuration } from './duration-text';

describe('a wait as people type it', () => {
  it.each([
    ['30 s', 30],
    ['30sec', 30],
    ['5', 300],
    ['5 min', 300],
    ['5m', 300],
    ['1:30', 5_400],
    ['1 h 30 min', 5_400],
    ['4 hours', 14_400],
    ['2 d', 172_800],
    [' 1 D 12 H ', 129_600],
    ['0', 0],
    ['90 min', 5_400],
  ])('reads %s as %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', ' ', 'soon', '-5', '1,5 h', '1:75', '5 min 1 h', '10 x', 'min'])(
    'takes %j for none',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * 86_400 }), (seconds) => {
        expect(parseDuration(durationText(seconds))).toBe(seconds);
      }),
    );
  });

  it('never takes a text for something other than whole seconds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const seconds = parseDuration(text);
        expect(seconds === null || (Number.isInteger(seconds) && seconds >= 0)).toBe(true);
      }),
    );
  });

  it('writes no unit of which there is none', () => {
    expect([0, 30, 300, 14_400, 129_600, 90_061].map(durationText)).toEqual([
      '0 s',
      '30 s',
      '5 min',
      '4 h',
      '1 d 12 h',
      '1 d 1 h 1 min 1 s',
    ]);
  });
});

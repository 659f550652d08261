import { expect, test } from 'vitest';
import { secondsText } from './seconds-text';

test.each([
  [0, '0 s'],
  [0.42, '0.4 s'],
  [9.96, '10 s'],
  [12.9, '12 s'],
  [59.9, '59 s'],
  [60, '1 min 00 s'],
  [185, '3 min 05 s'],
  [3_600, '1 h 00 min'],
  [90_000, '1 d 1 h'],
])('%s seconds are %s', (seconds, text) => {
  expect(secondsText(seconds)).toBe(text);
});

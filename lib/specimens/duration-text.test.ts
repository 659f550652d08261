import { expect, test } from 'vitest';
import { durationText } from './duration-text';

test.each([
  [0, '0 min'],
  [0.5, 'less than 1 min'],
  [1, '1 min'],
  [59.99, '59 min'],
  [60, '1 h 00 min'],
  [185, '3 h 05 min'],
  [1439.9, '23 h 59 min'],
  [1440, '1 d 0 h'],
  [3150, '2 d 4 h'],
  [-5.5, '−5 min'],
  [-0.2, '−less than 1 min'],
  [-1500, '−1 d 1 h'],
])('%d minutes are %s', (minutes, text) => {
  expect(durationText(minutes)).toBe(text);
});

import { expect, test } from 'vitest';
import { clockText, waitTone } from './critical-words';

test.each([
  [-3, '0:00'],
  [0, '0:00'],
  [42.9, '0:42'],
  [725, '12:05'],
  [3600, '1:00:00'],
  [7509, '2:05:09'],
  [86_399, '23:59:59'],
  [93_600, '1 d 2 h'],
])('%s seconds are %s', (seconds, text) => expect(clockText(seconds)).toBe(text));

test.each([
  [0, 'neutral'],
  [19.9, 'neutral'],
  [20, 'warning'],
  [30, 'warning'],
  [30.1, 'danger'],
])('after %s of 30 minutes it is %s', (minutes, tone) => {
  expect(waitTone(minutes, 30)).toBe(tone);
});

import { expect, it } from 'vitest';
import { countdownText } from './countdown-text';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

it.each([
  [34 * MINUTE, '34 min left'],
  [10 * MINUTE, '10 min left'],
  [10 * MINUTE - 1, '9:59 left'],
  [4 * MINUTE + 32 * SECOND, '4:32 left'],
  [5 * SECOND, '0:05 left'],
  [0, '0:00 left'],
  [-1, '0:00 over'],
  [-61 * SECOND, '1:01 over'],
  [-12 * MINUTE, '12 min over'],
  [-125 * MINUTE, '2 h 05 min over'],
  [50 * 60 * MINUTE, '2 d 2 h left'],
])('%d ms is "%s"', (milliseconds, text) => {
  expect(countdownText(milliseconds)).toBe(text);
});

import { expect, test } from 'vitest';
import { agoText } from './ago-text';

test.each([
  [-3, 'just now'],
  [4.9, 'just now'],
  [5, '5 s ago'],
  [59.9, '59 s ago'],
  [60, '1 min ago'],
  [3_599, '59 min ago'],
  [3_600, '1 h ago'],
  [47 * 3_600, '47 h ago'],
  [48 * 3_600, '2 d ago'],
  [86_400 * 1_234, '1,234 d ago'],
])('%s seconds are “%s”', (seconds, text) => {
  expect(agoText(seconds)).toBe(text);
});

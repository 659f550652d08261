import { expect, test } from 'vitest';
import { rateText } from './rate-bars';

test.each([
  [[], '0'],
  [[0, 0, 0], '0'],
  [Array.from({ length: 15 }, (_, at) => (at === 3 ? 1 : 0)), '< 0.1'],
  [[1, 0], '0.5'],
  [[9, 10], '9.5'],
  [[10, 10], '10'],
  [[2_400, 2_401], '2,401'],
])('%j messages minute by minute are %s a minute', (minutes, text) => {
  expect(rateText(minutes)).toBe(text);
});

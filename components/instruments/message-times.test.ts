import { expect, test } from 'vitest';
import { settledAfterText, specimensText } from './message-times';

const at = (second: number) => new Date(Date.UTC(2026, 2, 2) + second * 1000).toISOString();

test.each([
  [0.01, 'under 0.1 s'],
  [0.32, '0.3 s'],
  [75, '1 min 15 s'],
  [7_500, '2 h 05 min'],
  [3 * 86_400, '3 d'],
])('settled %d seconds after it came: %s', (seconds, text) => {
  const message = { received_at: at(0), settled_at: at(seconds) };
  expect(settledAfterText(message, new Date(at(999_999)))).toBe(text);
});

test('a message that waits has waited until now', () => {
  const message = { received_at: at(0), settled_at: null };
  expect(settledAfterText(message, new Date(at(12)))).toBe('12 s');
});

test('a row names two specimens, and how many more there are', () => {
  expect(specimensText([])).toEqual({ shown: [], more: 0 });
  expect(specimensText(['a', 'b'])).toEqual({ shown: ['a', 'b'], more: 0 });
  expect(specimensText(['a', 'b', 'c', 'd'])).toEqual({ shown: ['a', 'b'], more: 2 });
});

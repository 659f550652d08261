import { expect, test } from 'vitest';
import { downIn } from './down-in';

test('whatever shares a moment with a stretch is found, and no other', () => {
  const stretches = Array.from({ length: 40 }, (_, index) => {
    const from = (index * 37) % 200;
    return { from, to: from + ((index * 7) % 5) };
  });
  const wasDown = downIn(stretches);
  for (let from = -2; from < 210; from += 1) {
    for (const long of [1, 2, 3, 10]) {
      const to = from + long;
      const shared = stretches.some((one) => one.to > one.from && one.from < to && one.to > from);
      expect([from, to, wasDown(from, to)]).toEqual([from, to, shared]);
    }
  }
});

test('of no stretches none was', () => {
  expect(downIn([])(-Infinity, Infinity)).toBe(false);
});

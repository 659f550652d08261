import { expect, it } from 'vitest';
import { usualOrder } from './usual-order';

const step = (name: string, startMs: number, finishMs: number) => ({ name, startMs, finishMs });

it('lets each step wait for the one that ended last before it began', () => {
  const given = [
    step('d', 60, 70),
    step('a', 0, 10),
    step('long', 12, 90),
    step('b', 12, 30),
    step('c', 30, 55),
  ];
  const ordered = usualOrder(given).map(({ step: { name }, after, lagMs }) => [name, after, lagMs]);
  expect(ordered).toEqual([
    ['a', [], 0],
    ['b', [0], 2],
    ['long', [0], 2],
    ['c', [1], 0],
    ['d', [3], 5],
  ]);
});

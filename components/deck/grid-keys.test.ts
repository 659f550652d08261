import { expect, test } from 'vitest';
import { movedTo } from './grid-keys';

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 9, 9],
  ['ArrowLeft', 0, 0],
  ['ArrowLeft', 4, 3],
  ['ArrowDown', 1, 5],
  ['ArrowDown', 7, 7],
  ['ArrowUp', 5, 1],
  ['ArrowUp', 3, 3],
  ['Home', 7, 0],
  ['End', 2, 9],
  ['Enter', 2, null],
] as const)('%s leads from %i to %s in ten cells in rows of four', (key, at, next) => {
  expect(movedTo(key, at, 10, 4)).toBe(next);
});

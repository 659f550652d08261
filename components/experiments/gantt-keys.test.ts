import { expect, it } from 'vitest';
import { nextStep } from './gantt-keys';
import type { GanttItem } from './gantt-layout';

const item = (id: string, startMs: number): GanttItem => ({
  id,
  device: 'A',
  startMs,
  endMs: startMs + 2,
  estimatedEndMs: null,
  kind: 'done',
});
const lanes = [
  [item('a', 0), item('b', 10), item('c', 20)],
  [item('d', 1), item('e', 19)],
];

it.each([
  ['a', 'ArrowRight', 'b'],
  ['b', 'ArrowLeft', 'a'],
  ['a', 'ArrowLeft', null],
  ['c', 'ArrowRight', null],
  ['a', 'End', 'c'],
  ['c', 'Home', 'a'],
  ['c', 'ArrowDown', 'e'],
  ['d', 'ArrowUp', 'a'],
  ['d', 'ArrowDown', null],
  ['a', 'Tab', null],
  ['unknown', 'Home', null],
])('from %s %s leads to %s', (id, key, to) => {
  expect(nextStep(lanes, id, key)?.id ?? null).toBe(to);
});

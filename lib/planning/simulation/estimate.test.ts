import { expect, test } from 'vitest';
import { estimateOf, estimateOfDifference, estimateWithin, ratioRuns } from './estimate';

test('the interval is Student’s', () => {
  // Mean 4, standard deviation 2; t of 2 degrees of freedom is 4.302653.
  const half = (4.302652729749462 * 2) / Math.sqrt(3);
  const estimate = estimateOf([2, null, 4, 6]);
  expect(estimate?.mean).toBe(4);
  expect(estimate?.low).toBeCloseTo(4 - half, 9);
  expect(estimate?.high).toBeCloseTo(4 + half, 9);
});

test('one run has no interval, none has no estimate', () => {
  expect(estimateOf([null, 5])).toEqual({ mean: 5, low: null, high: null });
  expect(estimateOf([null])).toBeNull();
});

test('a share stays one', () => {
  expect(estimateWithin([0, 0, 1], 1)).toMatchObject({ low: 0, high: 1 });
});

test('differences are taken run by run', () => {
  expect(estimateOfDifference([5, 9, null], [4, 8, 7])).toEqual({ mean: 1, low: 1, high: 1 });
});

test('a ratio is of all runs, busy ones counting for more', () => {
  const runs = ratioRuns([
    { sum: 10, of: 2 },
    { sum: 0, of: 0 },
    { sum: 30, of: 10 },
  ]);
  // Both together 40/12; without the first 30/10, without the last 10/2.
  expect(runs[0]).toBeCloseTo((2 * 40) / 12 - 3, 12);
  expect(runs[1]).toBeNull();
  expect(runs[2]).toBeCloseTo((2 * 40) / 12 - 5, 12);
  expect(ratioRuns([{ sum: 3, of: 4 }])).toEqual([0.75]);
});

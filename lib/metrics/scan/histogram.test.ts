import fc from 'fast-check';
import { expect, it } from 'vitest';
import { histogramOf } from './histogram';

const ms = (minutes: number[]) => Float64Array.from(minutes, (value) => value * 60_000).sort();

it('counts by stretches, the last without an end', () => {
  expect(histogramOf(ms([0, 0.5, 1, 3]))).toEqual({
    width: 1,
    data: [
      { from: 0, to: 1, count: 2 },
      { from: 1, to: 2, count: 1 },
      { from: 2, to: 3, count: 0 },
      { from: 3, to: null, count: 1 },
    ],
  });
  expect(histogramOf(ms([]))).toBeNull();
});

it('has every value once, in few bars', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 1, maxLength: 300 }),
      (values) => {
        const found = histogramOf(Float64Array.from(values).sort());
        expect(found?.data.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        expect(found?.data.length).toBeLessThanOrEqual(42);
      },
    ),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentile } from '@/lib/metrics/percentiles';
import { selectQuantiles } from './select-quantiles';

const FRACTIONS = [0, 0.25, 0.5, 0.9, 0.99, 1];

test('quantiles are those of sorted values, to the last digit', () => {
  const few = fc.integer({ min: 0, max: 5 });
  const many = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.oneof(fc.array(few), fc.array(many, { maxLength: 300 })), (values) => {
      const expected = FRACTIONS.map((fraction) => percentile(values, fraction));
      expect(selectQuantiles(Float64Array.from(values), FRACTIONS)).toEqual(expected);
    }),
  );
});

test.each([
  ['sorted', (at: number) => at],
  ['backwards', (at: number) => -at],
  ['all alike', () => 7],
  ['mostly nothing', (at: number) => (at % 50 === 0 ? at : 0)],
])('a million of them, %s, take no time', (_, value) => {
  const values = Float64Array.from({ length: 1_000_001 }, (_nothing, at) => value(at));
  const sorted = values.toSorted();
  const started = performance.now();
  // Places 500,000 and 900,000: no two values to go between.
  expect(selectQuantiles(values, [0.5, 0.9])).toEqual([sorted[500_000], sorted[900_000]]);
  // Were it quadratic, it would take hours.
  expect(performance.now() - started).toBeLessThan(10_000);
});

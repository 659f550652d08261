import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentsOf } from '../moments';
import type { Distribution } from '../model';
import { normalQuantile } from './normal-quantile';
import { Random } from './random';
import { draw, failuresAt, pickerOf, samplerOf } from './sampler';
import { studentT975 } from './student-t';

test.each([
  [0.5, 0],
  [0.975, 1.959963984540054],
  [0.025, -1.959963984540054],
  [0.9, 1.2815515655446004],
  [0.999999, 4.753424308822899],
  [1e-10, -6.361340902404056],
])('the standard normal quantile at %d', (fraction, expected) => {
  // Near 1 the fraction itself is only known to 16 digits.
  expect(normalQuantile(fraction)).toBeCloseTo(expected, 10);
});

test.each([
  [1, 12.706204736174694],
  [2, 4.302652729749462],
  [3, 3.1824463052837078],
  [9, 2.2621571627982053],
  [29, 2.0452296421327034],
  [199, 1.971956544249395],
])('Student’s t with %d degrees of freedom', (freedom, expected) => {
  expect(studentT975(freedom)).toBeCloseTo(expected, 9);
});

const DISTRIBUTIONS = [
  { kind: 'fixed', minutes: 7 },
  { kind: 'exponential', mean_minutes: 12 },
  { kind: 'lognormal', median_minutes: 10, sigma: 0.7 },
  { kind: 'empirical', quantiles_minutes: [1, 2, 2, 5, 60] },
] satisfies Distribution[];

describe.each(DISTRIBUTIONS)('$kind', (distribution) => {
  test('has the mean and the variability that are said of it', () => {
    const { at } = samplerOf(distribution);
    const { mean, scv } = momentsOf(distribution);
    // The middle rule over the quantile function; what its ends leave out is very little.
    const steps = 1_000_000;
    let first = 0;
    let second = 0;
    for (let step = 0; step < steps; step += 1) {
      const minutes = at((step + 0.5) / steps);
      first += minutes / steps;
      second += (minutes * minutes) / steps;
    }
    expect(first / mean).toBeCloseTo(1, 4);
    expect(second / (first * first) - 1).toBeCloseTo(scv, 3);
  });

  test('more luck is never less', () => {
    const { at } = samplerOf(distribution);
    const inside = fc.double({ min: 1e-10, max: 1 - 1e-10, noNaN: true });
    fc.assert(
      fc.property(inside, inside, (a, b) => {
        expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
        expect(at(a)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

test('the deciles of an empirical one are those it was given', () => {
  const { at } = samplerOf({ kind: 'empirical', quantiles_minutes: [0, 10, 30] });
  expect([0.25, 0.5, 0.75].map(at)).toEqual([5, 10, 20]);
});

test('values are picked by their weights', () => {
  const picker = pickerOf([
    { value: 5, weight: 1 },
    { value: 7, weight: 2 },
    { value: 9, weight: 1 },
  ]);
  expect([0.01, 0.249, 0.251, 0.749, 0.751, 0.99].map(picker.at)).toEqual([5, 5, 7, 7, 9, 9]);
  expect(pickerOf([{ value: 3, weight: 2 }]).always).toBe(3);
});

test('so many attempts fail as the rate says, and fewer of the same luck where it is less', () => {
  const failures = failuresAt(0.2);
  const random = new Random([1]);
  const draws = 100_000;
  let sum = 0;
  let none = 0;
  for (let count = 0; count < draws; count += 1) {
    const failed = draw(failures, random);
    sum += failed;
    if (failed === 0) none += 1;
  }
  expect(sum / draws).toBeCloseTo(0.25, 2);
  expect(none / draws).toBeCloseTo(0.8, 2);
  for (let luck = 0.001; luck < 1; luck += 0.001) {
    expect(failuresAt(0.1).at(luck)).toBeLessThanOrEqual(failures.at(luck));
  }
  expect(failuresAt(0).always).toBe(0);
});

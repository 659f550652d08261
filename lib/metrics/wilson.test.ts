import { describe, expect, it } from 'vitest';
import { wilson95 } from './wilson';

describe('wilson95', () => {
  // By hand with z = 1.959964: centre (p + z²/2n) / (1 + z²/n), half width
  // z √(p(1−p)/n + z²/4n²) / (1 + z²/n).
  it.each([
    [5, 10, 23.659, 76.341],
    [8, 10, 49.016, 94.332],
    [81, 263, 25.529, 36.621],
    [95, 100, 88.825, 97.847],
  ])('of %i in %i is %f to %f', (count, total, low, high) => {
    const found = wilson95(count, total);
    expect(found?.[0]).toBeCloseTo(low, 2);
    expect(found?.[1]).toBeCloseTo(high, 2);
  });

  it('has a bound even where all or none are', () => {
    // z² / (n + z²) = 3.8415 / 13.8415
    expect(wilson95(0, 10)?.[0]).toBe(0);
    expect(wilson95(0, 10)?.[1]).toBeCloseTo(27.753, 2);
    expect(wilson95(10, 10)?.[0]).toBeCloseTo(72.247, 2);
    expect(wilson95(10, 10)?.[1]).toBe(100);
  });

  it('is nothing of nothing', () => {
    expect(wilson95(0, 0)).toBeNull();
  });
});

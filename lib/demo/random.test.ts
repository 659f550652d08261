import { describe, expect, it } from 'vitest';
import { seededRandom, xoshiro128 } from './random';

const take = (count: number, next: () => number) => Array.from({ length: count }, next);

describe('xoshiro128', () => {
  it('gives the numbers of the reference implementation', () => {
    // Rust's rand_xoshiro checks the same ones against Vigna's C.
    expect(take(10, xoshiro128(1, 2, 3, 4))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });
});

describe('seededRandom', () => {
  it('repeats itself for one seed and stream only', () => {
    const first = take(20, seededRandom(7, 'tubes').unit);
    expect(take(20, seededRandom(7, 'tubes').unit)).toEqual(first);
    expect(take(20, seededRandom(8, 'tubes').unit)).not.toEqual(first);
    expect(take(20, seededRandom(7, 'outages').unit)).not.toEqual(first);
  });

  it('is uniform in [0, 1)', () => {
    const values = take(20_000, seededRandom(1, 'test').unit);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    for (let tenth = 0; tenth < 10; tenth++) {
      const inside = values.filter((value) => Math.floor(value * 10) === tenth).length;
      expect(Math.abs(inside - 2000)).toBeLessThan(180);
    }
  });

  it('draws log-normal values around their median', () => {
    const random = seededRandom(2, 'test');
    const values = take(20_001, () => random.logNormal(40, 0.5)).sort((a, b) => a - b);
    expect(values[10_000]).toBeGreaterThan(39);
    expect(values[10_000]).toBeLessThan(41);
    // The 90th percentile of a log-normal is median × e^(1.2816 σ).
    expect(values[18_000]).toBeGreaterThan(40 * Math.exp(1.2816 * 0.5) * 0.97);
    expect(values[18_000]).toBeLessThan(40 * Math.exp(1.2816 * 0.5) * 1.03);
  });

  it('chooses by weight and never what weighs nothing', () => {
    const random = seededRandom(3, 'test');
    const chosen = take(8_000, () => random.weighted([0, 1, 3], (weight) => weight));
    const threes = chosen.filter((weight) => weight === 3).length;
    expect(chosen).not.toContain(0);
    expect(threes / chosen.length).toBeCloseTo(0.75, 1);
    expect(() => random.weighted([], () => 1)).toThrow('Nothing to choose from');
  });
});

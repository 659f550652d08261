import { describe, expect, it } from 'vitest';
import { durationAt, estimatePlace, windowStart } from './sample-window';

describe('where an estimate stands', () => {
  it.each([
    [1, 0.95, 0],
    [9, 0.95, 8],
    [9, 0.5, 8],
    [10, 0.95, 8.55],
    [11, 0.5, 5],
    [11, 0, 0],
    [11, 1, 10],
    [100, 'largest', 99],
  ] as const)('of %s samples at %s: %s', (samples, confidence, place) => {
    expect(estimatePlace(samples, confidence)).toBeCloseTo(place, 12);
  });

  it.each([
    [5, 4, 0],
    [20, 19, 0],
    [21, 20, 1],
    [1_000, 949.05, 940],
    [1_000, 3, 0],
    [1_000, 999, 980],
  ])('of %s samples at %s the steps from %s on are named', (samples, place, start) => {
    expect(windowStart(samples, place)).toBe(start);
  });

  it('lies between two durations by its fraction', () => {
    expect(durationAt([10, 20, 40], 7, 8.25)).toBe(25);
    expect(durationAt([10, 20, 40], 7, 9)).toBe(40);
    expect(() => durationAt([10], 7, 9)).toThrow('misses');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sharedFile } from '@/lib/platform/testing-shared';
import { box, percentile } from './percentiles';

const goldenFile = sharedFile('golden/percentiles.json');
const figure = z.number().nullable();
const Golden = z.object({
  percentiles: z.array(
    z.object({ values: z.array(z.number()), p50: figure, p90: figure, p99: figure }),
  ),
  box: z.array(
    z.object({
      values: z.array(z.number()),
      q1: z.number(),
      median: z.number(),
      q3: z.number(),
      whisker_low: z.number(),
      whisker_high: z.number(),
      outliers: z.number(),
      outlier_values: z.array(z.number()),
    }),
  ),
});

describe('percentile', () => {
  it.each([
    { values: [60, 120, 180, 240, 300], p50: 180, p90: 276, p99: 297.6 },
    { values: [120, 60], p50: 90, p90: 114, p99: 119.4 },
    { values: [42], p50: 42, p90: 42, p99: 42 },
    { values: [0, 10, 0, 0], p50: 0, p90: 7, p99: 9.7 },
  ])('is of type 7: $values', ({ values, p50, p90, p99 }) => {
    expect(percentile(values, 0.5)).toBeCloseTo(p50, 10);
    expect(percentile(values, 0.9)).toBeCloseTo(p90, 10);
    expect(percentile(values, 0.99)).toBeCloseTo(p99, 10);
  });

  it('is nothing of nothing', () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(box([])).toBeNull();
  });

  it('agrees with the golden file (skipped where ../shared is absent)', ({ skip }) => {
    if (!existsSync(goldenFile)) skip();
    const golden = Golden.parse(JSON.parse(readFileSync(goldenFile, 'utf8')));
    expect(golden.percentiles.length).toBeGreaterThan(0);
    for (const { values, p50, p90, p99 } of golden.percentiles) {
      for (const [fraction, wanted] of [
        [0.5, p50] as const,
        [0.9, p90] as const,
        [0.99, p99] as const,
      ]) {
        const found = percentile(values, fraction);
        if (wanted === null) expect(found).toBeNull();
        else expect(found).toBeCloseTo(wanted, 10);
      }
    }
    for (const { values, outliers, ...wanted } of golden.box) {
      const found = box(values);
      expect(found).toEqual({
        q1: wanted.q1,
        median: wanted.median,
        q3: wanted.q3,
        whiskerLow: wanted.whisker_low,
        whiskerHigh: wanted.whisker_high,
        outlierValues: wanted.outlier_values,
      });
      expect(found?.outlierValues).toHaveLength(outliers);
    }
  });

  const values = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 60 });

  it('lies between the ends, never falls as the fraction grows, and heeds no order', () => {
    fc.assert(
      fc.property(
        values,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, a, b) => {
          const low = percentile(given, Math.min(a, b)) ?? NaN;
          const high = percentile(given, Math.max(a, b)) ?? NaN;
          expect(low).toBeGreaterThanOrEqual(Math.min(...given));
          expect(high).toBeLessThanOrEqual(Math.max(...given));
          expect(low).toBeLessThanOrEqual(high + 1e-6);
          expect(percentile(given.toReversed(), a)).toBe(percentile(given, a));
        },
      ),
    );
  });

  it('hits every value at its own fraction', () => {
    fc.assert(
      fc.property(values, (given) => {
        const sorted = given.toSorted((a, b) => a - b);
        for (const [index, value] of sorted.entries()) {
          if (sorted.length === 1) return;
          expect(percentile(given, index / (sorted.length - 1))).toBeCloseTo(value, 3);
        }
      }),
    );
  });

  it('draws whiskers to values that exist and loses none', () => {
    fc.assert(
      fc.property(values, (given) => {
        const found = box(given);
        if (!found) throw new Error('no box');
        expect(given).toContain(found.whiskerLow);
        expect(given).toContain(found.whiskerHigh);
        const inside = given.filter((v) => v >= found.whiskerLow && v <= found.whiskerHigh);
        expect(inside.length + found.outlierValues.length).toBe(given.length);
      }),
    );
  });
});

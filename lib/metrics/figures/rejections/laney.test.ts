import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laneyLimits, type Proportion } from './laney';

const weeks = (ns: number[], counts: number[]): Proportion[] =>
  ns.map((n, at) => ({ n, count: counts[at] ?? 0 }));

describe('laneyLimits', () => {
  it('agrees with a computation of its own in Python', () => {
    const limits = laneyLimits(
      weeks(
        [410, 395, 502, 388, 120, 447, 463, 431, 520, 399, 405, 472],
        [12, 15, 9, 14, 6, 22, 11, 13, 10, 19, 16, 12],
      ),
    );
    expect(limits?.centre).toBeCloseTo(0.03210823909531502, 14);
    expect(limits?.sigmaZ).toBeCloseTo(1.499643022842583, 12);
    expect(limits?.at(120)?.[0]).toBe(0);
    expect(limits?.at(120)?.[1]).toBeCloseTo(0.10450850539797246, 12);
    expect(limits?.at(410)?.[1]).toBeCloseTo(0.07127691209548019, 12);
  });

  it('is narrower than a p chart where buckets differ less than chance would have them', () => {
    const limits = laneyLimits(
      weeks(
        [2010, 1980, 2105, 1890, 950, 2040, 2000, 1995, 2120, 1875, 2030, 1960],
        [101, 97, 108, 93, 50, 99, 104, 96, 109, 90, 103, 98],
      ),
    );
    expect(limits?.sigmaZ).toBeCloseTo(0.4814408072014924, 12);
    expect(limits?.at(950)?.[0]).toBeCloseTo(0.0397969354217287, 12);
    expect(limits?.at(2010)?.[1]).toBeCloseTo(0.05703284088224057, 12);
  });

  it('needs 12 buckets with anything in them', () => {
    const eleven = Array.from({ length: 11 }, (_, at) => ({ n: 50, count: at % 3 }));
    expect(laneyLimits([...eleven, { n: 0, count: 0 }])).toBeNull();
    expect(laneyLimits([...eleven, { n: 50, count: 1 }])?.buckets).toBe(12);
  });

  it('has no width where nothing or everything was rejected', () => {
    const all = (share: number) => Array.from({ length: 12 }, () => ({ n: 10, count: 10 * share }));
    expect(laneyLimits(all(0))?.at(10)).toEqual([0, 0]);
    expect(laneyLimits(all(1))?.at(10)).toEqual([1, 1]);
    expect(laneyLimits(all(1))?.at(0)).toBeNull();
  });

  it('keeps the mean between its limits, and widens them where fewer were counted', () => {
    const bucket = fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([n, share]) => ({ n, count: Math.round(n * share) }));
    fc.assert(
      fc.property(fc.array(bucket, { minLength: 12, maxLength: 40 }), (buckets) => {
        const limits = laneyLimits(buckets);
        const none: [number, number] = [NaN, NaN];
        const [few, many] = [limits?.at(10) ?? none, limits?.at(1000) ?? none];
        const centre = limits?.centre ?? NaN;
        expect(many[0]).toBeLessThanOrEqual(centre);
        expect(many[1]).toBeGreaterThanOrEqual(centre);
        expect(few[0]).toBeLessThanOrEqual(many[0]);
        expect(few[1]).toBeGreaterThanOrEqual(many[1]);
        expect(few[0]).toBeGreaterThanOrEqual(0);
        expect(few[1]).toBeLessThanOrEqual(1);
      }),
    );
  });
});

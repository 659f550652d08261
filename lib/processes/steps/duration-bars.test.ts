import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationBars } from './duration-bars';

/** Bars of durations in ms, as the database counts them. */
function barsOf(all: readonly number[]) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil((sorted.length - 1) * share)] ?? 0;
  const scale = durationBars({ count: all.length, median: at(0.5), p99: at(0.99) });
  const counts = new Map<number, number>();
  for (const ms of all) {
    const bin = Math.min(Math.floor(ms / scale.widthMs), scale.regular);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return scale.filled(counts);
}

describe('bars of durations', () => {
  it.each([
    [900, 's', 0.1],
    [12_000, 's', 1],
    [179_000, 's', 10],
    [200_000, 'min', 0.2],
    [30 * 60_000, 'min', 2],
    [170 * 60_000, 'min', 10],
    [4 * 3_600_000, 'h', 0.2],
    [300 * 3_600_000, 'h', 15],
  ])('up to %i ms are in %s, %s wide', (p99, unit, width) => {
    const bars = barsOf([p99 / 2, p99]);
    expect(bars).toMatchObject({ unit, width, count: 2 });
    expect(bars.bars.length).toBeLessThanOrEqual(24);
  });

  it('of steps that took no time is one', () => {
    expect(barsOf([0, 0]).bars).toEqual([{ from: 0, to: 0.1, count: 2 }]);
  });

  it('hold every step once, without a gap, a few in the last', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 900 * 3_600_000 }), { minLength: 1, maxLength: 300 }),
        (all) => {
          const { bars, width } = barsOf(all);
          expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
          for (const [index, { from, to }] of bars.entries()) {
            expect(from).toBeCloseTo(index * width, 5);
            if (to === null) expect(index).toBe(bars.length - 1);
          }
          expect(bars.length).toBeLessThanOrEqual(25);
        },
      ),
    );
  });
});

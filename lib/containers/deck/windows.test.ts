import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawnPerDevice, windowOf } from './windows';

const labs = fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 500 });

it('draws a usual deck whole, and of a large archive the first rows', () => {
  expect(drawnPerDevice([1, 4, 24, 96])).toBe(96);
  expect(windowOf(24, 96, undefined)).toEqual({ from: 0, to: 24 });
  expect(windowOf(2000, 96, undefined)).toEqual({ from: 0, to: 48 });
  expect(windowOf(2000, 96, 1999)).toEqual({ from: 1968, to: 2000 });
});

it('keeps a page to about four thousand positions, however large the lab', () => {
  fc.assert(
    fc.property(labs, (slots) => {
      const atMost = drawnPerDevice(slots);
      const drawn = slots.reduce((sum, count) => {
        const { from, to } = windowOf(count, atMost, undefined);
        return sum + to - from;
      }, 0);
      expect(drawn).toBeLessThanOrEqual(4_000);
      expect(atMost).toBeGreaterThanOrEqual(8);
    }),
  );
});

it('always draws what was looked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.nat(1999),
      fc.integer({ min: 8, max: 96 }),
      (slots, at, atMost) => {
        const position = at % slots;
        const { from, to } = windowOf(slots, atMost, position);
        expect(from).toBeLessThanOrEqual(position);
        expect(to).toBeGreaterThan(position);
        expect(to).toBeLessThanOrEqual(slots);
        expect(to - from).toBeLessThanOrEqual(Math.max(atMost, slots <= atMost ? slots : 0));
      },
    ),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsOn, interruption } from './outages';

const outages = [{ device: 'A', from: 100, until: 200 }];

describe('beginsOn', () => {
  it('leaves other devices and other times alone', () => {
    expect(beginsOn(outages, 'B', 150)).toBe(150);
    expect(beginsOn(outages, 'A', 99)).toBe(99);
    expect(beginsOn(outages, 'A', 400)).toBe(400);
  });

  it('puts off what would begin during an outage until after it', () => {
    expect(beginsOn(outages, 'A', 100)).toBe(200);
    expect(beginsOn(outages, 'A', 150)).toBe(220);
  });

  it('never lets work begin early, and keeps its order', () => {
    const moment = fc.double({ min: 0, max: 1000, noNaN: true });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [first, second] = a <= b ? [a, b] : [b, a];
        const begins = beginsOn(outages, 'A', first);
        expect(begins).toBeGreaterThanOrEqual(first);
        expect(begins < 100 || begins >= 200).toBe(true);
        expect(beginsOn(outages, 'A', second)).toBeGreaterThanOrEqual(begins);
      }),
    );
  });
});

describe('interruption', () => {
  it.each([
    ['A', 90, 110, true],
    ['A', 90, 100, false],
    ['A', 100, 110, false],
    ['B', 90, 110, false],
  ])('of work on %s from %d to %d: %s', (device, begins, ends, expected) => {
    expect(interruption(outages, device, begins, ends) !== undefined).toBe(expected);
  });
});

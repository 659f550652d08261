import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTooHigh, ratesAt, rateSpells, type Counted } from './rate-spells';
import { percentText, windowText } from './rate-text';

const right = (at: number): Counted => ({ key: 'M1', at, wrongAt: null });
const wrong = (at: number, since = at): Counted => ({ key: 'M1', at, wrongAt: since });

describe('rate spells', () => {
  it('begin with what goes wrong and end when it leaves the window', () => {
    const rule = { percent: 40, windowMs: 10, atLeast: 2 };
    // 1 of 2 at 5; at 11 the first is gone and 1 of 1 is too few.
    const spells = rateSpells([right(1), wrong(5)], rule, { from: 0, to: 100 });
    expect(spells).toEqual([{ key: 'M1', from: 5, to: 11, worst: 50 }]);
  });

  it('are none where exactly the limit is reached, or too few were counted', () => {
    const rule = { percent: 50, windowMs: 10, atLeast: 2 };
    expect(rateSpells([right(1), wrong(5)], rule, { from: 0, to: 100 })).toEqual([]);
    expect(rateSpells([wrong(5)], rule, { from: 0, to: 100 })).toEqual([]);
  });

  it('begin when what was counted as right turns out wrong', () => {
    const rule = { percent: 10, windowMs: 10, atLeast: 1 };
    expect(rateSpells([wrong(1, 4)], rule, { from: 0, to: 100 })).toEqual([
      { key: 'M1', from: 4, to: 11, worst: 100 },
    ]);
    // … which it does too late.
    expect(rateSpells([wrong(1, 11)], rule, { from: 0, to: 100 })).toEqual([]);
  });

  it('have no end where they last at the end of the period, and begin with it at the earliest', () => {
    const rule = { percent: 10, windowMs: 10, atLeast: 1 };
    expect(rateSpells([wrong(1)], rule, { from: 4, to: 9 })).toEqual([
      { key: 'M1', from: 4, to: null, worst: 100 },
    ]);
    expect(rateSpells([wrong(1)], rule, { from: 11, to: 90 })).toEqual([]);
  });

  it('contain each moment at which the rate is too high, and no other', () => {
    const one = fc.record({
      key: fc.constantFrom('M1', 'M2'),
      at: fc.integer({ min: 0, max: 60 }),
      wrongAt: fc.option(fc.integer({ min: 0, max: 70 }), { nil: null }),
    });
    const rule = fc.record({
      percent: fc.constantFrom(10, 25, 33, 50, 90),
      windowMs: fc.integer({ min: 1, max: 30 }),
      atLeast: fc.integer({ min: 1, max: 4 }),
    });
    const bounds = fc.record({ from: fc.integer({ min: 30, max: 50 }), length: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 25 }), rule, bounds, (counted, terms, bound) => {
        const period = { from: bound.from, to: bound.from + bound.length };
        const spells = rateSpells(counted, terms, period);
        for (let moment = period.from; moment < period.to; moment += 1) {
          const high = [...ratesAt(counted, moment, terms.windowMs)]
            .filter(([, rate]) => isTooHigh(rate, terms))
            .map(([key]) => key);
          const spelled = spells
            .filter(({ from, to }) => from <= moment && (to === null || moment < to))
            .map(({ key }) => key);
          expect(spelled.toSorted()).toEqual(high.toSorted());
        }
      }),
    );
  });
});

describe('words of rates', () => {
  it('say a percentage to one place, and a window in its largest whole unit', () => {
    expect([12.34, 20, 100 / 3].map(percentText)).toEqual(['12.3 %', '20 %', '33.3 %']);
    expect([45, 60, 90, 120, 1_440, 10_080].map(windowText)).toEqual([
      '45 min',
      '60 min',
      '90 min',
      '2 h',
      '24 h',
      '7 d',
    ]);
  });
});

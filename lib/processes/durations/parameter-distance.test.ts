import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParameterSets, type Parameters } from './parameter-distance';

const far = (a: Parameters, b: Parameters) => new ParameterSets([b]).distancesFrom(a)[0];

describe('the distance of parameters', () => {
  it.each<[string, Parameters, Parameters, number]>([
    ['the same', { t: 37, mode: 'soft' }, { t: 37, mode: 'soft' }, 0],
    ['numbers by their difference', { t: 30 }, { t: 50 }, 0.25],
    ['zeros', { t: 0 }, { t: 0 }, 0],
    ['numbers of opposite signs', { t: -1 }, { t: 1 }, 1],
    ['texts that differ', { mode: 'soft' }, { mode: 'hard' }, 1],
    ['a number and the same as text', { t: 37 }, { t: '37' }, 1],
    ['one that only the asked has', { t: 37, x: 1 }, { t: 37 }, 1],
    ['one that only the known has', { t: 37 }, { t: 37, x: null }, 1],
    ['nothing shared', { a: 1 }, { b: 1, c: 2 }, 3],
    ['equal lists and objects', { l: [1, 2], o: { a: 1 } }, { l: [1, 2], o: { a: 1 } }, 0],
    ['other lists', { l: [1, 2] }, { l: [2, 1] }, 1],
    ['no parameters', { t: 37 }, {}, 1],
  ])('%s', (_, asked, known, distance) => {
    expect(far(asked, known)).toBeCloseTo(distance, 12);
  });

  const value = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom('a', 'b', true, false, null, [1], { x: 1 }),
  );
  const set = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value);

  it('is none to itself, alike both ways, and at most the number of names', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(far(a, a)).toBeCloseTo(0, 12);
        expect(far(a, b)).toBeCloseTo(far(b, a) ?? NaN, 12);
        const names = new Set([...Object.keys(a), ...Object.keys(b)]).size;
        expect(far(a, b)).toBeLessThanOrEqual(names + 1e-9);
      }),
    );
  });

  it('finds every set that no other is nearer than', () => {
    fc.assert(
      fc.property(fc.array(set, { minLength: 1, maxLength: 8 }), set, (sets, asked) => {
        const each = sets.map((known) => far(asked, known) ?? NaN);
        const least = Math.min(...each);
        const nearest = each.flatMap((one, index) => (one <= least + 1e-9 ? [index] : []));
        expect(new ParameterSets(sets).nearest(asked)).toEqual(nearest);
      }),
    );
  });
});

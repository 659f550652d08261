import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { eachPiece, milestonesOf, pieceLabel } from './attribution';
import { SEGMENTS, segmentNamed } from '../../segment';

function pieces(at: number[]): [number, number, number][] {
  const found: [number, number, number][] = [];
  eachPiece(at, (...piece) => found.push(piece));
  return found;
}

describe('eachPiece', () => {
  it.each<[string, number[], [number, number, number][]]>([
    [
      'all known',
      [0, 1, 3, 7, 15],
      [
        [0, 1, 1],
        [1, 2, 2],
        [2, 3, 4],
        [3, 4, 8],
      ],
    ],
    ['nothing between', [5, NaN, NaN, NaN, 9], [[0, 4, 4]]],
    [
      'one missing',
      [0, NaN, 3, 7, 15],
      [
        [0, 2, 3],
        [2, 3, 4],
        [3, 4, 8],
      ],
    ],
    [
      'at the same moment',
      [5, 5, 5],
      [
        [0, 1, 0],
        [1, 2, 0],
      ],
    ],
    // As if the third were not known.
    [
      'one before its predecessor',
      [0, 5, 3, 10],
      [
        [0, 1, 5],
        [1, 3, 5],
      ],
    ],
    // The start is wrong, not all that comes after it.
    [
      'one after all that follow',
      [0, 9, 3, 7, 10],
      [
        [0, 2, 3],
        [2, 3, 4],
        [3, 4, 3],
      ],
    ],
    [
      'one before the first',
      [5, 3, 7, 9],
      [
        [0, 2, 2],
        [2, 3, 2],
      ],
    ],
    [
      'one past the end',
      [0, 12, 4, 10],
      [
        [0, 2, 4],
        [2, 3, 6],
      ],
    ],
    ['two alone', [0, 4], [[0, 1, 4]]],
    ['zero in all', [4, NaN, 4], [[0, 2, 0]]],
    ['a negative whole', [4, 2, 3], []],
    ['without an end', [4, 5, NaN], []],
    ['without a start', [NaN, 5, 6], []],
  ])('%s', (_, at, expected) => {
    expect(pieces(at)).toEqual(expected);
  });

  it('goes from the first to the last, in order, never negative, and sums to the whole', () => {
    const time = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(time, { minLength: 2, maxLength: 7 }), (at) => {
        const found = pieces(at);
        const whole = (at.at(-1) ?? NaN) - (at[0] ?? NaN);
        if (!(whole >= 0)) {
          expect(found).toEqual([]);
          return;
        }
        expect(found.reduce((sum, [, , ms]) => sum + ms, 0)).toBe(whole);
        expect(found.every(([from, to, ms]) => to > from && ms >= 0)).toBe(true);
        expect(found[0]?.[0]).toBe(0);
        expect(found.at(-1)?.[1]).toBe(at.length - 1);
        for (const [place, [from]] of found.entries()) {
          if (place > 0) expect(found[place - 1]?.[1]).toBe(from);
        }
        // What stands in order throughout is all kept.
        const known = at.filter((value) => !Number.isNaN(value));
        if (known.every((value, place) => place === 0 || value >= (known[place - 1] ?? 0))) {
          expect(found).toHaveLength(known.length - 1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test('names what was merged', () => {
  const segment = segmentNamed('receive_to_release');
  const milestones = milestonesOf(segment ?? { start: 'ordered', end: 'ordered' });
  expect(milestones).toEqual(['received', 'started', 'resulted', 'verified', 'released']);
  expect(pieceLabel(milestones, 0, 1)).toBe('Receipt to start');
  expect(pieceLabel(milestones, 0, 2)).toBe('Receipt to result (start unknown)');
  expect(pieceLabel(milestones, 0, 4)).toBe(
    'Receipt to release (start, result and verification unknown)',
  );
  for (const each of SEGMENTS) {
    const names = milestonesOf(each);
    expect([names[0], names.at(-1)]).toEqual([each.start, each.end]);
  }
});

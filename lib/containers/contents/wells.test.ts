import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byWell, placeOfWell, plateShape, rowName, wellName } from './wells';

test.each([
  ['A1', { row: 0, column: 0 }],
  ['H12', { row: 7, column: 11 }],
  ['P24', { row: 15, column: 23 }],
  ['Z48', { row: 25, column: 47 }],
  ['AA1', { row: 26, column: 0 }],
  ['AF48', { row: 31, column: 47 }],
  ['AG1', null],
  ['A49', null],
  ['A0', null],
  ['A01', null],
  ['a1', null],
  ['1A', null],
  ['', null],
])('%s', (well, place) => expect(placeOfWell(well)).toEqual(place));

test('every well of a plate is found again by its name', () => {
  const place = fc.record({
    row: fc.integer({ min: 0, max: 31 }),
    column: fc.integer({ min: 0, max: 47 }),
  });
  fc.assert(
    fc.property(place, (well) => {
      expect(placeOfWell(wellName(well))).toEqual({ ...well });
    }),
  );
});

test('anything else is no well, and breaks nothing', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 6 }), (text) => {
      const place = placeOfWell(text);
      if (place) expect(wellName(place)).toBe(text);
    }),
  );
});

test('rows go on after Z', () =>
  expect([0, 25, 26, 31].map(rowName)).toEqual(['A', 'Z', 'AA', 'AF']));

test.each([
  [[], 96],
  [['A1', 'H12'], 96],
  [['A13'], 384],
  [['I1'], 384],
  [['P24'], 384],
  [['Q1'], 1536],
  [['A25', 'A1'], 1536],
])('a plate with %j has %i wells', (wells, count) => {
  const { rows, columns } = plateShape(wells);
  expect(rows * columns).toBe(count);
});

test('wells stand in the order of the plate', () =>
  expect(['B1', 'A10', null, 'AA1', 'A2'].toSorted(byWell)).toEqual([
    null,
    'A2',
    'A10',
    'B1',
    'AA1',
  ]));

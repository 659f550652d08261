import { expect, test } from 'vitest';
import { bulkGroups, clickSelection } from './selection-range';

const KEYS = ['a', 'b', 'c', 'd', 'e'];
const sorted = (set: ReadonlySet<string>) => [...set].toSorted().join('');

const CLICKS: [string, string, string | null, string, string][] = [
  ['', 'b', null, 'b', 'a click selects'],
  ['b', 'b', null, '', 'another takes it back'],
  ['b', 'd', 'b', 'bcd', 'Shift selects all between'],
  ['d', 'b', 'd', 'bcd', 'upwards as well'],
  ['abcde', 'd', 'b', 'ae', 'Shift on a selected one clears all between'],
  ['', 'c', 'gone', 'c', 'the click before is on another page'],
];

test.each(CLICKS)('%j, click %s after %s: %j (%s)', (before, clicked, from, after) => {
  expect(sorted(clickSelection(new Set(before), KEYS, clicked, from))).toBe(after);
});

test('specimens are one request', () => {
  expect(
    bulkGroups([
      { number: 'A', assay: null },
      { number: 'B', assay: null },
    ]),
  ).toEqual([{ numbers: ['A', 'B'], assays: null }]);
});

test('tests are a request for each set of assays, a specimen never in two', () => {
  const rows = ['A K', 'A NA', 'B NA', 'C NA', 'C K', 'D NA'].map((text) => {
    const [number = '', assay = ''] = text.split(' ');
    return { number, assay };
  });
  expect(bulkGroups(rows)).toEqual([
    { numbers: ['A', 'C'], assays: ['K', 'NA'] },
    { numbers: ['B', 'D'], assays: ['NA'] },
  ]);
});

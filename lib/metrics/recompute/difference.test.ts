import { expect, it } from 'vitest';
import { differences } from './difference';

it('finds nothing where all is the same, within a millionth', () => {
  expect(differences({ a: 1, b: [null, 'x'] }, { a: 1 + 1e-9, b: [null, 'x'] })).toEqual([]);
});

it('says what differs and where', () => {
  expect(differences({ a: { b: [1, 2] } }, { a: { b: [1, 3] } })).toEqual([
    '.a.b[1]: answered 2, recomputed 3',
  ]);
});

it('takes what was not recomputed, and groups too many, for a difference', () => {
  expect(differences({ p50: null }, {})).toHaveLength(1);
  expect(differences({ n: 1 }, { n: NaN })).toHaveLength(1);
  expect(differences({ groups: [1] }, { groups: [1, 2] })).toHaveLength(1);
  expect(differences({ groups: [] }, { groups: undefined })).toHaveLength(1);
});

it('leaves words and links alone', () => {
  expect(differences({ label: 'One', rows_url: '/a', receipt: { version: 1 } }, {})).toEqual([]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonRows } from './json-rows';

test('rows are JSON, without what the database cannot keep', () => {
  expect(
    JSON.parse(jsonRows([{ a: 'x\u0000y', b: ['\ud800', '😀', 'ü'], at: new Date(0) }])),
  ).toEqual([{ a: 'x\ufffdy', b: ['\ufffd', '😀', 'ü'], at: '1970-01-01T00:00:00.000Z' }]);
});

test('any text comes through as it is, but for NUL and halves of characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      const [row]: [{ text: string }] = JSON.parse(jsonRows([{ text }]));
      const wanted = [...text].map((one) => (/[\u0000\p{Surrogate}]/u.test(one) ? '\ufffd' : one));
      return row.text === wanted.join('');
    }),
    { numRuns: 200 },
  );
});

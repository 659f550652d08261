import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPastedBlock } from './pasted-block';

/** As a spreadsheet puts cells on the clipboard. */
function copied(rows: readonly (readonly string[])[], lineEnd: string): string {
  const cell = (text: string) =>
    /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join('\t') + lineEnd).join('');
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'Ä', '7', ' ', '"', '\t', '\n', '\r', ':', '='),
});
const rows = fc
  .integer({ min: 1, max: 8 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }),
  );

describe('a block pasted from a spreadsheet', () => {
  test('is read back cell by cell, whatever stands in them', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (given, lineEnd) => {
        expect(readPastedBlock(copied(given, lineEnd))).toEqual(given);
      }),
      { numRuns: 2000 },
    );
  });

  test('is read to its end whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readPastedBlock(text);
        expect(read.every((row) => row.length > 0)).toBe(true);
        const letters = (all: string) => all.replaceAll(/[\t\r\n"]/g, '');
        expect(letters(read.flat().join(''))).toBe(letters(text));
      }),
    );
  });

  test.each([
    ['', []],
    ['A-1', [['A-1']]],
    ['A-1\t08:30', [['A-1', '08:30']]],
    [
      'A-1\t\nA-2\t',
      [
        ['A-1', ''],
        ['A-2', ''],
      ],
    ],
    ['5" tube\tx', [['5" tube', 'x']]],
    ['"not closed\tx', [['"not closed', 'x']]],
  ])('%j', (text, expected) => {
    expect(readPastedBlock(text)).toEqual(expected);
  });
});

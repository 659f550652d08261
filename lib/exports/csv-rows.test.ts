import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { csvHeader, csvRows } from './csv-rows';
import type { ColumnType } from './table';

const columns = (...types: ColumnType[]) => types.map((type) => ({ type }));

function written(type: ColumnType, value: string | null): string {
  return csvRows(columns(type))([[value]]);
}

test.each([
  ['−18.6 stays', '-18.6', '-18.6\r\n'],
  ['a plus and an exponent stay', '+1.5e-3', '+1.5e-3\r\n'],
  ['a formula', '=1+1', "'=1+1\r\n"],
  ['a plus', '+x', "'+x\r\n"],
  ['an at', '@SUM(A1)', "'@SUM(A1)\r\n"],
  ['a command', '-cmd', "'-cmd\r\n"],
  ['a number and more', '-1+cmd', "'-1+cmd\r\n"],
  ['a tab', '\t=1', `"'\t=1"\r\n`],
  ['a return', '\r=1', `"'\r=1"\r\n`],
  ['nothing', null, '\r\n'],
  ['quotes', 'a "b", c', '"a ""b"", c"\r\n'],
])('%s', (_, value, line) => {
  expect(written('text', value)).toBe(line);
});

test('times, days, truth and numbers have one form each', () => {
  expect(written('time', '2026-03-01 08:30:00+00')).toBe('2026-03-01T08:30:00.000Z\r\n');
  expect(written('time', '2026-03-01 08:30:00.5+00')).toBe('2026-03-01T08:30:00.500Z\r\n');
  expect(written('day', '2026-03-01')).toBe('2026-03-01\r\n');
  expect(written('boolean', 't')).toBe('true\r\n');
  expect(written('boolean', 'f')).toBe('false\r\n');
  expect(written('number', '-0.5')).toBe('-0.5\r\n');
});

describe('whatever the text', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', '1', 'a'),
    }),
    fc.constant(null),
  );
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
    );

  it('comes back from a reader of CSV, with an apostrophe at most', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const names = (rows[0] ?? []).map((_, at) => ({ name: `c${at}` }));
        const types = columns(...names.map(() => 'text' as const));
        const text = csvHeader(names) + csvRows(types)(rows);
        const [head, ...read]: string[][] = parse(text, { record_delimiter: '\r\n' });
        expect(head).toEqual(names.map(({ name }) => name));
        const plain = (given: string | null) => given ?? '';
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        for (const [line, row] of rows.entries()) {
          for (const [at, given] of row.entries()) {
            const back = read[line]?.[at];
            expect([plain(given), `'${plain(given)}`]).toContain(back);
            // Nothing that a spreadsheet would run begins a cell, unless it is a number.
            if (/^[=+\-@\t\r]/.test(back ?? ''))
              expect(Number(back?.replace(',', '.'))).not.toBeNaN();
          }
        }
      }),
    );
  });
});

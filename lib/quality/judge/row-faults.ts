import type { TableRow } from './judge-context';
import { shown } from './row-reader';

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0081\u008d\u008f\u0090\u009d]/;

export type RowFault = { column: string | null; value: string; expected: string; judged: boolean };

/** What is wrong with how a row is written. One that repeats the header is no row of data. */
export function rowFault(row: TableRow, columns: readonly string[]): RowFault | null {
  if (row.cells === undefined) {
    return { column: null, value: row.excerpt, expected: row.fault, judged: false };
  }
  const { cells } = row;
  if (cells.length === columns.length && cells[0]?.trim() === columns[0] && cells.length > 0) {
    if (cells.every((cell, index) => cell.trim() === columns[index])) {
      const value = shown(cells.join(', '));
      return {
        column: null,
        value,
        expected: 'data: this line is the header again',
        judged: false,
      };
    }
  }
  for (const [index, cell] of cells.entries()) {
    if (cell !== '' && CONTROL.test(cell)) {
      return {
        column: columns[index] ?? null,
        value: cell,
        expected: 'no control characters',
        judged: true,
      };
    }
  }
  if (cells.length === columns.length) return null;
  const further = cells.slice(columns.length).some((cell) => cell.trim() !== '');
  if (cells.length > columns.length && !further) return null;
  return {
    column: null,
    value: `${cells.length} cells`,
    expected: `${columns.length} cells, as the header has`,
    judged: true,
  };
}

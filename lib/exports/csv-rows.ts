import { csvCell, csvLine } from '@/lib/platform/csv/csv-cell';
import { instantOf } from '@/lib/platform/db/instant-text';
import type { Column } from './table';

/** How PostgreSQL's text of a value is written in CSV. Only text can hold what a sheet would run. */
function writerOf({ type }: Pick<Column, 'type'>): (value: string) => string {
  switch (type) {
    case 'text':
      return csvCell;
    case 'time':
      return instantOf;
    case 'boolean':
      return (value) => (value === 't' ? 'true' : 'false');
    default:
      return (value) => value;
  }
}

/** The header of a CSV file: the columns' names. */
export function csvHeader(columns: readonly Pick<Column, 'name'>[]): string {
  return csvLine(columns.map(({ name }) => name));
}

/** Rows of a cursor to lines of CSV (RFC 4180); no value is an empty cell. */
export function csvRows(
  columns: readonly Pick<Column, 'type'>[],
): (rows: readonly (string | null)[][]) => string {
  const writers = columns.map(writerOf);
  return (rows) => {
    let text = '';
    for (const row of rows) {
      for (let at = 0; at < writers.length; at += 1) {
        const value = row[at];
        if (at > 0) text += ',';
        if (value !== null && value !== undefined) text += writers[at]?.(value) ?? '';
      }
      text += '\r\n';
    }
    return text;
  };
}

import { readPastedBlock } from './pasted-block';

/** The columns of a paper log, in the order they are shown and pasted. */
export const LOG_COLUMNS = [
  'number',
  'action',
  'time',
  'device',
  'code',
  'comment',
  'assays',
] as const;
export type LogColumn = (typeof LOG_COLUMNS)[number];
export type LogCells = Record<LogColumn, string>;

/** What the head of a pasted block may call each column, in small letters and digits. */
const HEADS: Record<LogColumn, readonly string[]> = {
  number: ['number', 'specimen', 'specimenid', 'specimennumber', 'sample', 'sampleid', 'barcode'],
  action: ['action', 'step', 'what'],
  time: ['time', 'at', 'clock', 'hhmm'],
  device: ['device', 'machine', 'machineid', 'instrument', 'analyser', 'analyzer'],
  code: ['code', 'errorcode', 'error', 'reason', 'rejectionreason', 'errororreason'],
  comment: ['comment', 'comments', 'note', 'remark', 'remarks'],
  assays: ['assay', 'assays', 'test', 'tests', 'testtype'],
};

export function noCells(): LogCells {
  return { number: '', action: '', time: '', device: '', code: '', comment: '', assays: '' };
}

export function isBlank(cells: LogCells): boolean {
  return LOG_COLUMNS.every((column) => cells[column].trim() === '');
}

function columnCalled(head: string): LogColumn | undefined {
  const name = head.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return LOG_COLUMNS.find((column) => HEADS[column].includes(name));
}

/** The columns a first row names, or none where it is no head: at least the number and another. */
function headOf(row: readonly string[]): (LogColumn | undefined)[] | null {
  const columns = row.map(columnCalled);
  const named = columns.filter((column) => column !== undefined);
  return named.includes('number') && new Set(named).size > 1 ? columns : null;
}

function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/**
 * Rows pasted into a log. They begin at the column pasted into, unless the first row names the
 * columns; what has no column is left out, and so are empty rows.
 */
export function readPastedLog(text: string, into: LogColumn): Partial<LogCells>[] {
  const rows = readPastedBlock(text);
  const head = headOf(rows[0] ?? []);
  const columns = head ?? LOG_COLUMNS.slice(LOG_COLUMNS.indexOf(into));
  return rows.slice(head ? 1 : 0).flatMap((row): Partial<LogCells>[] => {
    const cells: Partial<LogCells> = {};
    for (const [index, content] of row.entries()) {
      const column = columns[index];
      if (column !== undefined) cells[column] = tidy(content);
    }
    return Object.values(cells).some((content) => content !== '') ? [cells] : [];
  });
}

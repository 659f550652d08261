import type { Scan } from './scan-queue';

export type ScanCounts = { done: number; refused: number; undone: number; waiting: number };

/** How many scans came to what; the ignored are in none. */
export function countScans(scans: readonly Pick<Scan<unknown>, 'status'>[]): ScanCounts {
  const count = (...statuses: Scan<unknown>['status'][]) =>
    scans.filter(({ status }) => statuses.includes(status)).length;
  return {
    done: count('done'),
    refused: count('refused'),
    undone: count('undone'),
    waiting: count('waiting', 'working', 'undoing'),
  };
}

/** A cell of a CSV: quoted where it must be, and no formula to a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The scans as CSV, in the order they were made. */
export function scansCsv(
  scans: readonly Pick<Scan<unknown>, 'id' | 'number' | 'at' | 'status' | 'text'>[],
  action: string,
): string {
  const rows = scans
    .toSorted((a, b) => a.id - b.id)
    .map(({ number, at, status, text }) => [
      number,
      action,
      status,
      text,
      new Date(at).toISOString(),
    ]);
  return [['specimen_id', 'action', 'outcome', 'detail', 'scanned_at'], ...rows]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
}

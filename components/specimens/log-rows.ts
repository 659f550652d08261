import type { EnteredRow } from '@/lib/specimens/paper-log/log-row';
import {
  isBlank,
  LOG_COLUMNS,
  noCells,
  type LogCells,
  type LogColumn,
} from '@/lib/specimens/paper-log/paper-log';

/** What came of a row when it was sent. */
export type Outcome =
  | { kind: 'none' }
  | { kind: 'sending' }
  | { kind: 'done'; entered: EnteredRow }
  | { kind: 'failed'; message: string; column: LogColumn | null };

export type GridRow = { key: number; cells: LogCells; outcome: Outcome };

const AT_FIRST = 8;

function fresh(key: number, cells: Partial<LogCells> = {}): GridRow {
  return { key, cells: { ...noCells(), ...cells }, outcome: { kind: 'none' } };
}

export function firstRows(): GridRow[] {
  return Array.from({ length: AT_FIRST }, (_, key) => fresh(key));
}

/** There is always an empty row to go on in. */
function withRoom(rows: GridRow[]): GridRow[] {
  const last = rows.at(-1);
  return last && isBlank(last.cells) ? rows : [...rows, fresh((last?.key ?? -1) + 1)];
}

/** One cell typed into; what a row was refused for is forgotten. */
export function typed(rows: readonly GridRow[], at: number, column: LogColumn, text: string) {
  return withRoom(
    rows.map((row, index) =>
      index === at
        ? { ...row, cells: { ...row.cells, [column]: text }, outcome: { kind: 'none' } }
        : row,
    ),
  );
}

/** A block laid over the rows from one on, past those that are entered already. */
export function pasted(
  rows: readonly GridRow[],
  at: number,
  block: readonly Partial<LogCells>[],
): GridRow[] {
  const next = [...rows];
  let index = at;
  for (const cells of block) {
    while (next[index]?.outcome.kind === 'done') index += 1;
    const row = next[index];
    next[index] = row
      ? { ...row, cells: { ...row.cells, ...cells }, outcome: { kind: 'none' } }
      : fresh((next.at(-1)?.key ?? -1) + 1, cells);
    index += 1;
  }
  return withRoom(next);
}

export function withOutcome(rows: readonly GridRow[], key: number, outcome: Outcome): GridRow[] {
  return rows.map((row) => (row.key === key ? { ...row, outcome } : row));
}

/** Which cell a field of the interface stands in. */
export function columnOf(field: string | undefined): LogColumn | null {
  const fields: Record<string, LogColumn> = {
    specimen_id: 'number',
    action: 'action',
    occurred_at: 'time',
    received_at: 'time',
    ordered_at: 'time',
    device: 'device',
    error_code: 'code',
    rejection_reason: 'code',
    reason: 'comment',
    comment: 'comment',
  };
  const first = field?.split('.')[0] ?? '';
  if (first === 'assays' || first === 'tests' || first === 'assay') return 'assays';
  return fields[first] ?? LOG_COLUMNS.find((column) => column === first) ?? null;
}

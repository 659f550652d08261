import { attemptRows, bytesOf, codes, times, valuesOf, type Block } from '../blocks/block';
import { VOIDED, type CodeColumn, type ColumnName } from '../blocks/block-columns';
import type { Window } from '../window';
import { filterRows, passingCodes, type AttributeFilter } from './attribute-filter';

/** What reading attempts takes of the blocks, besides what the filters look at. */
export const ATTEMPT_COLUMNS: readonly ColumnName[] = [
  'flags',
  'attempt_ended',
  'attempt_row',
  'attempt_failed',
  'attempt_device',
  'attempt_error',
];

/** The column an attempt's filter looks at: a device's is the attempt's, the others are its test's. */
export function columnOfFilter({ column }: AttributeFilter): CodeColumn {
  return column === 'device' ? 'attempt_device' : column;
}

/**
 * Calls back with each attempt of a block that ended in the window and passes the filters: its place
 * among the block's attempts, the row of its test, when it ended (ms) and whether it failed. Those of
 * voided specimens are in nothing.
 */
export function eachAttempt(
  block: Block,
  filters: readonly AttributeFilter[],
  window: Window,
  visit: (attempt: number, row: number, ended: number, failed: boolean) => void,
): void {
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const flags = bytesOf(block, 'flags');
  const ended = times(block, 'attempt_ended');
  const rowOf = attemptRows(block);
  const failed = bytesOf(block, 'attempt_failed');
  const passes = filterRows(
    block,
    filters.filter(({ column }) => column !== 'device'),
  );
  const byDevice = filters
    .filter(({ column }) => column === 'device')
    .map((filter) => passingCodes(block, { ...filter, column: columnOfFilter(filter) }));
  const device = codes(block, 'attempt_device');
  for (let attempt = 0; attempt < block.attempts; attempt += 1) {
    const at = ended[attempt] ?? NaN;
    if (!(at >= from && at < to)) continue;
    const row = rowOf[attempt] ?? -1;
    if (passes[row] !== 1 || ((flags[row] ?? 0) & VOIDED) !== 0) continue;
    if (byDevice.some((table) => table[(device[attempt] ?? -1) + 1] !== 1)) continue;
    visit(attempt, row, at, failed[attempt] === 1);
  }
}

/** Numbers what codes stand for across blocks, '' for none, and answers each code's number. */
export class CodeNumbers {
  readonly keys: string[] = [];
  #numbers = new Map<string, number>();

  numberOf(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.keys.length);
    this.keys.push(key);
    return this.keys.length - 1;
  }

  /** The number of each code + 1 of a column of a block. */
  tableOf(block: Block, column: CodeColumn): Int32Array {
    const values = valuesOf(block, column);
    return Int32Array.from(['', ...values], (value) => this.numberOf(value));
  }
}

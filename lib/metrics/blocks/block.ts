import type { PackedRow } from '@/lib/platform/db/packed-rows';
import {
  CODE_COLUMNS,
  isCode,
  isTime,
  type CodeColumn,
  type ColumnName,
  type TimeColumn,
  type ValueList,
} from './block-columns';

export type Column = Float64Array | Int16Array | Int32Array | Uint8Array;

/**
 * The tests of the specimens of one day, column by column. Row i of one column belongs to row i of
 * the others; columns of attempts have as many rows as there are attempts, and `attempt_row` says
 * which test each was of.
 */
export type Block = {
  /** The UTC day, YYYY-MM-DD. */
  day: string;
  rows: number;
  attempts: number;
  values: Partial<Record<ValueList, readonly string[]>>;
  columns: ReadonlyMap<ColumnName, Column>;
};

/** What is known of a block before its columns are read. */
export type BlockHead = Pick<Block, 'day' | 'rows' | 'attempts' | 'values'> & {
  /** Lowest and highest ms of each time column. */
  spans: Partial<Record<TimeColumn, readonly [number | null, number | null]>>;
};

function missing(block: Block, name: ColumnName): never {
  throw new Error(`Column ${name} of ${block.day} was not asked for`);
}

export function times(block: Block, name: TimeColumn): Float64Array {
  const column = block.columns.get(name);
  return column instanceof Float64Array ? column : missing(block, name);
}

export function codes(block: Block, name: CodeColumn): Int16Array {
  const column = block.columns.get(name);
  return column instanceof Int16Array ? column : missing(block, name);
}

/** What the codes of a column stand for, by place. */
export function valuesOf(block: Block, name: CodeColumn): readonly string[] {
  return block.values[CODE_COLUMNS[name]] ?? [];
}

export function bytesOf(
  block: Block,
  name: 'flags' | 'attempt_failed' | 'test_id' | 'specimen_id',
): Uint8Array {
  const column = block.columns.get(name);
  return column instanceof Uint8Array ? column : missing(block, name);
}

export function attemptRows(block: Block): Int32Array {
  const column = block.columns.get('attempt_row');
  return column instanceof Int32Array ? column : missing(block, 'attempt_row');
}

/** The UUID at a place of an id column. */
export function idAt(block: Block, name: 'test_id' | 'specimen_id', place: number): string {
  const hex = Buffer.from(bytesOf(block, name).subarray(place * 16, place * 16 + 16)).toString(
    'hex',
  );
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A packed column as a typed array of its own; PostgreSQL sends numbers with the high byte first. */
export function unpack(name: ColumnName, sent: Buffer): Column {
  const bytes = new Uint8Array(sent.length);
  bytes.set(sent);
  const view = Buffer.from(bytes.buffer);
  if (isTime(name)) {
    view.swap64();
    return new Float64Array(bytes.buffer);
  }
  if (isCode(name)) {
    view.swap16();
    return new Int16Array(bytes.buffer);
  }
  if (name === 'attempt_row') {
    view.swap32();
    return new Int32Array(bytes.buffer);
  }
  return bytes;
}

/** The cell of a packed row that must be there. */
export function cell(row: PackedRow, place: number): Buffer {
  const found = row[place];
  if (!found) throw new Error(`Cell ${place} of a packed row is missing`);
  return found;
}

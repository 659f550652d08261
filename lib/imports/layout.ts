import type { ImportMapping } from './contract';
import {
  foldColumnName,
  knownColumnOf,
  STATE_OR_MILESTONE,
  type KnownColumn,
} from './known-columns';

/** Where each known column stands in a file. */
export type Layout = {
  /** The header as the file has it, trimmed. */
  header: string[];
  /** Index in a row, by our column. */
  at: ReadonlyMap<KnownColumn, number>;
  recognised: { name: string; column: KnownColumn }[];
  ignored: string[];
};

/**
 * Reads a header, or says in one sentence what keeps the file from being read. `mapping.columns`
 * goes before the names we know, and null ignores a column.
 */
export function readHeader(
  cells: readonly string[],
  mapping: ImportMapping['columns'] = {},
): Layout | string {
  const header = cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
  const chosen = new Map(
    Object.entries(mapping).map(([name, column]) => [foldColumnName(name), column]),
  );
  const at = new Map<KnownColumn, number>();
  const recognised: Layout['recognised'] = [];
  const ignored: string[] = [];
  for (const [index, name] of header.entries()) {
    const picked = chosen.get(foldColumnName(name));
    const column = picked === undefined ? knownColumnOf(name) : picked;
    if (column === null) {
      if (name !== '') ignored.push(name.slice(0, 200));
      continue;
    }
    const earlier = at.get(column);
    if (earlier !== undefined) {
      return `The header has ${column} twice, in columns ${earlier + 1} (${header[earlier] ?? ''}) and ${index + 1} (${name}). Rename or remove one.`;
    }
    at.set(column, index);
    recognised.push({ name, column });
  }
  const missing: string[] = (['specimen_id', 'assay'] as const).filter((column) => !at.has(column));
  if (!STATE_OR_MILESTONE.some((column) => at.has(column))) {
    missing.push('a status or a time such as received_at');
  }
  if (missing.length > 0) {
    const found = header.filter((name) => name !== '').slice(0, 20);
    const has =
      found.length === 0 ? 'it is empty' : `it has ${found.map((name) => shown(name)).join(', ')}`;
    return `The header lacks ${missing.join(' and ')}; ${has}.`;
  }
  return { header, at, recognised, ignored: ignored.slice(0, 200) };
}

function shown(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}

/** Whether a row repeats the header, as files put together from several do. */
export function repeatsHeader(layout: Layout, cells: readonly string[]): boolean {
  const index = layout.at.get('specimen_id') ?? 0;
  if (cells[index]?.trim() !== layout.header[index]) return false;
  return layout.header.every((name, place) => (cells[place] ?? '').trim() === name);
}

const TIME_COLUMN = /_(at|date)$/;

/** Where the times stand in a row. */
export function timeColumnsOf(layout: Layout): number[] {
  return [...layout.at].flatMap(([column, index]) => (TIME_COLUMN.test(column) ? [index] : []));
}

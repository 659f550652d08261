import { foldColumnName, knownColumnOf } from '@/lib/imports/known-columns';

/** Where a rule's column stands in a table, or -1. */
export type ColumnFinder = (name: string) => number;

/**
 * Finds a column by its name; else by the name blind to case, spaces and hyphens; else by the names
 * that imports take for the same, such as test_type for assay.
 */
export function columnFinder(columns: readonly string[]): ColumnFinder {
  const exact = new Map<string, number>();
  const folded = new Map<string, number>();
  const known = new Map<string, number>();
  for (const [index, name] of columns.entries()) {
    if (!exact.has(name)) exact.set(name, index);
    const fold = foldColumnName(name);
    if (!folded.has(fold)) folded.set(fold, index);
    const column = knownColumnOf(name);
    if (column !== null && !known.has(column)) known.set(column, index);
  }
  return (name) => {
    const found = exact.get(name) ?? folded.get(foldColumnName(name));
    if (found !== undefined) return found;
    const column = knownColumnOf(name);
    return column === null ? -1 : (known.get(column) ?? -1);
  };
}

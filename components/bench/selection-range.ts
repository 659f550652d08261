/**
 * What is selected after a click on one key: it alone is switched; with `from` (the click before,
 * with Shift now) all between them become what the clicked one becomes.
 */
export function clickSelection(
  selected: ReadonlySet<string>,
  keys: readonly string[],
  clicked: string,
  from: string | null,
): Set<string> {
  const next = new Set(selected);
  const on = !selected.has(clicked);
  const ends = [keys.indexOf(clicked), from === null ? -1 : keys.indexOf(from)];
  const [a = -1, b = -1] = ends;
  const range = b === -1 ? [clicked] : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
  for (const key of range) {
    if (on) next.add(key);
    else next.delete(key);
  }
  return next;
}

type Row = { number: string; assay: string | null };

/** Rows as bulk requests: specimens whole in one, tests by the assays they have in common. */
export function bulkGroups<T extends Row>(
  rows: readonly T[],
): { numbers: string[]; assays: string[] | null }[] {
  const assaysOf = new Map<string, string[]>();
  for (const { number, assay } of rows) {
    const known = assaysOf.get(number) ?? [];
    if (assay !== null && !known.includes(assay)) known.push(assay);
    assaysOf.set(number, known);
  }
  const groups = new Map<string, { numbers: string[]; assays: string[] | null }>();
  for (const [number, assays] of assaysOf) {
    const sorted = assays.toSorted();
    const key = sorted.join('\n');
    const group = groups.get(key);
    if (group) group.numbers.push(number);
    else groups.set(key, { numbers: [number], assays: sorted.length > 0 ? sorted : null });
  }
  return [...groups.values()];
}

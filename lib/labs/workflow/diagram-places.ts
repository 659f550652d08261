/** A state as the diagram is given it, least advanced first. */
export type DrawnState = {
  key: string;
  label: string;
  kind: 'open' | 'done' | 'void';
  milestone: string | null;
};

/** An action from a state to a state; `to` null leads back to the state before. */
export type DrawnTransition = { action: string; label: string; from: string; to: string | null };

/**
 * The way a test takes (main), what it may stray into and come back from (aside), where work ends
 * without a result (void), and the state before, which is no state of its own.
 */
export type Row = 'main' | 'aside' | 'void' | 'before';

/** Where a state stands: its row, and its column counted in main states from 0. */
export type Place = { row: Row; column: number };

/** The key of the place that “back to the state before” leads to. */
export const BEFORE = '';

function rowOf(state: DrawnState): Row {
  if (state.kind === 'void') return 'void';
  // An open state that stamps no time is no step on the way.
  return state.kind === 'open' && state.milestone === null ? 'aside' : 'main';
}

/** The first column from `wanted` on that nobody has taken. */
function free(wanted: number, taken: ReadonlySet<number>): number {
  let column = wanted;
  while (taken.has(column)) column += 1;
  return column;
}

/**
 * Gives each state its place: the main ones in a line by rank; those aside below, between their
 * neighbours in rank; void ones at the bottom, in order of where work comes to them from, between
 * the columns and never straight below one that stands aside.
 */
export function placeStates(
  states: readonly DrawnState[],
  transitions: readonly DrawnTransition[],
): Map<string, Place> {
  const places = new Map<string, Place>();
  let column = 0;
  const between = new Set<number>();
  for (const state of states) {
    const row = rowOf(state);
    if (row === 'main') places.set(state.key, { row, column: column++ });
    if (row === 'aside') {
      const place = { row, column: free(Math.max(column - 0.5, 0.5), between) };
      between.add(place.column);
      places.set(state.key, place);
    }
  }
  const sourceColumn = (key: string) => {
    const columns = transitions
      .filter(({ to }) => to === key)
      .flatMap(({ from }) => places.get(from)?.column ?? []);
    if (columns.length === 0) return column;
    return columns.reduce((sum, one) => sum + one, 0) / columns.length;
  };
  const voids = states
    .filter((state) => rowOf(state) === 'void')
    .map(({ key }) => ({
      key,
      wanted: Math.max(Math.round(sourceColumn(key) - 0.5), 0) + 0.5,
      at: sourceColumn(key),
    }))
    .toSorted((a, b) => a.at - b.at);
  let last = -1;
  for (const { key, wanted } of voids) {
    last = free(Math.max(wanted, last + 1), between);
    places.set(key, { row: 'void', column: last });
  }
  const back = transitions
    .filter(({ to }) => to === null)
    .flatMap(({ from }) => places.get(from)?.column ?? []);
  if (back.length > 0) {
    places.set(BEFORE, { row: 'before', column: (Math.min(...back) + Math.max(...back)) / 2 });
  }
  return places;
}

/** The place a page ends at: the phase of the list, the sort value in it, and the row's id. */
export type Place = { phase: string; key: string | null; id: string };

/** Where a page begins: after a place, or before it when going back. */
export type Start = Place & { backward: boolean };

export type Keyed = { id: string; key: string | null };

export type KeyedPage = {
  ids: string[];
  next: Place | null;
  previous: Place | null;
};

type Fetch<P> = (
  phase: P,
  from: Place | null,
  backward: boolean,
  limit: number,
) => Promise<Keyed[]>;

/**
 * One page of a list that runs through several phases, such as those with a time and then those
 * without, each with an index of its own. However deep the page is, only its own rows are read.
 * `fetch` answers up to `limit` rows of a phase beyond `from`, nearest first.
 */
export async function pageByKeys<P extends { name: string }>(
  phases: readonly P[],
  start: Start | null,
  limit: number,
  fetch: Fetch<P>,
): Promise<KeyedPage> {
  const backward = start?.backward ?? false;
  const inOrder = backward ? phases.toReversed() : phases;
  const first = start === null ? 0 : inOrder.findIndex((phase) => phase.name === start.phase);
  const rows: Place[] = [];
  for (const [index, phase] of inOrder.entries()) {
    if (index < first) continue;
    if (rows.length > limit) break;
    const from = index === first ? start : null;
    const found = await fetch(phase, from, backward, limit + 1 - rows.length);
    rows.push(...found.map((row) => ({ phase: phase.name, ...row })));
  }
  const more = rows.length > limit;
  // Going back into less than a page: the first page, whole.
  if (backward && !more) return pageByKeys(phases, null, limit, fetch);
  const page = rows.slice(0, limit);
  if (backward) page.reverse();
  return {
    ids: page.map((row) => row.id),
    next: backward || more ? (page.at(-1) ?? null) : null,
    previous: start === null ? null : (page[0] ?? null),
  };
}

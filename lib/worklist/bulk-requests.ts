import type { BulkResult } from '@/lib/specimens/transitions/transition-contract';

/** A test somebody selected. */
export type SelectedTest = { specimen_id: string; assay: string };

export type BulkGroup = { specimen_ids: string[]; assays: string[] };

/** As many specimens as one request takes. */
const AT_MOST = 500;

/**
 * The bulk requests that reach exactly these tests and no other of their specimens: specimens with
 * the same assays selected go together.
 */
export function bulkGroups(selected: readonly SelectedTest[]): BulkGroup[] {
  const assaysOf = new Map<string, Set<string>>();
  for (const { specimen_id: number, assay } of selected) {
    assaysOf.set(number, (assaysOf.get(number) ?? new Set()).add(assay));
  }
  const groups = new Map<string, BulkGroup[]>();
  for (const [number, set] of assaysOf) {
    const assays = [...set].toSorted();
    const key = JSON.stringify(assays);
    const alike = groups.get(key) ?? [];
    const last = alike.at(-1);
    if (last && last.specimen_ids.length < AT_MOST) last.specimen_ids.push(number);
    else alike.push({ specimen_ids: [number], assays });
    groups.set(key, alike);
  }
  return [...groups.values()].flat();
}

/** What came of a bulk action, for people. */
export type BulkOutcome = {
  done: string[];
  refused: { specimen_id: string; assays: string[]; why: string }[];
};

/** Adds the answers to one group's request. */
export function withResults(
  outcome: BulkOutcome,
  group: BulkGroup,
  results: readonly BulkResult[],
): BulkOutcome {
  const refused = results.filter(({ ok }) => !ok);
  return {
    done: [
      ...outcome.done,
      ...results.filter(({ ok }) => ok).map(({ specimen_id: number }) => number),
    ],
    refused: [
      ...outcome.refused,
      ...refused.map(({ specimen_id: number, detail, code }) => ({
        specimen_id: number,
        assays: group.assays,
        why: detail ?? code ?? 'It was refused.',
      })),
    ],
  };
}

/** A step usual in earlier experiments: medians of when it began and ended, from their beginning. */
export type UsualTimes = { startMs: number; finishMs: number };

/**
 * In the order of their beginning: for each what it waits for, the one that ended last before it
 * began, and how long it usually waits from then on.
 */
export function usualOrder<T extends UsualTimes>(
  steps: readonly T[],
): { step: T; after: number[]; lagMs: number }[] {
  const ordered = steps.toSorted((a, b) => a.startMs - b.startMs || a.finishMs - b.finishMs);
  return ordered.map((step, place) => {
    let before: number | null = null;
    for (let earlier = 0; earlier < place; earlier += 1) {
      const finish = ordered[earlier]?.finishMs ?? Infinity;
      const best = before === null ? -Infinity : (ordered[before]?.finishMs ?? -Infinity);
      if (finish <= step.startMs && finish >= best) before = earlier;
    }
    if (before === null) return { step, after: [], lagMs: 0 };
    return { step, after: [before], lagMs: step.startMs - (ordered[before]?.finishMs ?? 0) };
  });
}

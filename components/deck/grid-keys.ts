/**
 * Where a key leads in a grid of `count` cells in rows of `columns`: the index of the next cell, or
 * null for keys that lead nowhere. Arrows stop at the edges.
 */
export function movedTo(key: string, at: number, count: number, columns: number): number | null {
  const steps: Partial<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const next = at + step;
  return next >= 0 && next < count ? next : at;
}

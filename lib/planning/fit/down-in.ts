type Stretch = { from: number; to: number };

/** Stretches that meet or overlap as one, in their order. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) all.push({ from, to });
  }
  return all;
}

/**
 * Tells of any (from, to) whether it shares a moment with one of the stretches; it is asked of every
 * test, so it looks no further than it must.
 */
export function downIn(stretches: readonly Stretch[]): (from: number, to: number) => boolean {
  const all = joined(stretches);
  return (from, to) => {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((all[middle]?.to ?? 0) > from) high = middle;
      else low = middle + 1;
    }
    return (all[low]?.from ?? Infinity) < to;
  };
}

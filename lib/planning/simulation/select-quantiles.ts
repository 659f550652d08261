/** Puts the value that belongs at `place` there, smaller ones before it, larger ones behind (Hoare). */
function settle(values: Float64Array, place: number, from: number, to: number): void {
  let low = from;
  let high = to;
  while (low < high) {
    // The middle one of three: sorted values, which shortcuts make common, take no longer.
    const first = values[low] ?? 0;
    const middle = values[(low + high) >>> 1] ?? 0;
    const last = values[high] ?? 0;
    const pivot = Math.max(Math.min(first, middle), Math.min(Math.max(first, middle), last));
    let up = low;
    let down = high;
    while (up <= down) {
      while ((values[up] ?? 0) < pivot) up += 1;
      while ((values[down] ?? 0) > pivot) down -= 1;
      if (up > down) break;
      const swapped = values[up] ?? 0;
      values[up] = values[down] ?? 0;
      values[down] = swapped;
      up += 1;
      down -= 1;
    }
    if (place <= down) high = down;
    else if (place >= up) low = up;
    else return;
  }
}

/**
 * Exact quantiles of type 7 (as lib/metrics/percentiles) at ascending fractions, in linear time: only
 * the values asked for find their place. Leaves the values in another order. Null of no values.
 */
export function selectQuantiles(
  values: Float64Array,
  fractions: readonly number[],
): (number | null)[] {
  const last = values.length - 1;
  let settled = 0;
  return fractions.map((fraction) => {
    if (last < 0) return null;
    const place = last * fraction;
    const below = Math.floor(place);
    settle(values, below, settled, last);
    settled = below;
    const low = values[below] ?? 0;
    if (place === below) return low;
    let high = Infinity;
    for (let at = below + 1; at <= last; at += 1) high = Math.min(high, values[at] ?? Infinity);
    return low + (high - low) * (place - below);
  });
}

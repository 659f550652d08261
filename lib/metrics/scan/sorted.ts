/** Below so many values the engine's own sort is as quick. */
const RADIX_FROM = 4096;
const BITS = 11;
const BUCKETS = 1 << BITS;
const LIMIT = 2 ** 32;

/** Values in ascending order, and the place each had. */
export type Ascending = { values: Float64Array; places: Uint32Array };

function bySorting(values: Float64Array): Ascending {
  const places = new Uint32Array(values.length);
  for (let place = 0; place < places.length; place += 1) places[place] = place;
  places.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  return { values: values.toSorted(), places };
}

/**
 * Values, which are whole and not negative, in ascending order. Sorted once, every group's values can
 * be dealt out in order (Knuth 5.2.5, a radix sort of three passes; a value of 2³² ms and more, 49
 * days, is seldom and sorted apart).
 */
export function ascending(values: Float64Array): Ascending {
  const count = values.length;
  if (count < RADIX_FROM) return bySorting(values);
  const large: number[] = [];
  let keys = new Uint32Array(count);
  let places = new Uint32Array(count);
  let small = 0;
  for (let place = 0; place < count; place += 1) {
    const value = values[place] ?? 0;
    if (value >= LIMIT) large.push(place);
    else {
      keys[small] = value;
      places[small] = place;
      small += 1;
    }
  }
  let otherKeys = new Uint32Array(count);
  let otherPlaces = new Uint32Array(count);
  for (let shift = 0; shift < 32; shift += BITS) {
    const next = new Uint32Array(BUCKETS);
    for (let at = 0; at < small; at += 1) {
      const bucket = ((keys[at] ?? 0) >>> shift) & (BUCKETS - 1);
      next[bucket] = (next[bucket] ?? 0) + 1;
    }
    let sum = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const size = next[bucket] ?? 0;
      next[bucket] = sum;
      sum += size;
    }
    for (let at = 0; at < small; at += 1) {
      const key = keys[at] ?? 0;
      const bucket = (key >>> shift) & (BUCKETS - 1);
      const to = next[bucket] ?? 0;
      next[bucket] = to + 1;
      otherKeys[to] = key;
      otherPlaces[to] = places[at] ?? 0;
    }
    [keys, otherKeys] = [otherKeys, keys];
    [places, otherPlaces] = [otherPlaces, places];
  }
  large.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const sorted = new Float64Array(count);
  for (let at = 0; at < small; at += 1) sorted[at] = keys[at] ?? 0;
  for (const [rank, place] of large.entries()) {
    places[small + rank] = place;
    sorted[small + rank] = values[place] ?? 0;
  }
  return { values: sorted, places };
}

/** The quantile of type 7 of ascending values at a fraction 0–1; null of none. */
export function quantile(sorted: Float64Array, fraction: number): number | null {
  const place = (sorted.length - 1) * fraction;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (place - Math.floor(place));
}

/** How many of ascending values are below (or, `including`, not above) a limit. */
export function countBelow(sorted: Float64Array, limit: number, including = false): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = sorted[middle] ?? Infinity;
    if (including ? value <= limit : value < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

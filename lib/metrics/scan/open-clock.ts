import type { OpenInterval } from '@/lib/labs/working-time';

/** Opening hours for millions of instants. */
export type OpenClock = {
  /** Open ms between two instants (ms since 1970). */
  between: (start: number, end: number) => number;
  /**
   * The first instant at which so many open ms have passed since the start; Infinity where that lies
   * beyond the known hours, which reach past every window.
   */
  after: (start: number, openMs: number) => number;
};

/** The last place of an ascending list that is not above a value; -1 below all of them. */
function placeOf(list: Float64Array, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A clock over open stretches, sorted and apart. */
export function openClock(open: readonly OpenInterval[]): OpenClock {
  const opens = new Float64Array(open.length);
  const length = new Float64Array(open.length);
  const before = new Float64Array(open.length);
  let sum = 0;
  for (const [place, interval] of open.entries()) {
    opens[place] = interval.from;
    length[place] = interval.to - interval.from;
    before[place] = sum;
    sum += interval.to - interval.from;
  }
  const openUntil = (at: number): number => {
    const place = placeOf(opens, at);
    if (place < 0) return 0;
    return (before[place] ?? 0) + Math.min(at - (opens[place] ?? 0), length[place] ?? 0);
  };
  return {
    between: (start, end) => openUntil(end) - openUntil(start),
    after: (start, openMs) => {
      if (openMs <= 0) return start;
      const wanted = openUntil(start) + openMs;
      // Half a ms less, so that work due at closing time is not due at the next opening.
      const place = placeOf(before, wanted - 0.5);
      const into = wanted - (before[place] ?? 0);
      return place >= 0 && into <= (length[place] ?? 0) ? (opens[place] ?? 0) + into : Infinity;
    },
  };
}

import { HOUR_MS, MINUTE_MS, type Work } from './work';

/** Starts so close together are one loading. */
const ONE_LOADING_MS = 2 * MINUTE_MS;

/**
 * Tests on one machine with both times known and no failed attempt, by their start. A failed attempt
 * leaves only its end, and the time between two attempts is no work.
 */
export type Stays = {
  rows: Int32Array;
  starts: Float64Array;
  ends: Float64Array;
};

export function staysOf(work: Work, machine: number, among: Int32Array): Stays {
  const rows = among.filter((row) => {
    if (work.machine[row] !== machine || (work.failures[row] ?? 0) > 0) return false;
    const [start, end] = [work.started[row] ?? NaN, work.resulted[row] ?? NaN];
    return end >= start && end > work.from && start < work.to;
  });
  rows.sort((a, b) => (work.started[a] ?? 0) - (work.started[b] ?? 0));
  return {
    rows,
    starts: Float64Array.from(rows, (row) => work.started[row] ?? 0),
    ends: Float64Array.from(rows, (row) => work.resulted[row] ?? 0),
  };
}

/** A loading: the tests that began within two minutes of its first. */
export type Loading = {
  start: number;
  /** When the last of it was done. */
  end: number;
  tests: number;
  specimens: number;
  /** First and last place in the stays. */
  first: number;
  last: number;
};

export function loadingsOf(work: Work, { rows, starts, ends }: Stays): Loading[] {
  const loadings: Loading[] = [];
  let tubes = new Set<number>();
  for (let place = 0; place < starts.length; place += 1) {
    const [start, end] = [starts[place] ?? 0, ends[place] ?? 0];
    const tube = work.specimen[rows[place] ?? -1] ?? 0;
    const last = loadings.at(-1);
    if (last && start - last.start <= ONE_LOADING_MS) {
      tubes.add(tube);
      last.end = Math.max(last.end, end);
      last.tests += 1;
      last.specimens = tubes.size;
      last.last = place;
    } else {
      tubes = new Set([tube]);
      loadings.push({ start, end, tests: 1, specimens: 1, first: place, last: place });
    }
  }
  return loadings;
}

/** How full a machine was, over the time it had anything. */
export type Fullness = {
  busyMs: number;
  /** With two tests and more. */
  overlapMs: number;
  most: number;
  /** Starts within any sixty minutes at most. */
  peakPerHour: number;
  starts: number;
};

export function fullnessOf({ starts, ends }: Stays, from: number, to: number): Fullness {
  const ending = ends.toSorted();
  let [busyMs, overlapMs, most, inside, ended] = [0, 0, 0, 0, 0];
  let at = from;
  const until = (moment: number) => {
    const [begins, stops] = [Math.max(at, from), Math.min(moment, to)];
    if (stops > begins) {
      if (inside > 0) busyMs += stops - begins;
      if (inside > 1) overlapMs += stops - begins;
    }
    at = moment;
  };
  for (const start of starts) {
    // Whoever leaves at the moment another comes in has made room.
    while (ended < ending.length && (ending[ended] ?? 0) <= start && inside > 0) {
      until(ending[ended] ?? 0);
      inside -= 1;
      ended += 1;
    }
    until(start);
    inside += 1;
    most = Math.max(most, inside);
  }
  for (; ended < ending.length; ended += 1) {
    until(ending[ended] ?? 0);
    inside -= 1;
  }
  const within = starts.filter((start) => start >= from && start < to);
  let [peakPerHour, first] = [0, 0];
  for (let place = 0; place < within.length; place += 1) {
    while ((within[place] ?? 0) - (within[first] ?? 0) >= HOUR_MS) first += 1;
    peakPerHour = Math.max(peakPerHour, place - first + 1);
  }
  return { busyMs, overlapMs, most, peakPerHour, starts: within.length };
}

import type { ServiceFit } from './fit-service';
import { durations, spreadOf } from './quantiles';
import type { Steps } from './steps';
import type { WeekClock } from './week-clock';
import { HOUR_MS, MINUTE_MS, type Work } from './work';

/** A run fuller than was seen by so much does not start by how long its first test waits. */
const MOST_TOO_FULL = 1.25;

/** A run that was not full and that no earlier one held up: it began by the rule, whatever it is. */
type FreeRun = { start: number; rows: Int32Array };

export type BatchStarts = {
  /** When a run starts that is not full: minutes after its first test was ready. */
  afterMinutes: number;
  /**
   * Where runs begin by something else than how long their first test waits (hours of the clock, a
   * single urgent test), their tests, and what each waited in ms but for its run to be joined; else
   * null.
   */
  ready: { rows: Int32Array; ms: Float64Array } | null;
};

function freeRuns(work: Work, { machines }: ServiceFit, capacity: number): FreeRun[] {
  return machines.flatMap(({ stays, loadings }) =>
    loadings.flatMap(({ start, tests, first, last }, index) => {
      const freeSince = loadings[index - 1]?.end ?? -Infinity;
      if (tests >= capacity || start - freeSince < MINUTE_MS) return [];
      const rows = stays.rows
        .slice(first, last + 1)
        .filter((row) => Number.isFinite(work.received[row] ?? NaN))
        .sort((a, b) => (work.received[a] ?? 0) - (work.received[b] ?? 0));
      return rows.length === 0 ? [] : [{ start, rows }];
    }),
  );
}

/** Tests that come on average from one instant to another, by the hour of the week. */
function expected(perHour: readonly number[], clock: WeekClock, from: number, to: number): number {
  let tests = 0;
  for (let at = from; at < to;) {
    const next = Math.min(clock.nextHour(at), to);
    tests += ((perHour[clock.hourAt(at)] ?? 0) * (next - at)) / HOUR_MS;
    at = next;
  }
  return tests;
}

/** The longest waiting in ms, `most` at most, in which no more join than did. */
function* longest(most: number, joined: number, joiningIn: (ms: number) => number): Steps<number> {
  let [low, high] = [0, most];
  for (let halving = 0; halving < 20; halving += 1) {
    yield;
    const middle = (low + high) / 2;
    if (joiningIn(middle) > joined) high = middle;
    else low = middle;
  }
  return low;
}

const rounded = (ms: number) => Math.round((ms / MINUTE_MS) * 1000) / 1000;

/**
 * When runs start: how long the first test of a run had waited, the median over the tests of those
 * runs. Where runs that waited so long would be much fuller than they were, they begin by something
 * else, and only so much of the waiting is for being joined as fills them as they were.
 *
 * @param preparationMinutes least, from receipt
 * @param perHour tests of the group by hour of the week
 */
export function* batchStarts(
  work: Work,
  fit: ServiceFit,
  {
    capacity,
    preparationMinutes,
    perHour,
  }: { capacity: number; preparationMinutes: number; perHour: readonly number[] },
  clock: WeekClock,
): Steps<BatchStarts> {
  const runs = freeRuns(work, fit, capacity);
  const prepared = preparationMinutes * MINUTE_MS;
  const waits = runs.flatMap(({ start, rows }) => {
    const waited = Math.max(0, start - (work.received[rows[0] ?? -1] ?? NaN) - prepared);
    return Array.from(rows, () => waited);
  });
  const first = (spreadOf(durations(waits).sorted)?.median ?? 0) * MINUTE_MS;
  const joined = runs.reduce((sum, { rows }) => sum + rows.length - 1, 0);
  const joiningIn = (ms: number) =>
    runs.reduce(
      (sum, { start }) => sum + expected(perHour, clock, start - prepared - ms, start - prepared),
      0,
    );
  const tests = joined + runs.length;
  if (runs.length + joiningIn(first) <= MOST_TOO_FULL * tests) {
    return { afterMinutes: rounded(first), ready: null };
  }
  const after = yield* longest(first, joined, joiningIn);
  const rows: number[] = [];
  const ms: number[] = [];
  for (const run of runs) {
    for (const [place, row] of run.rows.entries()) {
      // Who joins a run waits half as long for the others as who is first, on average.
      const waited = run.start - (work.received[row] ?? NaN) - (place === 0 ? after : after / 2);
      rows.push(row);
      ms.push(Math.max(0, waited));
    }
  }
  return {
    afterMinutes: rounded(after),
    ready: { rows: Int32Array.from(rows), ms: Float64Array.from(ms) },
  };
}

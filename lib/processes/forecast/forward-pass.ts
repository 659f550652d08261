import { percentile } from '@/lib/metrics/percentiles';

/** A step that an experiment takes. Times are in milliseconds since 1970, durations in milliseconds. */
export type ExpectedStep = {
  /** Earlier steps that it waits for, by their places. */
  after: readonly number[];
  /** How long after the last of them it usually begins. */
  lagMs: number;
  /** It waits for this time too, if for no step. */
  earliestMs?: number;
  /** What was told of it, if it has begun. */
  told: { startedMs: number; finishedMs: number | null } | null;
  /** How long such steps took. */
  samples: readonly number[];
};

/** When a step is going to begin and end: medians of the simulated runs. */
export type Course = { startMs: number; endMs: number };

export type EndForecast = {
  endMs: number;
  /** 10th and 90th percentile. */
  fromMs: number;
  toMs: number;
  /** Whether a running step has taken longer than all its samples, so that nobody knows its end. */
  overrun: boolean;
  /** Of each step; null for one that was passed over. */
  course: (Course | null)[];
};

const RUNS = 300;

/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Steps that have not begun although one that waits for them has: nobody does them any more. */
export function passedOver(steps: readonly ExpectedStep[]): Set<number> {
  const passed = new Set<number>();
  for (let place = steps.length - 1; place >= 0; place -= 1) {
    const step = steps[place];
    if (!step || (step.told === null && !passed.has(place))) continue;
    for (const earlier of step.after) {
      if (steps[earlier]?.told === null) passed.add(earlier);
    }
  }
  return passed;
}

/** The places of steps still to be done or ended for which no duration is known. */
export function withoutHistory(steps: readonly ExpectedStep[]): number[] {
  const passed = passedOver(steps);
  return steps.flatMap((step, place) => {
    const over = passed.has(place) || (step.told !== null && step.told.finishedMs !== null);
    return over || step.samples.length > 0 ? [] : [place];
  });
}

/**
 * When the last step ends, from `nowMs` on. In each of 300 simulated runs each step that has not
 * ended draws its duration from its samples, a running one from those longer than it has run (it
 * ends now if there are none), and begins when the last that it waits for has ended. Devices do as
 * many steps at once as the order allows.
 */
export function forecastEnd(
  steps: readonly ExpectedStep[],
  nowMs: number,
  seed: number,
): EndForecast | null {
  if (steps.length === 0 || withoutHistory(steps).length > 0) return null;
  const passed = passedOver(steps);
  const longer = steps.map(({ told, samples }) =>
    told === null ? samples : samples.filter((ms) => ms > nowMs - told.startedMs),
  );
  const draw = random(seed);
  const starts = steps.map(() => new Float64Array(RUNS));
  const ends = steps.map(() => new Float64Array(RUNS));
  const last = new Float64Array(RUNS);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [place, step] of steps.entries()) {
      const [startsHere, endsHere] = [starts[place], ends[place]];
      if (!startsHere || !endsHere || passed.has(place)) continue;
      const from = longer[place] ?? [];
      const duration = () => from[Math.floor(draw() * from.length)];
      let [start, end] = [0, 0];
      if (step.told === null) {
        let ready = 0;
        for (const earlier of step.after) ready = Math.max(ready, ends[earlier]?.[run] ?? 0);
        start = Math.max(nowMs, ready > 0 ? ready + step.lagMs : (step.earliestMs ?? 0));
        end = start + (duration() ?? 0);
      } else {
        start = step.told.startedMs;
        const drawn = duration();
        end = step.told.finishedMs ?? (drawn === undefined ? nowMs : start + drawn);
      }
      startsHere[run] = start;
      endsHere[run] = end;
      last[run] = Math.max(last[run] ?? 0, end, nowMs);
    }
  }
  const at = (values: Float64Array, fraction: number) => percentile([...values], fraction) ?? nowMs;
  return {
    endMs: at(last, 0.5),
    fromMs: at(last, 0.1),
    toMs: at(last, 0.9),
    overrun: steps.some(
      ({ told }, place) => told !== null && told.finishedMs === null && longer[place]?.length === 0,
    ),
    course: steps.map((_, place) => {
      const [startsHere, endsHere] = [starts[place], ends[place]];
      if (!startsHere || !endsHere || passed.has(place)) return null;
      return { startMs: at(startsHere, 0.5), endMs: at(endsHere, 0.5) };
    }),
  };
}

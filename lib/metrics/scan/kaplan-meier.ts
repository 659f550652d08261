/** A step of a survival curve: of `at_risk` that had lasted so long, `events` ended at `time`. */
export type SurvivalStep = { time: number; at_risk: number; events: number; survival: number };

/**
 * The product-limit estimate of Kaplan and Meier (1958) from durations in ascending order; what is
 * not finished is censored at its duration. At equal times, what ended was at risk together with what
 * was censored.
 */
export function kaplanMeier(
  durations: ArrayLike<number>,
  finished: (place: number) => boolean,
): SurvivalStep[] {
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let place = 0;
  while (place < durations.length) {
    const time = durations[place] ?? 0;
    const atRisk = durations.length - place;
    let events = 0;
    while (place < durations.length && durations[place] === time) {
      if (finished(place)) events += 1;
      place += 1;
    }
    if (events === 0) continue;
    survival *= 1 - events / atRisk;
    steps.push({ time, at_risk: atRisk, events, survival });
  }
  return steps;
}

/** Products of many fractions end a trace beside the share they stand for. */
const TRACE = 1e-12;

/** The first time by which a fraction 0–1 has ended; null where the curve does not reach it. */
export function survivalQuantile(steps: readonly SurvivalStep[], fraction: number): number | null {
  return steps.find(({ survival }) => survival <= 1 - fraction + TRACE)?.time ?? null;
}

import type { OrderPattern, Scenario, ScenarioLocation } from './scenario';
import type { ZoneClock } from './zone-clock';

const SLOT = 900_000;

/** Orders an hour relative to the day's mean, by local hour. */
const HOURS: Record<OrderPattern, readonly number[]> = {
  acute: [
    0.55, 0.5, 0.45, 0.45, 0.5, 0.6, 0.8, 1.1, 1.4, 1.55, 1.55, 1.5, 1.35, 1.3, 1.3, 1.3, 1.25, 1.2,
    1.15, 1.1, 1, 0.9, 0.75, 0.6,
  ],
  ward: [
    0.3, 0.25, 0.25, 0.4, 1, 2.4, 3.2, 2.6, 1.6, 1.3, 1.1, 1, 0.9, 0.9, 1, 1, 0.8, 0.6, 0.5, 0.5,
    0.4, 0.4, 0.3, 0.3,
  ],
  office: [
    0, 0, 0, 0, 0, 0, 0, 1.2, 3.4, 4, 3.7, 2.8, 1.4, 2.4, 2.6, 1.7, 0.7, 0.1, 0, 0, 0, 0, 0, 0,
  ],
};

/** Orders a day relative to the mean, Monday to Sunday. */
const WEEKDAYS: Record<OrderPattern, readonly number[]> = {
  acute: [1.08, 1.02, 1, 1, 1.03, 0.95, 0.92],
  ward: [1.15, 1.1, 1.05, 1.05, 1, 0.8, 0.75],
  office: [1.3, 1.2, 1.1, 1.15, 0.95, 0, 0],
};

function rate(location: ScenarioLocation, weekday: number, hour: number): number {
  const ofDay = WEEKDAYS[location.pattern][weekday - 1] ?? 0;
  return location.share * ofDay * (HOURS[location.pattern][hour] ?? 0);
}

export type Arrivals = {
  /** The moment by which the share `quantile` (0–1) of the window's orders has come, in ms. */
  momentOf: (quantile: number) => number;
  /** How much of the orders at this moment come from each location. */
  sharesAt: (at: number) => (location: ScenarioLocation) => number;
};

/** How orders spread over a window `[from, to)` of ms since 1970. */
export function arrivals(scenario: Scenario, clock: ZoneClock, from: number, to: number): Arrivals {
  const slots = Math.max(1, Math.ceil((to - from) / SLOT));
  const upTo = new Float64Array(slots + 1);
  for (let slot = 0; slot < slots; slot++) {
    const start = from + slot * SLOT;
    const { weekday, hour } = clock.wall(start);
    const length = Math.min(SLOT, to - start) / SLOT;
    let sum = 0;
    for (const location of scenario.locations) sum += rate(location, weekday, hour);
    upTo[slot + 1] = (upTo[slot] ?? 0) + sum * length;
  }
  const total = upTo[slots] ?? 0;
  // Quantiles are asked for in rising order, so the place found last is where to go on.
  let place = 0;
  return {
    momentOf(quantile) {
      const sought = quantile * total;
      if ((upTo[place] ?? 0) > sought) place = 0;
      while (place < slots - 1 && (upTo[place + 1] ?? 0) <= sought) place++;
      const before = upTo[place] ?? 0;
      const width = (upTo[place + 1] ?? 0) - before;
      const inside = width > 0 ? (sought - before) / width : 0;
      return Math.min(to - 1, from + (place + Math.min(inside, 1)) * SLOT);
    },
    sharesAt(at) {
      const { weekday, hour } = clock.wall(at);
      return (location) => rate(location, weekday, hour);
    },
  };
}

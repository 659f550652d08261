import { HOURS_OF_WEEK, type DemandStream } from '../model';
import type { WorkGroup } from './group-work';
import type { WeekClock } from './week-clock';
import { PRIORITY_CODES, type Work } from './work';

/** Sizes beyond so many are told apart by no simulation. */
const MOST_SIZES = 1_000;
const MOST_CLASSES = 200;

export type FittedDemand = {
  stream: DemandStream;
  /** Tests, and moments at which any came. */
  tests: number;
  deliveries: number;
  /** Tests an hour by hour of the week. */
  testsPerHour: number[];
};

/**
 * How tests come to a group: moments at which any were received, by hour of the week, and how many
 * came at each, as counted: a courier brings several, and a tube may have several tests.
 */
export function fitDemand(work: Work, { name, demand }: WorkGroup, clock: WeekClock): FittedDemand {
  const moments = Float64Array.from(demand, (row) => work.received[row] ?? 0).sort();
  const classes = new Map<number, { priority: number; target: number; weight: number }>();
  const tests = new Float64Array(HOURS_OF_WEEK);
  for (const row of demand) {
    const [priority, target] = [work.priority[row] ?? 2, work.target[row] ?? NaN];
    const key = (Number.isNaN(target) ? -1 : target) * PRIORITY_CODES.length + priority;
    const found = classes.get(key);
    if (found) found.weight += 1;
    else classes.set(key, { priority, target, weight: 1 });
  }
  const deliveries = new Float64Array(HOURS_OF_WEEK);
  const sizes = new Map<number, number>();
  let came = 0;
  for (let first = 0, next = 0; first < moments.length; first = next) {
    const at = moments[first] ?? 0;
    while (moments[next] === at) next += 1;
    const hour = clock.hourAt(at);
    const size = next - first;
    tests[hour] = (tests[hour] ?? 0) + size;
    deliveries[hour] = (deliveries[hour] ?? 0) + 1;
    sizes.set(size, (sizes.get(size) ?? 0) + 1);
    came += 1;
  }
  return {
    stream: {
      group: name,
      deliveries_per_hour: perHour(deliveries, clock.seen),
      sizes: [...sizes]
        .map(([size, weight]) => ({ tests: Math.min(10_000, size), weight }))
        .toSorted((a, b) => b.weight - a.weight)
        .slice(0, MOST_SIZES)
        .toSorted((a, b) => a.tests - b.tests),
      classes: [...classes.values()]
        .toSorted((a, b) => b.weight - a.weight)
        .slice(0, MOST_CLASSES)
        .toSorted((a, b) => a.priority - b.priority || a.target - b.target)
        .map(({ priority, target, weight }) => ({
          priority: PRIORITY_CODES[priority] ?? 'ROUTINE',
          target_minutes: Number.isNaN(target) ? null : target,
          weight,
        })),
    },
    tests: demand.length,
    deliveries: came,
    testsPerHour: perHour(tests, clock.seen),
  };
}

/**
 * Counts by hour of the week as rates an hour. An hour of the week that the period does not have is
 * taken to be as the same hour of the days that it has.
 */
function perHour(counts: Float64Array, seen: Float64Array): number[] {
  return Array.from(counts, (count, hour) => {
    const lasted = seen[hour] ?? 0;
    if (lasted > 0) return count / lasted;
    let [others, hours] = [0, 0];
    for (let day = 0; day < 7; day += 1) {
      others += counts[day * 24 + (hour % 24)] ?? 0;
      hours += seen[day * 24 + (hour % 24)] ?? 0;
    }
    return hours > 0 ? others / hours : 0;
  });
}

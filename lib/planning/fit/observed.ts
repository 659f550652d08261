import { quantile } from '@/lib/metrics/scan/sorted';
import type { ServiceFit } from './fit-service';
import type { WorkGroup } from './group-work';
import { durations, spreadOf, type Spread } from './quantiles';
import type { WeekClock } from './week-clock';
import { HOUR_MS, MINUTE_MS, type Work } from './work';

/** Turnaround from receipt to release of tests released in a period, in minutes. */
export type Turnaround = {
  n: number;
  p50: number;
  p90: number;
  p99: number;
  /** Of those with a target by the clock. */
  withTarget: number;
  breaches: number;
  negative: number;
};

export type Observed = {
  /** Share of the open time of its machines that they were at work, by the measure of their kind. */
  utilisation: number | null;
  /** Received to started of tests started in the period. */
  wait: Spread | null;
  turnaround: Turnaround | null;
  /** Released a day. */
  perDay: number;
};

/** Turnaround of the rows that were released in [from, to); null of none. */
export function turnaroundOf(
  work: Work,
  rows: Int32Array,
  from: number = work.from,
  to: number = work.to,
): Turnaround | null {
  const taken = new Float64Array(rows.length).fill(NaN);
  let [withTarget, breaches] = [0, 0];
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? -1;
    const released = work.released[row] ?? NaN;
    if (!(released >= from && released < to) || work.isVoid[row] === 1) continue;
    const turnaround = released - (work.received[row] ?? NaN);
    taken[place] = turnaround;
    const target = work.target[row] ?? NaN;
    if (Number.isNaN(target) || !(turnaround >= 0)) continue;
    withTarget += 1;
    if (turnaround > target * MINUTE_MS) breaches += 1;
  }
  const { sorted, negative } = durations(taken);
  if (sorted.length === 0) return null;
  const at = (fraction: number) => (quantile(sorted, fraction) ?? 0) / MINUTE_MS;
  return {
    n: sorted.length,
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    withTarget,
    breaches,
    negative,
  };
}

/** Released in [from, to) a day. */
export function releasedPerDay(
  work: Work,
  rows: Int32Array,
  from: number = work.from,
  to: number = work.to,
): number {
  let released = 0;
  for (const row of rows) {
    const at = work.released[row] ?? NaN;
    if (at >= from && at < to && work.isVoid[row] !== 1) released += 1;
  }
  return (released * 24 * HOUR_MS) / (to - from);
}

/**
 * A machine's work as the model measures it, in hours: what one at a time and a batch were busy, and
 * what a pipelined one took in at its pace. Tests that failed are not among the stays, as when their
 * attempts began is not known; one at a time each attempt is taken to last as a stay does.
 */
function workedHours({ attempts }: Work, { service, machines }: ServiceFit): number {
  switch (service.kind) {
    case 'single':
      return machines.reduce((sum, { machine, fullness }) => {
        const { busyMs, starts } = fullness;
        const tries = Math.max(1, (attempts[machine] ?? 0) / Math.max(1, starts));
        return sum + (busyMs * tries) / HOUR_MS;
      }, 0);
    case 'batch':
      return machines.reduce((sum, { fullness }) => sum + fullness.busyMs, 0) / HOUR_MS;
    case 'pipelined':
      return (
        machines.reduce(
          (sum, { machine, fullness }) => sum + Math.max(fullness.starts, attempts[machine] ?? 0),
          0,
        ) / service.per_hour
      );
  }
}

type Seen = {
  group: WorkGroup;
  fit: ServiceFit | null;
  /** Received to started, ascending in ms. */
  waits: Float64Array;
  /** Hours of the week in which it starts work. */
  open: Uint8Array;
};

/** What came of a group's work in the period: the check of what the fitted model says. */
export function observedOf(
  work: Work,
  { group, fit, waits, open }: Seen,
  clock: WeekClock,
): Observed {
  const openHours = clock.seen.reduce(
    (sum, hours, hour) => sum + (open[hour] === 1 ? hours : 0),
    0,
  );
  const available = openHours * group.machines.length;
  return {
    utilisation: fit && available > 0 ? workedHours(work, fit) / available : null,
    wait: spreadOf(waits),
    turnaround: turnaroundOf(work, group.rows),
    perDay: releasedPerDay(work, group.rows),
  };
}

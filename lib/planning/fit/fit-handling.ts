import type { Distribution, Service } from '../model';
import { downIn } from './down-in';
import type { MachineFit, ServiceFit } from './fit-service';
import { quantile } from '@/lib/metrics/scan/sorted';
import { between, durations, empirical, spreadOf } from './quantiles';
import { endsStep, type Steps } from './steps';
import type { WeekClock } from './week-clock';
import { HOUR_MS, MINUTE_MS, type Work } from './work';

/** From fewer tests no distribution is fitted. */
const LEAST_TESTS = 10;
/** In taking one test out and the next in, a machine that has work stands still no longer. */
const HANDLING_MS = MINUTE_MS;
const LONGEST_MS = 96 * HOUR_MS;

/** What was seen, and what the model takes from it. */
export type HandlingFit = {
  distribution: Distribution;
  /** free_machine: of tests that found a machine free; p5: the least that all took; none: unknown. */
  how: 'free_machine' | 'p5' | 'none';
  n: number;
  /** Of received to started of all, in minutes. */
  p5: number | null;
};

/** Starts that no machine held up: it had stood still, or could have taken one more, for a while. */
function unhindered({ stays, loadings }: MachineFit, service: Service, medianMs: number): number[] {
  const { starts, ends } = stays;
  if (service.kind === 'batch') return [];
  const places: number[] = [];
  if (service.kind === 'pipelined') {
    const spacing = (1.5 * HOUR_MS) / service.per_hour;
    for (const [index, { start, first, last }] of loadings.entries()) {
      const before = loadings[index - 1];
      const previous = before ? (starts[before.last] ?? -Infinity) : -Infinity;
      if (start - previous < spacing) continue;
      for (let place = first; place <= last && starts[place] === start; place += 1)
        places.push(place);
    }
    return places;
  }
  let freeSince = -Infinity;
  for (let place = 0; place < starts.length; place += 1) {
    const start = starts[place] ?? 0;
    if (start - freeSince >= Math.max(HANDLING_MS, 0.1 * medianMs)) places.push(place);
    freeSince = Math.max(freeSince, ends[place] ?? start);
  }
  return places;
}

function passesOpenHours(from: number, to: number, open: Uint8Array, clock: WeekClock): boolean {
  if (to - from > LONGEST_MS) return false;
  for (let at = from; at <= to; at = clock.nextHour(at)) {
    if (open[clock.hourAt(at)] !== 1) return false;
  }
  return true;
}

/** Row by row, received to started of tests that waited for nothing but to be made ready. */
export function* unhinderedRows(
  work: Work,
  fit: ServiceFit,
  open: Uint8Array,
  clock: WeekClock,
): Steps<Int32Array> {
  const rows: number[] = [];
  for (const one of fit.machines) {
    const wasDown = downIn(work.machines[one.machine]?.states?.down ?? []);
    const places = unhindered(one, fit.service, fit.spread.median * MINUTE_MS);
    for (const [index, place] of places.entries()) {
      if (endsStep(index)) yield;
      const row = one.stays.rows[place] ?? -1;
      const [received, started] = [work.received[row] ?? NaN, work.started[row] ?? NaN];
      if (!(started >= received) || !(started >= work.from && started < work.to)) continue;
      if (wasDown(received, started)) continue;
      if (passesOpenHours(received, started, open, clock)) rows.push(row);
    }
  }
  return Int32Array.from(rows);
}

/** The rows of some that were started in the period. */
function startedOf(work: Work, rows: Int32Array): Int32Array {
  return rows.filter((row) => {
    const started = work.started[row] ?? NaN;
    return started >= work.from && started < work.to;
  });
}

/** Received to started of the rows that were started in the period, ascending in ms. */
export function waitsOf(work: Work, rows: Int32Array): Float64Array {
  return durations(between(startedOf(work, rows), work.received, work.started)).sorted;
}

/** Tests that no machine held up, and what each took in ms until it was ready. */
export type Ready = { rows: Int32Array; ms: Float64Array };

/** Of tests that began as soon as they were ready. */
export function readyAtOnce(work: Work, rows: Int32Array): Ready {
  return { rows, ms: between(rows, work.received, work.started) };
}

/**
 * `all` are the waits of the group. What a test takes from its receipt until it is ready for a machine,
 * with no waiting for the machine in it: what tests took that found one free. Where too few did, the
 * time that nineteen of twenty took at least.
 */
export function fitPreparation(all: Float64Array, free: Pick<Ready, 'ms'>): HandlingFit {
  const p5 = all.length === 0 ? null : leastOf(all);
  const { sorted } = durations(free.ms);
  if (sorted.length >= LEAST_TESTS) {
    return { distribution: empirical(sorted), how: 'free_machine', n: sorted.length, p5 };
  }
  if (p5 === null) return { distribution: { kind: 'fixed', minutes: 0 }, how: 'none', n: 0, p5 };
  return { distribution: { kind: 'fixed', minutes: p5 }, how: 'p5', n: all.length, p5 };
}

const roundedMinutes = (ms: number) => Math.round(Math.min(100_000, ms / MINUTE_MS) * 1000) / 1000;

/** In minutes, what nineteen of twenty waited at least. */
export const leastOf = (all: Float64Array) => roundedMinutes(quantile(all, 0.05) ?? 0);

export type DurationFit = { distribution: Distribution; n: number; negative: number };

/** Resulted to released of tests released in the period; nothing where none has both times. */
export function fitFinishing(work: Work, rows: Int32Array): DurationFit {
  const done = rows.filter((row) => {
    const released = work.released[row] ?? NaN;
    return released >= work.from && released < work.to;
  });
  const { sorted, negative } = durations(between(done, work.resulted, work.released));
  return { distribution: empirical(sorted), n: sorted.length, negative };
}

/** From a failed attempt until the test queues again: what lies between, less one stay. */
export function fitRedo(work: Work, rows: Int32Array, medianServiceMinutes: number): DurationFit {
  const gaps: number[] = [];
  for (const row of rows) {
    if (work.failures[row] !== 1) continue;
    const gap = (work.resulted[row] ?? NaN) - (work.failedAt[row] ?? NaN);
    if (gap >= 0) gaps.push(Math.max(0, gap - medianServiceMinutes * MINUTE_MS));
  }
  const { sorted, negative } = durations(gaps);
  const enough = sorted.length >= LEAST_TESTS;
  const median = spreadOf(sorted)?.median ?? 0;
  return {
    distribution: enough
      ? empirical(sorted)
      : { kind: 'fixed', minutes: roundedMinutes(median * MINUTE_MS) },
    n: sorted.length,
    negative,
  };
}

import type { Distribution, Service } from '../model';
import type { WorkGroup } from './group-work';
import {
  fullnessOf,
  loadingsOf,
  staysOf,
  type Fullness,
  type Loading,
  type Stays,
} from './machine-stays';
import { between, durations, empirical, spreadOf, type Spread } from './quantiles';
import type { Steps } from './steps';
import type { Work } from './work';

/** From fewer tests nothing is fitted. */
export const LEAST_STAYS = 5;
/** A machine with one test at a time still overlaps by the seconds in which one is taken out. */
const MOST_OVERLAP_OF_SINGLE = 0.02;
/** A batch: most tests begin together with another tube's … */
const LEAST_LOADED_TOGETHER = 0.5;
/** … and few begin while an earlier loading still runs. */
const MOST_BEGUN_AMID = 0.25;

export type ServiceFit = {
  service: Service;
  /** Started to resulted. */
  spread: Spread;
  /** Most tests in one machine at once, and the share of its busy time with two and more. */
  mostAtOnce: number;
  overlapShare: number;
  /** Of one machine, within any sixty minutes. */
  peakPerHour: number;
  /** Share of tests that began in one loading with another tube's; that began while an earlier ran. */
  loadedTogether: number;
  begunAmid: number;
  /** Of one machine, the share of the open time in which it was at work, by the model's measure. */
  machines: MachineFit[];
};

export type MachineFit = { machine: number; stays: Stays; fullness: Fullness; loadings: Loading[] };

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
const sum = <T>(all: readonly T[], read: (one: T) => number) =>
  all.reduce((total, one) => total + read(one), 0);

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(sum(parts, ({ length }) => length));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Tests of the loadings that began while an earlier one was at work. */
function begunAmid(loadings: readonly Loading[]): number {
  let [amid, busyUntil] = [0, -Infinity];
  for (const { start, end, tests } of loadings) {
    if (start < busyUntil) amid += tests;
    busyUntil = Math.max(busyUntil, end);
  }
  return amid;
}

/**
 * How the machines of a group work, from when tests were started and resulted on them: single where at
 * most one test is in a machine at once, batch where tests of several tubes begin together and nothing
 * joins them, else pipelined. Null where too few tests have both times.
 */
export function* fitService(work: Work, group: WorkGroup): Steps<ServiceFit | null> {
  const machines: MachineFit[] = [];
  for (const machine of group.machines) {
    const stays = staysOf(work, machine, group.rows);
    yield;
    const fullness = fullnessOf(stays, work.from, work.to);
    yield;
    machines.push({ machine, stays, fullness, loadings: loadingsOf(work, stays) });
    yield;
  }
  const taken = machines.map(({ stays }) => between(stays.rows, work.started, work.resulted));
  const { sorted } = durations(joined(taken));
  const spread = spreadOf(sorted);
  if (spread === null || spread.n < LEAST_STAYS) return null;
  const together = sum(machines, ({ loadings }) =>
    sum(loadings, ({ specimens, tests }) => (specimens > 1 ? tests : 0)),
  );
  const seen = {
    spread,
    mostAtOnce: Math.max(...machines.map(({ fullness }) => fullness.most)),
    overlapShare: ratio(
      sum(machines, ({ fullness }) => fullness.overlapMs),
      sum(machines, ({ fullness }) => fullness.busyMs),
    ),
    peakPerHour: Math.max(...machines.map(({ fullness }) => fullness.peakPerHour)),
    loadedTogether: ratio(together, spread.n),
    begunAmid: ratio(
      sum(machines, ({ loadings }) => begunAmid(loadings)),
      spread.n,
    ),
    machines,
  };
  return { ...seen, service: serviceOf(seen, sorted) };
}

function serviceOf(seen: Omit<ServiceFit, 'service'>, sorted: Float64Array): Service {
  if (seen.overlapShare <= MOST_OVERLAP_OF_SINGLE) {
    return { kind: 'single', time: someTime(empirical(sorted)) };
  }
  if (seen.loadedTogether >= LEAST_LOADED_TOGETHER && seen.begunAmid <= MOST_BEGUN_AMID) {
    return batchOf(seen.machines);
  }
  const dwell = Math.min(100_000, Math.round(seen.spread.median * 1000) / 1000);
  // Held so many for so long, it took them in at that pace (Little's law). A busy hour alone would make
  // a machine slow that was never asked for more.
  const held = dwell > 0 ? (seen.mostAtOnce * 60) / dwell : 0;
  const perHour = Math.min(100_000, Math.max(0.01, seen.peakPerHour, held));
  return {
    kind: 'pipelined',
    per_hour: Math.round(perHour * 100) / 100,
    dwell_minutes: dwell,
  };
}

/** The model has no work that takes no time: a second is the least. */
function someTime(distribution: Distribution): Distribution {
  const least = 1 / 60;
  if (distribution.kind === 'fixed') {
    return { kind: 'fixed', minutes: Math.max(least, distribution.minutes) };
  }
  return distribution;
}

function batchOf(machines: readonly MachineFit[]): Service {
  const loadings = machines.flatMap((one) => one.loadings);
  const capacity = Math.max(...loadings.map(({ tests }) => tests));
  const { sorted } = durations(loadings.map(({ start, end }) => end - start));
  return {
    kind: 'batch',
    capacity: Math.min(10_000, capacity),
    run: someTime(empirical(sorted)),
    start_after_minutes: 0,
  };
}

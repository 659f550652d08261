import type { Priority } from '@/lib/specimens/contract';
import { HOURS_OF_WEEK } from '../model';
import type { Ratio } from './estimate';
import type { GroupRecord } from './group-run';
import { IN_ORDER, type Released } from './released';
import { selectQuantiles } from './select-quantiles';
import { WEEK_MINUTES } from './week';

/** Figures of one run of tests; null: no test says. */
export type TestFigures = {
  tests: number;
  waiting_mean: Ratio;
  waiting_p90: number | null;
  turnaround_p50: number | null;
  turnaround_p90: number | null;
  turnaround_p99: number | null;
  breach_rate: Ratio;
};

/** Sums of number × minutes by hour of the week. */
export type Week = { queue: Float64Array; working: Float64Array; able: Float64Array };

/** Figures of one run, of a group or of several together. */
export type RunFigures = TestFigures & {
  throughput_per_day: number;
  utilisation: Ratio;
  queue: number;
  batch_fill: Ratio;
  by_priority: Map<Priority, TestFigures>;
  week: Week;
};

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Of one priority or of all: every record's released tests together. */
function testFigures(released: readonly Released[]): TestFigures {
  // Copies: finding a quantile moves the values about.
  const turnaround = joined(released.map((part) => part.turnaround()));
  const waited = joined(released.map((part) => part.waited()));
  const tests = turnaround.length;
  let minutes = 0;
  for (let test = 0; test < tests; test += 1) minutes += waited[test] ?? 0;
  const [p50 = null, p90 = null, p99 = null] = selectQuantiles(turnaround, [0.5, 0.9, 0.99]);
  const [waitingP90 = null] = selectQuantiles(waited, [0.9]);
  return {
    tests,
    waiting_mean: { sum: minutes, of: tests },
    waiting_p90: waitingP90,
    turnaround_p50: p50,
    turnaround_p90: p90,
    turnaround_p99: p99,
    breach_rate: {
      sum: summed(released, (part) => part.breached),
      of: summed(released, (part) => part.judged),
    },
  };
}

function ofPriorities(records: readonly GroupRecord[]): Map<Priority, TestFigures> {
  const figures = new Map<Priority, TestFigures>();
  for (const [place, priority] of IN_ORDER.entries()) {
    const released = records.flatMap((record) => record.released[place] ?? []);
    if (released.some(({ count }) => count > 0)) figures.set(priority, testFigures(released));
  }
  return figures;
}

function summed<Part>(parts: readonly Part[], of: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + of(part), 0);
}

function weekOf(records: readonly GroupRecord[]): Week {
  const week = {
    queue: new Float64Array(HOURS_OF_WEEK),
    working: new Float64Array(HOURS_OF_WEEK),
    able: new Float64Array(HOURS_OF_WEEK),
  };
  for (const { tally } of records) {
    for (let hour = 0; hour < HOURS_OF_WEEK; hour += 1) {
      week.queue[hour] = (week.queue[hour] ?? 0) + (tally.queue[hour] ?? 0);
      week.working[hour] = (week.working[hour] ?? 0) + (tally.working[hour] ?? 0);
      week.able[hour] = (week.able[hour] ?? 0) + (tally.able[hour] ?? 0);
    }
  }
  return week;
}

const total = (sums: Float64Array) => sums.reduce((sum, value) => sum + value, 0);

/** What one run says of these groups taken together. */
export function runFigures(
  records: readonly GroupRecord[],
  { weeks, batchCapacity }: { weeks: number; batchCapacity: number | null },
): RunFigures {
  const byPriority = ofPriorities(records);
  const [only] = byPriority.size === 1 ? byPriority.values() : [];
  const all = only ?? testFigures(records.flatMap(({ released }) => released));
  const week = weekOf(records);
  const working = total(week.working);
  const batches = summed(records, (record) => record.batches);
  const batchTests = summed(records, (record) => record.batchTests);
  return {
    ...all,
    throughput_per_day: all.tests / (weeks * 7),
    utilisation: { sum: working, of: working + total(week.able) },
    queue: total(week.queue) / (weeks * WEEK_MINUTES),
    batch_fill: { sum: batchTests, of: batches * (batchCapacity ?? 0) },
    by_priority: byPriority,
    week,
  };
}

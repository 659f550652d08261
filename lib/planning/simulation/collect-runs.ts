import type { Priority } from '@/lib/specimens/contract';
import type { Difference, Estimate, Figures, PriorityFigures } from '../forecast';
import { HOURS_OF_WEEK } from '../model';
import { estimateOfDifference, estimateWithin } from './estimate';
import { IN_ORDER } from './released';
import { shareAtWork, type RunFigures, type TestFigures, type Week } from './run-figures';

/** One figure in every run. */
type Runs = (number | null)[];

/** Of its figures the least is 0; the largest is 1 of those that are shares. */
const WITHIN_TESTS = {
  waiting_mean: Infinity,
  waiting_p90: Infinity,
  turnaround_p50: Infinity,
  turnaround_p90: Infinity,
  turnaround_p99: Infinity,
  breach_rate: 1,
} as const;

function hoursOfDay(sums: Float64Array): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (let hour = 0; hour < HOURS_OF_WEEK; hour += 1) {
    hours[hour % 24] = (hours[hour % 24] ?? 0) + (sums[hour] ?? 0);
  }
  return hours;
}

/** Gathers the runs of one group, or of all, under one scenario. */
export class CollectRuns {
  private readonly runs: RunFigures[] = [];
  private readonly queueOfDay: number[][] = [];
  private readonly shareOfDay: Runs[] = [];
  private readonly week: Week = {
    queue: new Float64Array(HOURS_OF_WEEK),
    working: new Float64Array(HOURS_OF_WEEK),
    able: new Float64Array(HOURS_OF_WEEK),
  };

  constructor(private readonly weeks: number) {}

  add(run: RunFigures): void {
    const { queue, working, able } = run.week;
    const minutes = this.weeks * 7 * 60;
    this.queueOfDay.push(hoursOfDay(queue).map((sum) => sum / minutes));
    const free = hoursOfDay(able);
    this.shareOfDay.push(
      hoursOfDay(working).map((busy, hour) => shareAtWork(busy, free[hour] ?? 0)),
    );
    for (let hour = 0; hour < HOURS_OF_WEEK; hour += 1) {
      this.week.queue[hour] = (this.week.queue[hour] ?? 0) + (queue[hour] ?? 0);
      this.week.working[hour] = (this.week.working[hour] ?? 0) + (working[hour] ?? 0);
      this.week.able[hour] = (this.week.able[hour] ?? 0) + (able[hour] ?? 0);
    }
    this.runs.push(run);
  }

  figures(): Figures {
    const { queue, working, able } = this.week;
    const minutes = this.weeks * 60 * this.runs.length;
    return {
      ...ofTests(this.runs),
      throughput_per_day: this.within((run) => run.throughput_per_day),
      utilisation: this.within((run) => run.utilisation, 1),
      queue: this.within((run) => run.queue),
      by_priority: IN_ORDER.flatMap((priority) => this.ofPriority(priority)),
      by_hour_of_day: Array.from({ length: 24 }, (_, hour) => ({
        hour,
        queue: known(this.queueOfDay.map((hours) => hours[hour] ?? 0)),
        utilisation: estimateWithin(
          this.shareOfDay.map((hours) => hours[hour] ?? null),
          1,
        ),
      })),
      by_hour_of_week: {
        queue: Array.from(queue, (sum) => sum / minutes),
        utilisation: Array.from(working, (busy, hour) => shareAtWork(busy, able[hour] ?? 0)),
      },
    };
  }

  batchFill(): Estimate | null {
    return this.within((run) => run.batch_fill, 1);
  }

  /** This less the baseline, run by run. */
  lessThan(baseline: CollectRuns): Difference {
    const by = (of: (run: RunFigures) => number | null) =>
      estimateOfDifference(this.runs.map(of), baseline.runs.map(of));
    return {
      waiting_mean: by((run) => run.waiting_mean),
      waiting_p90: by((run) => run.waiting_p90),
      turnaround_p50: by((run) => run.turnaround_p50),
      turnaround_p90: by((run) => run.turnaround_p90),
      turnaround_p99: by((run) => run.turnaround_p99),
      breach_rate: by((run) => run.breach_rate),
      throughput_per_day: by((run) => run.throughput_per_day),
      utilisation: by((run) => run.utilisation),
      queue: by((run) => run.queue),
    };
  }

  private within(of: (run: RunFigures) => number | null, most = Infinity): Estimate | null {
    return estimateWithin(this.runs.map(of), most);
  }

  private ofPriority(priority: Priority): PriorityFigures[] {
    const runs = this.runs.map((run) => run.by_priority.get(priority) ?? null);
    if (runs.every((run) => run === null)) return [];
    return [{ priority, ...ofTests(runs) }];
  }
}

function known(values: number[]): Estimate {
  return estimateWithin(values, Infinity) ?? { mean: 0, low: null, high: null };
}

function ofTests(runs: readonly (TestFigures | null)[]): Omit<PriorityFigures, 'priority'> {
  const by = (name: keyof typeof WITHIN_TESTS) =>
    estimateWithin(
      runs.map((run) => run?.[name] ?? null),
      WITHIN_TESTS[name],
    );
  return {
    tests: runs.reduce((sum, run) => sum + (run?.tests ?? 0), 0) / runs.length,
    waiting_mean: by('waiting_mean'),
    waiting_p90: by('waiting_p90'),
    turnaround_p50: by('turnaround_p50'),
    turnaround_p90: by('turnaround_p90'),
    turnaround_p99: by('turnaround_p99'),
    breach_rate: by('breach_rate'),
  };
}

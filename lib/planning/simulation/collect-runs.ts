import type { Priority } from '@/lib/specimens/contract';
import type { Difference, Estimate, Figures, PriorityFigures } from '../forecast';
import { HOURS_OF_WEEK } from '../model';
import { estimateOfDifference, estimateWithin, ratioRuns, type Ratio } from './estimate';
import { IN_ORDER } from './released';
import type { RunFigures, TestFigures, Week } from './run-figures';

/** Machine time at work of that at work or free to start something; null of none. */
function shareAtWork(working: number, able: number): number | null {
  return working + able > 0 ? working / (working + able) : null;
}

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
  private readonly shareOfDay: Ratio[][] = [];
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
      hoursOfDay(working).map((sum, hour) => ({ sum, of: sum + (free[hour] ?? 0) })),
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
      throughput_per_day: estimateWithin(this.runs.map((run) => run.throughput_per_day)),
      utilisation: estimateWithin(ratioRuns(this.runs.map((run) => run.utilisation)), 1),
      queue: estimateWithin(this.runs.map((run) => run.queue)),
      by_priority: IN_ORDER.flatMap((priority) => this.ofPriority(priority)),
      by_hour_of_day: Array.from({ length: 24 }, (_, hour) => ({
        hour,
        queue: known(this.queueOfDay.map((hours) => hours[hour] ?? 0)),
        utilisation: estimateWithin(
          ratioRuns(this.shareOfDay.map((hours) => hours[hour] ?? { sum: 0, of: 0 })),
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
    return estimateWithin(ratioRuns(this.runs.map((run) => run.batch_fill)), 1);
  }

  /** This less the baseline, run by run. */
  lessThan(baseline: CollectRuns): Difference {
    const by = (of: (run: RunFigures) => number | null) =>
      estimateOfDifference(this.runs.map(of), baseline.runs.map(of));
    const byRatio = (of: (run: RunFigures) => Ratio) =>
      estimateOfDifference(ratioRuns(this.runs.map(of)), ratioRuns(baseline.runs.map(of)));
    return {
      waiting_mean: byRatio((run) => run.waiting_mean),
      waiting_p90: by((run) => run.waiting_p90),
      turnaround_p50: by((run) => run.turnaround_p50),
      turnaround_p90: by((run) => run.turnaround_p90),
      turnaround_p99: by((run) => run.turnaround_p99),
      breach_rate: byRatio((run) => run.breach_rate),
      throughput_per_day: by((run) => run.throughput_per_day),
      utilisation: byRatio((run) => run.utilisation),
      queue: by((run) => run.queue),
    };
  }

  private ofPriority(priority: Priority): PriorityFigures[] {
    const runs = this.runs.map((run) => run.by_priority.get(priority) ?? null);
    if (runs.every((run) => run === null)) return [];
    return [{ priority, ...ofTests(runs) }];
  }
}

function known(values: number[]): Estimate {
  return estimateWithin(values) ?? { mean: 0, low: null, high: null };
}

/** A run in which no test of the priority was released says nothing, and has none. */
function ofTests(runs: readonly (TestFigures | null)[]): Omit<PriorityFigures, 'priority'> {
  const by = (of: (run: TestFigures) => number | null) =>
    estimateWithin(runs.map((run) => (run === null ? null : of(run))));
  const ratios = (of: (run: TestFigures) => Ratio) =>
    ratioRuns(runs.map((run) => (run === null ? { sum: 0, of: 0 } : of(run))));
  return {
    tests: runs.reduce((sum, run) => sum + (run?.tests ?? 0), 0) / runs.length,
    waiting_mean: estimateWithin(ratios((run) => run.waiting_mean)),
    waiting_p90: by((run) => run.waiting_p90),
    turnaround_p50: by((run) => run.turnaround_p50),
    turnaround_p90: by((run) => run.turnaround_p90),
    turnaround_p99: by((run) => run.turnaround_p99),
    breach_rate: estimateWithin(
      ratios((run) => run.breach_rate),
      1,
    ),
  };
}

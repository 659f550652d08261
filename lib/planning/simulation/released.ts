import type { Priority } from '@/lib/specimens/contract';
import type { GroupPlan } from './group-plan';

/** Priorities in the order in which they go first. */
export const IN_ORDER: readonly Priority[] = ['STAT', 'URGENT', 'ROUTINE'];

/** What is known of one class: its priority by its place, and its target, Infinity of none. */
export type Kind = { priority: number; targetMinutes: number };

/** Every class of every stream of the group, in order. */
export function kindsOf({ streams }: GroupPlan): Kind[] {
  return streams.flatMap(({ stream }) =>
    stream.classes.map(({ priority, target_minutes }) => ({
      priority: IN_ORDER.indexOf(priority),
      targetMinutes: target_minutes ?? Infinity,
    })),
  );
}

/** Half a millisecond: milestones are kept to the millisecond, and sums of minutes are not exact. */
const ROUNDING = 1 / 120_000;

function wider(values: Float64Array): Float64Array {
  const wide = new Float64Array(values.length * 2);
  wide.set(values);
  return wide;
}

/** Every test of one priority that was released in the weeks of one run that count. */
export class Released {
  count = 0;
  /** How many have a target, and how many of those were over it. */
  judged = 0;
  breached = 0;
  private turnarounds: Float64Array = new Float64Array(256);
  private waits: Float64Array = new Float64Array(256);

  add(turnaround: number, waited: number, targetMinutes: number): void {
    if (this.count === this.waits.length) {
      this.turnarounds = wider(this.turnarounds);
      this.waits = wider(this.waits);
    }
    this.turnarounds[this.count] = turnaround;
    this.waits[this.count] = waited;
    this.count += 1;
    if (targetMinutes === Infinity) return;
    this.judged += 1;
    if (turnaround > targetMinutes + ROUNDING) this.breached += 1;
  }

  /** Minutes from received to released, in no order. */
  turnaround(): Float64Array {
    return this.turnarounds.subarray(0, this.count);
  }

  /** Minutes waited, in no order. */
  waited(): Float64Array {
    return this.waits.subarray(0, this.count);
  }
}

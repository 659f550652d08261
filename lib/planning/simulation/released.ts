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

/** Every test of one run that was released in the weeks that count. */
export class Released {
  count = 0;
  /** By place of the priority: how many have a target, and how many of those were over it. */
  readonly judged = [0, 0, 0];
  readonly breached = [0, 0, 0];
  private turnarounds = new Float64Array(1_024);
  private waits = new Float64Array(1_024);
  private places = new Uint8Array(1_024);

  add(turnaround: number, waited: number, { priority, targetMinutes }: Kind): void {
    if (this.count === this.waits.length) this.grow();
    this.turnarounds[this.count] = turnaround;
    this.waits[this.count] = waited;
    this.places[this.count] = priority;
    this.count += 1;
    if (targetMinutes === Infinity) return;
    this.judged[priority] = (this.judged[priority] ?? 0) + 1;
    if (turnaround <= targetMinutes + ROUNDING) return;
    this.breached[priority] = (this.breached[priority] ?? 0) + 1;
  }

  turnaround(): Float64Array {
    return this.turnarounds.subarray(0, this.count);
  }

  waited(): Float64Array {
    return this.waits.subarray(0, this.count);
  }

  /** The place of each one's priority. */
  priorities(): Uint8Array {
    return this.places.subarray(0, this.count);
  }

  private grow(): void {
    const turnarounds = new Float64Array(this.count * 2);
    const waits = new Float64Array(this.count * 2);
    const places = new Uint8Array(this.count * 2);
    turnarounds.set(this.turnarounds);
    waits.set(this.waits);
    places.set(this.places);
    this.turnarounds = turnarounds;
    this.waits = waits;
    this.places = places;
  }
}

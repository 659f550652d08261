import { HOURS_OF_WEEK } from '../model';

/** Means over time by hour of the week: how many wait, are at work, could start something. */
export class Tally {
  /** Sums of number × minutes. */
  readonly queue = new Float64Array(HOURS_OF_WEEK);
  readonly working = new Float64Array(HOURS_OF_WEEK);
  readonly able = new Float64Array(HOURS_OF_WEEK);
  /** What came before minute 0, in which the group settled, does not count. */
  private at = 0;
  private hour = 0;
  private hourEnds = 60;

  /** It has been so since it was last told, until now. */
  until(now: number, queue: number, working: number, able: number): void {
    if (now <= this.at) return;
    while (now > this.hourEnds) {
      this.add(this.hourEnds, queue, working, able);
      this.hourEnds += 60;
      this.hour = this.hour === HOURS_OF_WEEK - 1 ? 0 : this.hour + 1;
    }
    this.add(now, queue, working, able);
  }

  private add(now: number, queue: number, working: number, able: number): void {
    const { hour } = this;
    const minutes = now - this.at;
    this.queue[hour] = (this.queue[hour] ?? 0) + queue * minutes;
    this.working[hour] = (this.working[hour] ?? 0) + working * minutes;
    this.able[hour] = (this.able[hour] ?? 0) + able * minutes;
    this.at = now;
  }
}

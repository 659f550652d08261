import type { GroupPlan, StreamPlan } from './group-plan';
import { Random } from './random';
import {
  attemptSampler,
  draw,
  failuresAt,
  pass,
  pickerOf,
  samplerOf,
  type Sampler,
} from './sampler';
import type { TestSlots } from './test-slots';
import { WEEK_MINUTES } from './week';

/** First part of the path of every generator of demand. */
const DEMAND = 1;
const NO_TIME: Sampler = { always: 0, at: () => 0 };

/** Generators of one week, each for one purpose. */
class Draws {
  readonly arrival: Random;
  readonly kept: Random;
  readonly size: Random;
  readonly kind: Random;
  readonly preparation: Random;
  readonly service: Random;
  readonly failure: Random;
  readonly finishing: Random;
  readonly redo: Random;

  constructor(path: readonly number[]) {
    const purpose = (number: number) => new Random([...path, number]);
    this.arrival = purpose(0);
    this.kept = purpose(1);
    this.size = purpose(2);
    this.kind = purpose(3);
    this.preparation = purpose(4);
    this.service = purpose(5);
    this.failure = purpose(6);
    this.finishing = purpose(7);
    this.redo = purpose(8);
  }
}

/**
 * Deliveries of a stream. With more or less demand the deliveries of the baseline stay where they are:
 * fewer are some of them, more are all of them and some of a second set of the same rate, and so on.
 * Each week has generators of its own (a Poisson process remembers nothing), so it brings the same
 * tests however many weeks went before it.
 */
export class Deliveries {
  /** When the next one comes; Infinity when none comes any more. */
  nextAt: number;
  /** By class: its own, or the group's. */
  private readonly preparation: readonly Sampler[];
  private readonly finishing: readonly Sampler[];
  private readonly service: Sampler;
  private readonly failures: Sampler;
  private readonly rates: Float64Array;
  private readonly sizes: Sampler;
  private readonly kinds: Sampler;
  private draws: Draws;
  private week: number;

  /**
   * @param share of this set's deliveries that come, 0–1
   * @param firstKind of its classes, counted through all streams of the group
   * @param begins in whole weeks from the first minute that counts, at or before it
   */
  constructor(
    plan: GroupPlan,
    { index, stream }: StreamPlan,
    set: number,
    private readonly share: number,
    private readonly firstKind: number,
    private readonly path: readonly number[],
    begins: number,
    private readonly until: number,
  ) {
    this.preparation = stream.classes.map((one) => samplerOf(one.preparation ?? plan.preparation));
    this.finishing = stream.classes.map((one) => samplerOf(one.finishing ?? plan.finishing));
    this.service = attemptSampler(plan.service);
    this.failures = failuresAt(plan.failures.rate);
    this.rates = Float64Array.from(stream.deliveries_per_hour, (rate) => rate / 60);
    this.sizes = pickerOf(stream.sizes.map(({ tests, weight }) => ({ value: tests, weight })));
    this.kinds = pickerOf(
      stream.classes.map(({ weight }, place) => ({ value: firstKind + place, weight })),
    );
    this.path = [...path, DEMAND, index, set];
    this.week = begins;
    this.draws = new Draws([...this.path, begins]);
    this.nextAt = this.after(begins * WEEK_MINUTES);
  }

  /** Tests of the delivery at `nextAt`; 0 when this scenario leaves it out. */
  size(): number {
    const { draws } = this;
    const size = draw(this.sizes, draws.size);
    if (this.share >= 1 || draws.kept.unit() < this.share) return size;
    // What it would have brought is drawn all the same: the next one brings what it always does.
    for (let test = 0; test < size; test += 1) {
      const place = draw(this.kinds, draws.kind) - this.firstKind;
      pass(this.preparation[place] ?? NO_TIME, draws.preparation);
      pass(this.service, draws.service);
      pass(this.failures, draws.failure);
      pass(this.finishing[place] ?? NO_TIME, draws.finishing);
      draws.redo.word();
    }
    return 0;
  }

  /** Fills the row of the next test of that delivery; answers the minutes until it is ready. */
  fill(slots: TestSlots, test: number): number {
    const { draws } = this;
    slots.received[test] = this.nextAt;
    slots.waited[test] = 0;
    const kind = draw(this.kinds, draws.kind);
    const place = kind - this.firstKind;
    slots.kind[test] = kind;
    slots.service[test] = draw(this.service, draws.service);
    slots.failures[test] = draw(this.failures, draws.failure);
    slots.finishing[test] = draw(this.finishing[place] ?? NO_TIME, draws.finishing);
    slots.redoWord[test] = draws.redo.word();
    return draw(this.preparation[place] ?? NO_TIME, draws.preparation);
  }

  moveOn(): void {
    this.nextAt = this.after(this.nextAt);
  }

  /** Uses up one unit of exponential waiting at the rates of the hours it passes through. */
  private after(time: number): number {
    const { rates } = this;
    let at = time;
    let left = -Math.log(this.draws.arrival.unit());
    let weekBegins = this.week * WEEK_MINUTES;
    let hour = Math.min(167, Math.floor((at - weekBegins) / 60));
    while (at < this.until) {
      const rate = rates[hour] ?? 0;
      const hourEnds = weekBegins + (hour + 1) * 60;
      const used = rate * (hourEnds - at);
      if (left <= used) return at + left / rate;
      left -= used;
      at = hourEnds;
      hour += 1;
      if (hour < 168) continue;
      hour = 0;
      this.week += 1;
      weekBegins = at;
      this.draws = new Draws([...this.path, this.week]);
      left = -Math.log(this.draws.arrival.unit());
    }
    return Infinity;
  }
}

/** All deliveries to a group: as many sets of each stream as its demand needs. */
export function deliveriesTo(
  plan: GroupPlan,
  path: readonly number[],
  begins: number,
  until: number,
): Deliveries[] {
  const all: Deliveries[] = [];
  let firstKind = 0;
  for (const stream of plan.streams) {
    for (let set = 0; set < stream.factor; set += 1) {
      const share = Math.min(1, stream.factor - set);
      all.push(new Deliveries(plan, stream, set, share, firstKind, path, begins, until));
    }
    firstKind += stream.stream.classes.length;
  }
  return all;
}

import type { Deliveries } from './deliveries';
import { EventHeap } from './event-heap';
import type { GroupPlan } from './group-plan';
import { Machines } from './machines';
import { scramble, unit } from './random';
import { IN_ORDER, kindsOf, Released, type Kind } from './released';
import { attemptSampler, samplerOf, type Sampler } from './sampler';
import type { Stops } from './stops';
import { Tally } from './tally';
import { TestSlots } from './test-slots';
import { WaitingLine } from './waiting-line';
import { WEEK_MINUTES } from './week';

/** An event is what happens (its three lowest bits) to what: a set of deliveries, a test, a machine. */
const DELIVERY = 0;
const READY = 1;
const FREE = 2;
const DONE = 3;
const LOOK = 4;
const WEEK = 5;
const STOP = 6;
const AGAIN = 7;

/** What became of one run of one group. */
export type GroupRecord = {
  /** By the place of the priority. */
  released: Released[];
  tally: Tally;
  /** Runs begun by batch machines in the weeks that count, and the tests in them. */
  batches: number;
  batchTests: number;
  events: number;
  /** From the first week on, those that settle included: tests that came, left, and are still in. */
  came: number;
  left: number;
  inside: number;
};

/** Told of each attempt: since when it was ready, when a machine took it, when it is given back. */
export type Watch = (attempt: { test: number; ready: number; began: number; ends: number }) => void;

/** What comes to a group, one set of deliveries after the other. */
export type Arrivals = Pick<Deliveries, 'nextAt' | 'size' | 'fill' | 'moveOn'>;

/** When a machine stops unplanned. */
export type Breaks = Pick<Stops, 'after' | 'minutes'>;

/**
 * One group through the weeks, event by event. Minutes below 0 are those in which it settles.
 *
 * All that happens at one time happens before anything is started at that time: a delivery fills a
 * run, and its STAT goes first, wherever in it they were.
 */
export class GroupRun {
  private readonly heap = new EventHeap();
  private readonly slots = new TestSlots();
  private readonly line: WaitingLine;
  private readonly machines: Machines;
  private readonly deliveries: readonly Arrivals[];
  private readonly stops: readonly Breaks[];
  private readonly released = IN_ORDER.map(() => new Released());
  private readonly tally = new Tally();
  private readonly kinds: Kind[];
  private readonly attempt: Sampler;
  private readonly redo: Sampler;
  /** On each machine: the test or the first of its run, and how long it had been held when they went on. */
  private readonly load: Int32Array;
  private readonly heldBefore: Float64Array;
  private readonly begins: number;
  private readonly until: number;
  private weekBegins: number;
  private change = 0;
  /** When a batch machine looks again whether somebody has waited long enough. */
  private looksAt = -Infinity;
  private batches = 0;
  private batchTests = 0;
  private events = 0;
  private came = 0;
  private left = 0;

  /** @param chance what happens to it: one of `stops` a machine, or none at all */
  constructor(
    private readonly plan: GroupPlan,
    chance: { deliveries: readonly Arrivals[]; stops: readonly Breaks[] },
    weeks: { warmUp: number; counted: number },
    private readonly watch?: Watch,
  ) {
    // Not the negation, which of nothing is −0.
    this.begins = 0 - weeks.warmUp * WEEK_MINUTES;
    this.until = weeks.counted * WEEK_MINUTES;
    this.weekBegins = this.begins;
    this.line = new WaitingLine(plan.statFirst ? IN_ORDER.length : 1);
    this.machines = new Machines(plan.machines);
    this.load = new Int32Array(plan.machines);
    this.heldBefore = new Float64Array(plan.machines);
    this.kinds = kindsOf(plan);
    this.attempt = attemptSampler(plan.service);
    this.redo = samplerOf(plan.failures.redo);
    this.deliveries = chance.deliveries;
    this.stops = chance.stops;
  }

  run(): GroupRecord {
    const { heap, line, machines, tally, until } = this;
    this.putFirst();
    while (heap.nextAt < until) {
      const now = heap.nextAt;
      tally.until(now, line.length, machines.working, machines.able());
      do {
        const event = heap.take();
        this.events += 1;
        this.happen(event & 7, event >> 3, now);
      } while (heap.nextAt === now);
      this.startWhatCan(now);
    }
    tally.until(until, line.length, machines.working, machines.able());
    const { released, batches, batchTests, events, came, left, slots } = this;
    return { released, tally, batches, batchTests, events, came, left, inside: slots.inUse };
  }

  private put(at: number, kind: number, what: number): void {
    this.heap.put(at, (what << 3) | kind);
  }

  private putFirst(): void {
    this.put(this.begins, WEEK, 0);
    for (const [index, { nextAt }] of this.deliveries.entries()) {
      if (nextAt < this.until) this.put(nextAt, DELIVERY, index);
    }
    for (const [machine, stops] of this.stops.entries()) {
      const first = stops.after(this.begins);
      if (first < this.until) this.put(first, STOP, machine);
    }
  }

  private happen(kind: number, what: number, now: number): void {
    switch (kind) {
      case DELIVERY:
        this.deliver(what, now);
        break;
      case READY:
        this.join(what, now);
        break;
      case FREE:
        this.free(what, now);
        break;
      case DONE:
        this.finishUnlessHeld(what, now);
        break;
      case WEEK:
        this.changeHours();
        break;
      case STOP:
        this.stop(what, now);
        break;
      case AGAIN:
        this.runAgain(what, now);
        break;
      // LOOK: what waits is looked at after every event.
    }
  }

  private deliver(index: number, now: number): void {
    const delivery = this.deliveries[index];
    if (delivery === undefined) return;
    const { slots } = this;
    for (let left = delivery.size(); left > 0; left -= 1) {
      const test = slots.take();
      this.came += 1;
      const ready = delivery.fill(slots, test);
      if (ready > 0) this.put(now + ready, READY, test);
      else this.join(test, now);
    }
    delivery.moveOn();
    if (delivery.nextAt < this.until) this.put(delivery.nextAt, DELIVERY, index);
  }

  private join(test: number, now: number): void {
    this.slots.readyAt[test] = now;
    this.line.add(test, this.kinds[this.slots.kind[test] ?? 0]?.priority ?? 0);
  }

  private startWhatCan(now: number): void {
    const { machines, line } = this;
    if (!machines.open) return;
    while (machines.free > 0 && line.length > 0) {
      switch (this.plan.service.kind) {
        case 'single':
          this.startSingle(now);
          break;
        case 'pipelined':
          this.startPipelined(now, this.plan.service.per_hour, this.plan.service.dwell_minutes);
          break;
        case 'batch':
          if (!this.startBatch(now, this.plan.service)) return;
          break;
      }
    }
  }

  /** Whose turn it is leaves the line; `ends` unless a stop holds it. */
  private takeNext(now: number, ends: (test: number) => number): number {
    const { slots } = this;
    const test = this.line.take();
    const ready = slots.readyAt[test] ?? 0;
    slots.waited[test] = (slots.waited[test] ?? 0) + now - ready;
    this.watch?.({ test, ready, began: now, ends: ends(test) });
    return test;
  }

  private startMachine(now: number, minutes: number, load: number): number {
    const machine = this.machines.start();
    this.load[machine] = load;
    this.heldBefore[machine] = this.machines.held[machine] ?? 0;
    this.put(now + minutes, FREE, machine);
    return machine;
  }

  private startSingle(now: number): void {
    const { service } = this.slots;
    const test = this.takeNext(now, (next) => now + (service[next] ?? 0));
    this.startMachine(now, service[test] ?? 0, test);
  }

  private startPipelined(now: number, perHour: number, dwell: number): void {
    const { slots } = this;
    const test = this.takeNext(now, () => now + dwell);
    const machine = this.startMachine(now, 60 / perHour, -1);
    // Where nothing can hold it, when it ends is known now.
    if (this.stops.length === 0) {
      this.finish(test, now + dwell);
      return;
    }
    slots.machine[test] = machine;
    slots.heldBefore[test] = this.machines.held[machine] ?? 0;
    this.put(now + dwell, DONE, test);
  }

  /** Whether a run was started; else it is known when to look again. */
  private startBatch(
    now: number,
    {
      capacity,
      start_after_minutes: after,
    }: { capacity: number; start_after_minutes: number | null },
  ): boolean {
    const { slots, line } = this;
    if (line.length < capacity) {
      if (after === null) return false;
      const due = line.waitingSince(slots.readyAt) + after;
      if (now < due) {
        if (this.looksAt <= now || this.looksAt > due) {
          this.looksAt = due;
          this.put(due, LOOK, 0);
        }
        return false;
      }
    }
    const size = Math.min(capacity, line.length);
    let minutes = 0;
    let first = -1;
    for (let taken = 0; taken < size; taken += 1) {
      // A run takes the time drawn for the test that goes first into it.
      const test = this.takeNext(now, (next) => {
        return now + (taken === 0 ? (slots.service[next] ?? 0) : minutes);
      });
      if (taken === 0) minutes = slots.service[test] ?? 0;
      slots.next[test] = first;
      first = test;
    }
    this.startMachine(now, minutes, first);
    if (now >= 0) {
      this.batches += 1;
      this.batchTests += size;
    }
    return true;
  }

  private free(machine: number, now: number): void {
    const held = this.machines.held[machine] ?? 0;
    const more = held - (this.heldBefore[machine] ?? 0);
    if (more > 0) {
      this.heldBefore[machine] = held;
      this.put(now + more, FREE, machine);
      return;
    }
    this.machines.finish(machine);
    const first = this.load[machine] ?? -1;
    switch (this.plan.service.kind) {
      case 'pipelined':
        break;
      case 'single':
        this.finish(first, now);
        break;
      case 'batch':
        for (let test = first; test >= 0;) {
          const next = this.slots.next[test] ?? -1;
          this.finish(test, now);
          test = next;
        }
        break;
    }
  }

  private finishUnlessHeld(test: number, now: number): void {
    const { slots } = this;
    const held = this.machines.held[slots.machine[test] ?? 0] ?? 0;
    const more = held - (slots.heldBefore[test] ?? 0);
    if (more > 0) {
      slots.heldBefore[test] = held;
      this.put(now + more, DONE, test);
      return;
    }
    this.finish(test, now);
  }

  /** An attempt ends: it failed and is done again, or it is released in its time. */
  private finish(test: number, at: number): void {
    const { slots } = this;
    const failures = slots.failures[test] ?? 0;
    if (failures > 0) {
      slots.failures[test] = failures - 1;
      const word = slots.redoWord[test] ?? 0;
      slots.service[test] = this.attempt.at(unit(scramble(word + 2 * failures)));
      this.put(at + this.redo.at(unit(scramble(word + 2 * failures + 1))), READY, test);
      return;
    }
    const received = slots.received[test] ?? 0;
    const leaves = at + (slots.finishing[test] ?? 0);
    const kind = this.kinds[slots.kind[test] ?? 0];
    if (leaves >= 0 && leaves < this.until && kind !== undefined) {
      const { priority, targetMinutes } = kind;
      this.released[priority]?.add(leaves - received, slots.waited[test] ?? 0, targetMinutes);
    }
    this.left += 1;
    slots.leave(test);
  }

  private changeHours(): void {
    const { week } = this.plan;
    const change = week[this.change];
    if (change === undefined) return;
    this.machines.open = change.open;
    this.machines.takeOut(change.out);
    if (week.length === 1) return;
    this.change += 1;
    if (this.change === week.length) {
      this.change = 0;
      this.weekBegins += WEEK_MINUTES;
    }
    this.put(this.weekBegins + (week[this.change]?.minute ?? 0), WEEK, 0);
  }

  private stop(machine: number, now: number): void {
    const minutes = this.stops[machine]?.minutes() ?? 0;
    this.machines.stop(machine, minutes);
    this.put(now + minutes, AGAIN, machine);
  }

  private runAgain(machine: number, now: number): void {
    this.machines.runAgain(machine);
    const next = this.stops[machine]?.after(now) ?? Infinity;
    if (next < this.until) this.put(next, STOP, machine);
  }
}

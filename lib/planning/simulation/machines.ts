const BUSY = 1;
const STOPPED = 2;
const OUT = 4;

/** The machines of a group: at work, stopped, out of use, or free. */
export class Machines {
  /** Whether they may start something at this hour. */
  open = true;
  /** At work, and not held by a stop. */
  working = 0;
  /** Not at work, stopped or out of use. */
  free: number;
  /** Minutes each has been held by stops, those of a running one counted in full at once. */
  readonly held: Float64Array;
  private readonly states: Uint8Array;

  constructor(readonly count: number) {
    this.free = count;
    this.held = new Float64Array(count);
    this.states = new Uint8Array(count);
  }

  /** How many could start something now. */
  able(): number {
    return this.open ? this.free : 0;
  }

  /** Puts the first free one to work. */
  start(): number {
    const machine = this.states.indexOf(0);
    this.states[machine] = BUSY;
    this.free -= 1;
    this.working += 1;
    return machine;
  }

  /** It is done: which it cannot be while stopped, as a stop holds what is on it. */
  finish(machine: number): void {
    this.change(machine, BUSY, false);
  }

  stop(machine: number, minutes: number): void {
    this.held[machine] = (this.held[machine] ?? 0) + minutes;
    this.change(machine, STOPPED, true);
  }

  runAgain(machine: number): void {
    this.change(machine, STOPPED, false);
  }

  /** The last `out` of them are out of use; what is on those goes on. */
  takeOut(out: number): void {
    for (let machine = 0; machine < this.count; machine += 1) {
      this.change(machine, OUT, machine >= this.count - out);
    }
  }

  private change(machine: number, flag: number, on: boolean): void {
    const before = this.states[machine] ?? 0;
    const after = on ? before | flag : before & ~flag;
    this.states[machine] = after;
    this.free += Number(after === 0) - Number(before === 0);
    this.working += Number((after & 3) === BUSY) - Number((before & 3) === BUSY);
  }
}

/** Tests that are in the system: a column a property, a row a test, rows used again. */
export class TestSlots {
  inUse = 0;
  received = new Float64Array(64);
  readyAt = new Float64Array(64);
  /** Minutes waited before its attempts so far. */
  waited = new Float64Array(64);
  /** Minutes the next attempt takes on a machine. */
  service = new Float64Array(64);
  finishing = new Float64Array(64);
  /** Of its stream's classes, counted through all streams of the group. */
  kind = new Int32Array(64);
  /** Attempts that are still going to fail. */
  failures = new Uint8Array(64);
  /** What the numbers of further attempts are drawn from. */
  redoWord = new Uint32Array(64);
  /** On which machine it is, and how long that had been held by stops when it went on. */
  machine = new Uint16Array(64);
  heldBefore = new Float64Array(64);
  /** Next in its run, or next free row; -1 of none. */
  next = new Int32Array(64);
  private free = -1;
  private rows = 0;

  take(): number {
    this.inUse += 1;
    const { free } = this;
    if (free >= 0) {
      this.free = this.next[free] ?? -1;
      return free;
    }
    if (this.rows === this.next.length) this.grow();
    this.rows += 1;
    return this.rows - 1;
  }

  leave(test: number): void {
    this.inUse -= 1;
    this.next[test] = this.free;
    this.free = test;
  }

  private grow(): void {
    const rows = this.next.length * 2;
    const wide = (old: Float64Array) => {
      const wider = new Float64Array(rows);
      wider.set(old);
      return wider;
    };
    this.received = wide(this.received);
    this.readyAt = wide(this.readyAt);
    this.waited = wide(this.waited);
    this.service = wide(this.service);
    this.finishing = wide(this.finishing);
    this.heldBefore = wide(this.heldBefore);
    const kind = new Int32Array(rows);
    kind.set(this.kind);
    this.kind = kind;
    const failures = new Uint8Array(rows);
    failures.set(this.failures);
    this.failures = failures;
    const redoWord = new Uint32Array(rows);
    redoWord.set(this.redoWord);
    this.redoWord = redoWord;
    const machine = new Uint16Array(rows);
    machine.set(this.machine);
    this.machine = machine;
    const next = new Int32Array(rows);
    next.set(this.next);
    this.next = next;
  }
}

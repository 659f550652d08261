/** First in, first out: whole numbers in a ring that grows. */
export class TestQueue {
  length = 0;
  private ring = new Int32Array(64);
  private head = 0;

  add(test: number): void {
    if (this.length === this.ring.length) this.grow();
    this.ring[(this.head + this.length) & (this.ring.length - 1)] = test;
    this.length += 1;
  }

  /** The first, or -1 of none. */
  first(): number {
    return this.length === 0 ? -1 : (this.ring[this.head] ?? -1);
  }

  /** The first, which is gone then. */
  take(): number {
    const taken = this.first();
    if (taken < 0) return taken;
    this.head = (this.head + 1) & (this.ring.length - 1);
    this.length -= 1;
    return taken;
  }

  private grow(): void {
    const wider = new Int32Array(this.ring.length * 2);
    wider.set(this.ring.subarray(this.head));
    wider.set(this.ring.subarray(0, this.head), this.ring.length - this.head);
    this.ring = wider;
    this.head = 0;
  }
}

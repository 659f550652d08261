/**
 * What is to come, soonest first, and of the same time in the order it was put in: a binary heap in
 * typed arrays. An event is a whole number from 0 to 2³¹ − 1; whoever puts it in says what it means.
 */
export class EventHeap {
  size = 0;
  /** When the first event is due; Infinity when there is none. */
  nextAt = Infinity;
  private times = new Float64Array(64);
  private orders = new Float64Array(64);
  private events = new Int32Array(64);
  private puts = 0;

  put(time: number, event: number): void {
    if (this.size === this.times.length) this.grow();
    const { times, orders, events } = this;
    const order = this.puts;
    this.puts += 1;
    let at = this.size;
    this.size += 1;
    // Whatever was put in before goes first at the same time, so only a later parent gives way.
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const parentTime = times[parent] ?? 0;
      if (parentTime <= time) break;
      times[at] = parentTime;
      orders[at] = orders[parent] ?? 0;
      events[at] = events[parent] ?? 0;
      at = parent;
    }
    times[at] = time;
    orders[at] = order;
    events[at] = event;
    if (at === 0) this.nextAt = time;
  }

  /** The event due at `nextAt`, which is gone then. Asked of an empty heap, -1. */
  take(): number {
    if (this.size === 0) return -1;
    const { times, orders, events } = this;
    const taken = events[0] ?? -1;
    this.size -= 1;
    const last = this.size;
    if (last === 0) {
      this.nextAt = Infinity;
      return taken;
    }
    const time = times[last] ?? 0;
    const order = orders[last] ?? 0;
    const event = events[last] ?? 0;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      let childTime = times[child] ?? 0;
      const other = child + 1;
      if (other < last) {
        const otherTime = times[other] ?? 0;
        if (
          otherTime < childTime ||
          (otherTime === childTime && (orders[other] ?? 0) < (orders[child] ?? 0))
        ) {
          child = other;
          childTime = otherTime;
        }
      }
      if (childTime > time || (childTime === time && (orders[child] ?? 0) > order)) break;
      times[at] = childTime;
      orders[at] = orders[child] ?? 0;
      events[at] = events[child] ?? 0;
      at = child;
    }
    times[at] = time;
    orders[at] = order;
    events[at] = event;
    this.nextAt = times[0] ?? Infinity;
    return taken;
  }

  private grow(): void {
    const wider = this.times.length * 2;
    const times = new Float64Array(wider);
    const orders = new Float64Array(wider);
    const events = new Int32Array(wider);
    times.set(this.times);
    orders.set(this.orders);
    events.set(this.events);
    this.times = times;
    this.orders = orders;
    this.events = events;
  }
}

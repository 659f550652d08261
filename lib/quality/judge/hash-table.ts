/**
 * A number from 1 to 4,294,967,295 for each text of millions. 64 bits of a text are kept, not the
 * text: 12 bytes a slot, 24 to 48 a text. Among ten million texts two are taken for one with a
 * probability of 3 in a million.
 */
export class HashTable {
  #high = new Uint32Array(1 << 12);
  #low = new Uint32Array(1 << 12);
  #values = new Uint32Array(1 << 12);
  #size = 0;
  #hashHigh = 0;
  #hashLow = 0;

  /** What the text has, or 0 for a new one, which gets `value`. */
  getOrSet(text: string, value: number): number {
    this.#hash(text);
    const slot = this.#slot(this.#hashHigh, this.#hashLow);
    const there = this.#values[slot] ?? 0;
    if (there === 0) this.#put(slot, value);
    return there;
  }

  /** Gives the text another value; what it had before, or 0. */
  replace(text: string, value: number): number {
    this.#hash(text);
    const slot = this.#slot(this.#hashHigh, this.#hashLow);
    const there = this.#values[slot] ?? 0;
    if (there === 0) this.#put(slot, value);
    else this.#values[slot] = value;
    return there;
  }

  #put(slot: number, value: number): void {
    this.#high[slot] = this.#hashHigh;
    this.#low[slot] = this.#hashLow;
    this.#values[slot] = value;
    this.#size += 1;
    if (this.#size * 2 > this.#values.length) this.#grow();
  }

  #slot(high: number, low: number): number {
    const mask = this.#values.length - 1;
    let slot = low & mask;
    while (this.#values[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [high, low, values] = [this.#high, this.#low, this.#values];
    const slots = values.length * 2;
    this.#high = new Uint32Array(slots);
    this.#low = new Uint32Array(slots);
    this.#values = new Uint32Array(slots);
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] ?? 0;
      if (value === 0) continue;
      const slot = this.#slot(high[index] ?? 0, low[index] ?? 0);
      this.#high[slot] = high[index] ?? 0;
      this.#low[slot] = low[index] ?? 0;
      this.#values[slot] = value;
    }
  }

  /** cyrb53 with all of its 64 bits: two 32-bit multiplicative hashes, mixed at the end. */
  #hash(text: string): void {
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    const mixed = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    this.#hashHigh =
      (Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(mixed ^ (mixed >>> 13), 3266489909)) >>> 0;
    this.#hashLow = mixed >>> 0;
  }
}

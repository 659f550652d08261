/**
 * A set of texts that keeps 53 bits of each: 16 bytes a text at most, where a Set of strings would
 * take a hundred. Two texts meet by chance once in about 1e16 / n² sets.
 */
export class KeySet {
  #slots = new Float64Array(1 << 12);
  #size = 0;

  has(text: string): boolean {
    return this.#slots[this.#place(hash53(text))] !== 0;
  }

  add(text: string): void {
    const hash = hash53(text);
    const place = this.#place(hash);
    if (this.#slots[place] !== 0) return;
    this.#slots[place] = hash;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
  }

  #place(hash: number): number {
    const mask = this.#slots.length - 1;
    let place = (hash % 0x1_0000_0000) & mask;
    while (this.#slots[place] !== 0 && this.#slots[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Float64Array(old.length * 2);
    for (const hash of old) if (hash !== 0) this.#slots[this.#place(hash)] = hash;
  }
}

/** cyrb53: two 32-bit multiplicative hashes, mixed at the end. Never 0. */
function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0) || 1;
}

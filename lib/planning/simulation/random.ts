/** The finaliser of MurmurHash3 (Appleby): every bit of the word changes half of the others. */
export function scramble(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A word as a number inside (0, 1), never at its ends. */
export function unit(word: number): number {
  return (word + 0.5) / 4_294_967_296;
}

function chain(path: readonly number[], start: number): number {
  return path.reduce((state, part) => scramble((state ^ part) + 0x9e3779b9), start);
}

/**
 * Random numbers by sfc32 (Doty-Humphrey, PractRand: small, fast, chaotic, 128 bits of state).
 *
 * A generator is named by a path of whole numbers, such as seed, run, stream, week, purpose: equal
 * paths give equal numbers and different ones unrelated numbers. Whoever needs numbers for a purpose
 * opens the generator of that purpose, so that a scenario which needs more or fewer of one kind
 * leaves all others as they are (common random numbers).
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(path: readonly number[]) {
    this.a = chain(path, 0x243f6a88) | 0;
    this.b = chain(path, 0x85a308d3) | 0;
    this.c = chain(path, 0x13198a2e) | 0;
    for (let round = 0; round < 12; round += 1) this.word();
  }

  /** A whole number from 0 to 2³² − 1. */
  word(): number {
    const out = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + out) | 0;
    return out >>> 0;
  }

  /** A number inside (0, 1). */
  unit(): number {
    return unit(this.word());
  }
}

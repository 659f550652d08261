/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** Uniform in [0, 1). */
  unit: () => number;
  /** Whether something of probability `p` happens. */
  chance: (p: number) => boolean;
  /** A normal deviate of mean 0 and deviation 1. */
  normal: () => number;
  /** Log-normal: `median` × e^(sigma × normal). */
  logNormal: (median: number, sigma: number) => number;
  /** One of the items, each as likely as its weight; throws when there is none of weight. */
  weighted: <T>(items: readonly T[], weight: (item: T) => number) => T;
};

/** splitmix32, which spreads a seed of any shape over the generator's state. */
function splitmix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** xoshiro128** 1.1 of Blackman and Vigna (prng.di.unimi.it): 32 bits a call. */
export function xoshiro128(a: number, b: number, c: number, d: number): () => number {
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

/** FNV-1a, so that parts of one seed ("tubes", "outages") have streams of their own. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

export function seededRandom(seed: number, stream: string): Random {
  const fill = splitmix32(hash32(`${seed}/${stream}`));
  const next = xoshiro128(fill(), fill(), fill(), fill());
  const unit = () => next() / 0x1_0000_0000;
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  return {
    unit,
    normal,
    chance: (p) => unit() < p,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    weighted(items, weight) {
      const total = items.reduce((sum, item) => sum + weight(item), 0);
      let left = unit() * total;
      let last: (typeof items)[number] | undefined;
      for (const item of items) {
        if (weight(item) <= 0) continue;
        last = item;
        left -= weight(item);
        if (left < 0) return item;
      }
      if (last === undefined) throw new Error('Nothing to choose from');
      return last;
    },
  };
}

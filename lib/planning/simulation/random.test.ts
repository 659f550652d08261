import { expect, test } from 'vitest';
import { Random, scramble, unit } from './random';

const MASK = 0xffffffffn;

/** sfc32 as its author states it, in whole numbers of any size. */
function referenceWords(a: bigint, b: bigint, c: bigint, count: number): bigint[] {
  let counter = 1n;
  return Array.from({ length: count }, () => {
    const out = (a + b + counter) & MASK;
    counter += 1n;
    a = b ^ (b >> 9n);
    b = (c + ((c << 3n) & MASK)) & MASK;
    c = ((((c << 21n) & MASK) | (c >> 11n)) + out) & MASK;
    return out;
  });
}

function seeded(path: number[], start: number): bigint {
  return BigInt(path.reduce((state, part) => scramble((state ^ part) + 0x9e3779b9), start));
}

test('it is sfc32, begun after twelve rounds', () => {
  const path = [7, 3, -2, 4_294_967_295];
  const expected = referenceWords(
    seeded(path, 0x243f6a88),
    seeded(path, 0x85a308d3),
    seeded(path, 0x13198a2e),
    1_012,
  ).slice(12);
  const random = new Random(path);
  expect(expected.map(() => BigInt(random.word()))).toEqual(expected);
});

test('the finaliser is that of MurmurHash3', () => {
  // As its authors' C code gives them.
  expect([0, 1, 0xffffffff].map(scramble)).toEqual([0, 0x514e28b7, 0x81f16f39]);
});

test('the numbers of a path never change', () => {
  const random = new Random([1, 2]);
  expect([random.word(), random.word(), random.word()]).toEqual([
    703_888_317, 484_154_235, 3_160_860_348,
  ]);
});

test('equal paths agree, others have nothing in common', () => {
  const first = (path: number[]) => {
    const random = new Random(path);
    return Array.from({ length: 8 }, () => random.word());
  };
  expect(first([1, 2, 3])).toEqual(first([1, 2, 3]));
  const paths = [
    [1, 2, 3],
    [1, 2, 4],
    [1, 3, 2],
    [2, 2, 3],
    [1, 2],
    [1, 2, 3, 0],
    [1, 2, -3],
  ];
  expect(new Set(paths.flatMap(first)).size).toBe(paths.length * 8);
});

test('no number is 0 or 1, and they are spread evenly', () => {
  expect(unit(0)).toBeGreaterThan(0);
  expect(unit(4_294_967_295)).toBeLessThan(1);
  const random = new Random([42]);
  const bins = Array.from({ length: 100 }, () => 0);
  const draws = 200_000;
  for (let draw = 0; draw < draws; draw += 1) {
    const bin = Math.floor(random.unit() * 100);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const expected = draws / 100;
  const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // 0.1 % and 99.9 % quantiles of chi-square with 99 degrees of freedom.
  expect(chiSquare).toBeGreaterThan(60.3);
  expect(chiSquare).toBeLessThan(148.2);
});

test('generators of neighbouring paths are not correlated', () => {
  const draws = 50_000;
  const a = new Random([5, 0, 1]);
  const b = new Random([5, 0, 2]);
  let sum = 0;
  for (let draw = 0; draw < draws; draw += 1) sum += (a.unit() - 0.5) * (b.unit() - 0.5);
  // The standard deviation of a product of two is 1/12.
  expect(Math.abs(sum / draws) * 12 * Math.sqrt(draws)).toBeLessThan(3.5);
});

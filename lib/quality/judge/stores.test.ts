import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { box, percentile } from '@/lib/metrics/percentiles';
import { quantileOf, quartileBounds, robustBounds } from '../kinds/robust-bounds';
import { columnFinder } from './find-column';
import { GrowingFloats, GrowingInts, GrowingTexts } from './growing';
import { HashTable } from './hash-table';
import { readNumber } from './row-reader';

test('a hash table gives what a map gives', () => {
  const operation = fc.record({
    key: fc.oneof(fc.constantFrom('a', 'b', 'ab', ''), fc.string()),
    replace: fc.boolean(),
    value: fc.integer({ min: 1, max: 0xffff_ffff }),
  });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const table = new HashTable();
      const map = new Map<string, number>();
      for (const { key, replace, value } of operations) {
        const before = map.get(key) ?? 0;
        expect(replace ? table.replace(key, value) : table.getOrSet(key, value)).toBe(before);
        if (replace || before === 0) map.set(key, value);
      }
    }),
  );
});

test('it keeps apart what it grows by', () => {
  const table = new HashTable();
  const count = 100_000;
  for (let index = 0; index < count; index += 1) {
    expect(table.getOrSet(`260821-JED${index}`, index + 1)).toBe(0);
  }
  for (let index = 0; index < count; index += 997) {
    expect(table.getOrSet(`260821-JED${index}`, 1)).toBe(index + 1);
  }
});

test('growing stores give back what they were given, past the end of a chunk', () => {
  const [floats, ints, texts] = [new GrowingFloats(), new GrowingInts(), new GrowingTexts()];
  const count = 140_000;
  for (let index = 0; index < count; index += 1) {
    floats.push(index / 7);
    ints.push(index * 3);
    texts.push(index % 5 === 0 ? '' : `Prüf-${index}`);
  }
  for (const index of [0, 1, 5, 65_535, 65_536, 65_537, 131_071, 131_072, count - 1]) {
    expect(floats.at(index)).toBe(index / 7);
    expect(ints.at(index)).toBe(index * 3);
    expect(texts.at(index)).toBe(index % 5 === 0 ? '' : `Prüf-${index}`);
  }
  texts.push('x'.repeat(1_000));
  expect(texts.at(count)).toBe('x'.repeat(64));
  texts.push(`x${'ü'.repeat(60)}`);
  expect(texts.at(count + 1)).toBe(`x${'ü'.repeat(31)}`);
});

describe('bounds', () => {
  const numbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });

  test('quantiles are those of the figures', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, fraction) => {
        expect(quantileOf(Float64Array.from(values).sort(), fraction)).toBe(
          percentile(values, fraction),
        );
      }),
    );
  });

  test('Tukey’s fences leave out what a box plot calls outliers', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { low, high } = quartileBounds(Float64Array.from(values), 1.5);
        const outside = values.filter((value) => value < low || value > high);
        expect(outside.toSorted((a, b) => a - b)).toEqual(box(values)?.outlierValues);
      }),
    );
  });

  test('half of the values are never outliers', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { low, high } = robustBounds(Float64Array.from(values), 3.5);
        const inside = values.filter((value) => value >= low && value <= high);
        expect(inside.length * 2).toBeGreaterThanOrEqual(values.length);
      }),
    );
  });
});

test.each([
  ['1.5', 1.5],
  ['1,5', 1.5],
  ['−18.6', -18.6],
  ['+.5', 0.5],
  ['12.', 12],
  ['1e-7', 1e-7],
  ['999999999.99', 999999999.99],
  ['1,234.5', null],
  ['1.2.3', null],
  ['1e999', null],
  ['NaN', null],
  ['', null],
  ['0x10', null],
])('%s is the number %s', (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test('columns are found by name, then blind to case, then by what imports call them', () => {
  const find = columnFinder(['Specimen ID', 'test_type', 'assay', 'Device', 'x', 'x']);
  expect(['specimen_id', 'assay', 'test_type', 'machine_id', 'x', 'y'].map(find)).toEqual([
    0, 2, 1, 3, 4, -1,
  ]);
});

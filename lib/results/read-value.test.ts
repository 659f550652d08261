import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readValue } from './read-value';

/** Whatever may stand in a field, mostly of what numbers and ranges are written with. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary-ascii' }),
  fc.string({ unit: fc.constantFrom(...'0123456789.,<>=≤≥+-−–eE to') }),
);

describe('reading a value', () => {
  test.each([
    ['4.2', 4.2, null],
    ['4,2', 4.2, null],
    [' 136 ', 136, null],
    ['-3.5', -3.5, null],
    ['−3.5', -3.5, null],
    ['+2', 2, null],
    ['.5', 0.5, null],
    ['0', 0, null],
    ['<0.01', 0.01, '<'],
    ['< 0,01', 0.01, '<'],
    ['>200', 200, '>'],
    ['>= 10', 10, '>='],
    ['≤5', 5, '<='],
    ['1.5e6', 1_500_000, null],
    ['1,234', 1.234, null],
  ] as const)('%s is a number', (value, numericValue, comparator) => {
    expect(readValue(value)).toEqual({ kind: 'numeric', numericValue, comparator });
  });

  test.each([
    '1,234.5',
    '1.2.3',
    '<',
    '5 mg',
    '--5',
    '5-6',
    'e5',
    '9'.repeat(40),
    '',
    '=5',
    '0x1f',
  ])('“%s” is text', (value) =>
    expect(readValue(value)).toEqual({ kind: 'text', numericValue: null, comparator: null }),
  );

  test.each(['positive', 'NEGATIVE', '++', '3+', 'Not detected', 'non-reactive'])(
    '%s is coded',
    (value) => expect(readValue(value).kind).toBe('coded'),
  );

  test('one of the analyte’s own codes is coded, whatever it is', () => {
    expect(readValue('mrsa', ['MRSA']).kind).toBe('coded');
    expect(readValue('mrsa').kind).toBe('text');
  });

  test('every number is read back, with a point or a comma, bare or with a bound', () => {
    const number = fc
      .integer({ min: -1_000_000_000, max: 1_000_000_000 })
      .chain((whole) => fc.integer({ min: 0, max: 6 }).map((places) => whole / 10 ** places));
    const sign = fc.constantFrom('', '<', '>', '<=', '>=');
    const space = fc.constantFrom('', ' ', '  ');
    fc.assert(
      fc.property(number, sign, space, fc.boolean(), (value, comparator, gap, comma) => {
        const digits = value.toFixed(6).replace('-0.000000', '0.000000');
        const read = readValue(
          `${gap}${comparator}${gap}${comma ? digits.replace('.', ',') : digits}`,
        );
        expect(read.kind).toBe('numeric');
        expect(read.numericValue).toBeCloseTo(value, 6);
        expect(read.comparator).toBe(comparator === '' ? null : comparator);
      }),
    );
  });

  test('no text breaks it, and a number is there exactly where it says so', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { kind, numericValue, comparator } = readValue(text);
        expect(kind === 'numeric').toBe(numericValue !== null);
        expect(numericValue === null || Number.isFinite(numericValue)).toBe(true);
        if (numericValue === null) expect(comparator).toBeNull();
      }),
    );
  });
});

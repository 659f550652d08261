import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeCritical, judgeResult, type AnalyteRule, type GivenResult } from './judge-result';
import { flagInRange, rangeText, readRange } from './reference-range';
import { readValue } from './read-value';
import { sameUnit } from './same-unit';

const potassium: AnalyteRule = {
  unit: 'mmol/L',
  referenceLow: 3.5,
  referenceHigh: 5.1,
  criticalLow: 2.8,
  criticalHigh: 6.2,
  criticalCodes: [],
};
const culture: AnalyteRule = {
  unit: null,
  referenceLow: null,
  referenceHigh: null,
  criticalLow: null,
  criticalHigh: null,
  criticalCodes: ['POSITIVE'],
};

/** Whatever may stand in a field, mostly of what numbers and ranges are written with. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary-ascii' }),
  fc.string({ unit: fc.constantFrom(...'0123456789.,<>=≤≥+-−–eE to') }),
);

describe('critical', () => {
  const cases: [string, GivenResult, AnalyteRule, boolean, string | null][] = [
    ['a normal value', { value: '4.2' }, potassium, false, null],
    ['at the upper limit', { value: '6.2' }, potassium, true, 'limit'],
    ['just under it', { value: '6.19' }, potassium, false, null],
    ['at the lower limit', { value: '2,8' }, potassium, true, 'limit'],
    ['over the limit in the same unit', { value: '7', unit: 'mmol/l' }, potassium, true, 'limit'],
    ['over the limit by its bound', { value: '>10' }, potassium, true, 'limit'],
    ['under the limit by its bound', { value: '<2.8' }, potassium, true, 'limit'],
    ['in another unit', { value: '7', unit: 'mg/dL' }, potassium, false, 'other_unit'],
    ['text in another unit', { value: 'lysed', unit: 'mg/dL' }, potassium, false, null],
    ['without limits in another unit', { value: '7', unit: 'x' }, culture, false, null],
    [
      'a flag in another unit',
      { value: '24', unit: 'mg/dL', flags: ['HH'] },
      potassium,
      true,
      'flag',
    ],
    ['the flag LL', { value: '4', flags: ['D', 'LL'] }, potassium, true, 'flag'],
    ['the flag H', { value: '5.5', flags: ['H'] }, potassium, false, null],
    ['a critical code in any case', { value: 'Positive' }, culture, true, 'code'],
    ['another word', { value: 'negative' }, culture, false, null],
    ['because it was given as such', { value: '4.2', critical: true }, potassium, true, 'given'],
    ['however much it is denied', { value: '7', critical: false }, potassium, true, 'limit'],
  ];
  test.each(cases)('%s', (_, given, rule, critical, basis) => {
    expect(judgeCritical(given, rule)).toEqual({ critical, basis });
    expect(judgeResult(given, rule)).toMatchObject({ critical, basis });
  });

  test('an analyte without a unit takes any', () => {
    expect(judgeCritical({ value: '7', unit: 'mmol/L' }, { ...potassium, unit: null })).toEqual({
      critical: true,
      basis: 'limit',
    });
  });

  test('further beyond a limit never becomes less critical', () => {
    const value = fc.double({ min: -50, max: 50, noNaN: true }).map((number) => number.toFixed(3));
    fc.assert(
      fc.property(value, fc.constantFrom('', '<', '>'), (text, comparator) => {
        const number = Number(text);
        const { critical } = judgeCritical({ value: `${comparator}${text}` }, potassium);
        expect(critical).toBe(number <= 2.8 || number >= 6.2);
      }),
    );
  });
});

describe('flags and range', () => {
  const cases: [GivenResult, string[], string | null][] = [
    [{ value: '4.2' }, ['N'], '3.5–5.1'],
    [{ value: '3.5' }, ['N'], '3.5–5.1'],
    [{ value: '3.4' }, ['L'], '3.5–5.1'],
    [{ value: '5.2' }, ['H'], '3.5–5.1'],
    [{ value: '6.2' }, ['HH'], '3.5–5.1'],
    [{ value: '2' }, ['LL'], '3.5–5.1'],
    [{ value: '5.2', referenceRange: '3.0-6.0' }, ['N'], '3.0-6.0'],
    [{ value: '5.2', referenceRange: 'see report' }, [], 'see report'],
    [{ value: '4.2', unit: 'mg/dL' }, [], null],
    [{ value: '4.2', unit: 'mg/dL', referenceRange: '10–20' }, ['L'], '10–20'],
    [{ value: '5.2', flags: ['A'] }, ['A'], '3.5–5.1'],
    [{ value: '5.2', flags: [] }, ['H'], '3.5–5.1'],
    [{ value: 'haemolysed' }, [], '3.5–5.1'],
  ];
  test.each(cases)('%j', (given, flags, referenceRange) => {
    expect(judgeResult(given, potassium)).toMatchObject({ flags, referenceRange });
  });

  test('a critical code is flagged AA', () => {
    expect(judgeResult({ value: 'positive' }, culture).flags).toEqual(['AA']);
  });

  test('a missing unit is the analyte’s', () => {
    expect(judgeResult({ value: '4.2' }, potassium).unit).toBe('mmol/L');
  });
});

describe('a reference range', () => {
  test.each([
    ['3.5-5.1', { low: 3.5, high: 5.1 }],
    ['3,5 – 5,1', { low: 3.5, high: 5.1 }],
    ['-2.0 - 3.0', { low: -2, high: 3 }],
    ['3 to 5', { low: 3, high: 5 }],
    ['<5', { low: null, high: 5, includesHigh: false }],
    ['≤ 5', { low: null, high: 5, includesHigh: true }],
    ['>=10', { low: 10, high: null, includesLow: true }],
    ['> 10', { low: 10, high: null, includesLow: false }],
  ])('%s', (text, range) => expect(readRange(text)).toMatchObject(range));

  test.each(['5.1-3.5', 'negative', '', '5', '3.5-', '1-2-3'])('“%s” is none', (text) =>
    expect(readRange(text)).toBeNull(),
  );

  const flagged: [string, string, string | null][] = [
    ['5', '<5', 'H'],
    ['5', '<=5', 'N'],
    ['10', '>10', 'L'],
    ['<3.5', '3.5-5.1', 'L'],
    ['<4', '3.5-5.1', null],
    ['<=3.5', '3.5-5.1', null],
    ['>5.1', '3.5-5.1', 'H'],
    ['>4', '3.5-5.1', null],
    ['<5', '<5', 'N'],
    ['<=5', '<5', null],
    ['<6', '<5', null],
    ['>10', '>=10', 'N'],
    ['>9', '>=10', null],
  ];
  test.each(flagged)('%s in %s is %s', (value, text, flag) => {
    const range = readRange(text);
    expect(range && flagInRange(readValue(value), range)).toBe(flag);
  });

  test('what is printed of limits is read again as those limits', () => {
    const limit = fc.option(fc.integer({ min: -9999, max: 9999 }).map((one) => one / 100));
    fc.assert(
      fc.property(limit, limit, (one, other) => {
        const [low, high] =
          one !== null && other !== null
            ? [Math.min(one, other), Math.max(one, other)]
            : [one, other];
        const text = rangeText(low, high);
        if (text === null) expect([low, high]).toEqual([null, null]);
        else expect(readRange(text)).toEqual({ low, high, includesLow: true, includesHigh: true });
      }),
    );
  });

  test('no text breaks it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const range = readRange(text);
        if (range) expect(range.low !== null || range.high !== null).toBe(true);
      }),
    );
  });
});

test('units are compared as written, spaces, micro and litre aside', () => {
  expect(sameUnit('mmol/L', 'mmol/l')).toBe(true);
  expect(sameUnit('µg/l', 'ug / L')).toBe(true);
  expect(sameUnit('mU/L', 'MU/L')).toBe(false);
  expect(sameUnit('mg/dL', 'mmol/L')).toBe(false);
});

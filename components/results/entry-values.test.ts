import { expect, test } from 'vitest';
import type { EntryRow } from '@/lib/results/result-entry';
import { correctionsOf, missingRows, previewOf, typedRows } from './entry-values';

const rule = {
  unit: 'mmol/L',
  referenceLow: 3.5,
  referenceHigh: 5.1,
  criticalLow: 2.8,
  criticalHigh: 6.2,
  criticalCodes: [],
};
const row = (analyte: string, inForce: EntryRow['inForce'] = null): EntryRow => ({
  analyte,
  name: analyte,
  rule,
  inForce,
});
const final = { value: '4.2', unit: 'mmol/L', status: 'final' as const };
const rows = [row('A'), row('B', final), row('C', { ...final, status: 'preliminary' })];
const values = (given: Record<string, string>) => new Map(Object.entries(given));

test('what is typed is previewed by the rule that will judge it', () => {
  expect(previewOf(row('A'), ' ')).toBeNull();
  expect(previewOf(row('A'), ' 6,5 ')).toMatchObject({ critical: true, flags: ['HH'] });
});

test('only what was typed is sent, trimmed and in order', () => {
  expect(typedRows(rows, values({ C: '5', A: ' 4 ', B: ' ' }))).toEqual([
    { analyte: 'A', value: '4' },
    { analyte: 'C', value: '5' },
  ]);
});

test('another value for a final one is a correction, for a preliminary one it is not', () => {
  expect(correctionsOf(rows, values({ A: '4', B: '4.6', C: '4.6' }))).toEqual([
    { analyte: 'B', from: '4.2 mmol/L', to: '4.6', unit: 'mmol/L' },
  ]);
  expect(correctionsOf(rows, values({ B: '4.2' }))).toEqual([]);
  const inGrams = [row('B', { ...final, unit: 'mg/dL' })];
  expect(correctionsOf(inGrams, values({ B: '4.2' }))).toHaveLength(1);
});

test('what has no value yet is missing', () => {
  expect(missingRows(rows, values({}))).toEqual(['A']);
  expect(missingRows(rows, values({ A: '4' }))).toEqual([]);
});

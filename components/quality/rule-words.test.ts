import { expect, test } from 'vitest';
import { KIND_EXAMPLES } from '@/lib/quality/dialect/kind-examples';
import { builtInRules } from '@/lib/quality/runs/choose-rules';
import { parseRules } from '@/lib/quality/dialect/parse-rules';
import { DIALECT_KINDS } from '@/lib/quality/rule';
import { ruleWords } from './rule-words';

function wordsOf(yaml: string): string {
  const [rule] = parseRules(`rules:\n  - ${yaml}`).rules;
  if (!rule) throw new Error(`No rule: ${yaml}`);
  return ruleWords(rule);
}

test.each([
  ['{ name: a, type: required_columns, columns: [x, y] }', 'There are columns x and y'],
  ['{ name: a, type: completeness, columns: [x] }', 'x is filled in'],
  [
    '{ name: a, type: completeness, columns: [x, y], threshold: 95 % }',
    'x and y are filled in, in at least 95 % of rows',
  ],
  ['{ name: a, type: uniqueness, columns: [x, y] }', 'No two rows share x and y'],
  [
    '{ name: a, type: data_types, columns: { x: datetime, y: number, z: datetime } }',
    'x and z can be read as a day and its time; y can be read as a number',
  ],
  [
    '{ name: a, type: format, columns: [x], format: specimen_id }',
    'x is written as a specimen number',
  ],
  [
    '{ name: a, type: format, columns: [x, y], pattern: "[A-Z]+" }',
    'x and y are written as [A-Z]+',
  ],
  ['{ name: a, type: allowed_values, columns: [x], values: [1, b] }', 'x is one of 1 or b'],
  [
    '{ name: a, type: range, columns: { x: { min: 0, max: 9 } }, may_fail: 2% }',
    'x is 0 to 9; 2% may fail',
  ],
  ['{ name: a, type: range, columns: { x: { max: 129600 } } }', 'x is at most 129,600'],
  ['{ name: a, type: row_count, min: 1 }', 'There is at least 1 row'],
  ['{ name: a, type: timestamp_order, columns: [x, y], allow_equal: false }', 'x < y'],
  [
    '{ name: a, type: no_future_dates, columns: [x], tolerance_hours: 1 }',
    'x is not in the future by more than 1 hour',
  ],
  [
    '{ name: a, type: freshness, column: x, max_age_hours: 24 }',
    'The newest x is at most 24 hours old',
  ],
  ['{ name: a, type: row_count, min: 3 }', 'There are at least 3 rows'],
  ['{ name: a, type: reference, column: x, known: device }', 'x is a device the lab knows'],
  ['{ name: a, type: transition }', 'States follow one another as the lab’s workflow allows'],
  [
    '{ name: a, type: outlier, between: [x, y], group_by: [z] }',
    'the time from x to y lies within a robust z of 3.5, per z',
  ],
  [
    '{ name: a, type: range, columns: { x: { max: 9 } }, filter: { s: [A, B], t: { filled: true } } }',
    'x is at most 9, where s is A or B and t is filled in',
  ],
])('%s', (yaml, words) => {
  expect(wordsOf(yaml).replace(/^The time/, 'the time')).toBe(words);
});

test('no kind is without words', () => {
  for (const kind of DIALECT_KINDS) {
    const [rule] = parseRules(`rules:\n${KIND_EXAMPLES[kind]}`).rules;
    expect(rule && ruleWords(rule).length).toBeGreaterThan(5);
  }
  expect(builtInRules().rules.rules.map(ruleWords).join('\n')).not.toMatch(/undefined|\[object/);
});

import { expect, test } from 'vitest';
import { proposalTitle, statusOfAll, takeText } from './proposal-words';

const of = { kind: 'results' as const, assay: 'BMP', run: 1, state: 'verified' };

test.each([
  [of, 'Results of BMP'],
  [{ ...of, run: 2 }, 'Results of BMP, run 2'],
  [{ ...of, kind: 'rejection' as const, assay: null, run: null }, 'Rejection'],
])('what is proposed has a title', (proposal, title) => {
  expect(proposalTitle(proposal)).toBe(title);
});

test.each([
  ['verified', /^BMP is retracted/],
  ['published', /^BMP is amended.*marked as corrected/],
  ['in_process', /^The results are entered into BMP/],
])('taking results for a test that is %s says what it does', (state, text) => {
  expect(takeText({ ...of, state })).toMatch(text);
});

const result = (status: 'final' | 'corrected') => ({
  analyte: 'K',
  value: '4',
  unit: null,
  reference_range: null,
  flags: [],
  status,
  observed_at: null,
  comment: null,
  in_force: null,
});

test.each([
  [['final', 'final'], null],
  [['corrected', 'corrected'], 'corrected'],
  [['corrected', 'final'], null],
  [[], null],
] as const)('%j together are %s', (statuses, word) => {
  expect(statusOfAll({ results: statuses.map(result) })).toBe(word);
});

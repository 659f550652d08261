import { expect, test } from 'vitest';
import { BaselineQuestion, NewBackTest, NewWhatIf } from './contract';

const day = '2026-03-01';
const at = `${day}T00:00:00Z`;

test.each([
  ['a what-if', NewWhatIf],
  ['a baseline', BaselineQuestion],
  ['a back-test', NewBackTest],
])('%s names each time of its period that is none', (_, question) => {
  const fieldsOf = (period: Record<string, unknown>) =>
    question.safeParse(period).error?.issues.map(({ path }) => path.join('.'));
  expect(fieldsOf({ from: day, to: at })).toEqual(['from']);
  expect(fieldsOf({ from: at, to: day })).toEqual(['to']);
  expect(fieldsOf({ from: day, to: 1 })).toEqual(['from', 'to']);
  expect(fieldsOf({ from: at, to: at })).toEqual(['to']);
});

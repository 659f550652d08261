import { expect, test } from 'vitest';
import { newestRuns, newestRunsFirst } from './newest-runs';

const tests = [
  { assay: 'NA', run: 1 },
  { assay: 'K', run: 1 },
  { assay: 'NA', run: 2 },
  { assay: 'NA', run: 3 },
];
const named = (list: typeof tests) => list.map(({ assay, run }) => `${assay}${run}`);

test('of each assay the newest run', () => {
  expect(named(newestRuns(tests))).toEqual(['K1', 'NA3']);
  expect(newestRuns([])).toEqual([]);
});

test('what is worked on comes before what it replaced', () => {
  expect(named(newestRunsFirst(tests))).toEqual(['K1', 'NA3', 'NA1', 'NA2']);
});

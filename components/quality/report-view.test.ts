import { expect, test } from 'vitest';
import { reportView } from './report-view';

const findings = (['pass', 'unjudged', 'warn', 'info', 'fail', 'pass'] as const).map(
  (verdict, rule) => ({ verdict, rule }),
);

test('the worst come first, in their order', () => {
  expect(reportView(findings, 'all').shown.map(({ rule }) => rule)).toEqual([4, 2, 1, 3, 0, 5]);
});

test.each([
  ['failing', [4, 2, 3]],
  ['unjudged', [1]],
  ['passed', [0, 5]],
] as const)('%s', (view, rules) => {
  const { shown, counts } = reportView(findings, view);
  expect(shown.map(({ rule }) => rule)).toEqual(rules);
  expect(counts).toEqual({ all: 6, failing: 3, unjudged: 1, passed: 2 });
});

import { expect, test } from 'vitest';
import { courseOf, type FindingThen } from './compare-findings';

const finding = (
  verdict: FindingThen['verdict'],
  failed: number,
  checked = 1_000,
): FindingThen => ({ name: 'A rule', verdict, checked, failed });

test.each([
  ['a verdict that went down', finding('fail', 5), finding('warn', 900), 'worse'],
  ['a verdict that went up', finding('pass', 20), finding('fail', 20), 'better'],
  ['fewer rows at fault', finding('fail', 5), finding('fail', 50), 'better'],
  ['more rows at fault', finding('pass', 50), finding('pass', 5), 'worse'],
  ['as many of twice the rows', finding('fail', 40, 1_000), finding('fail', 40, 2_000), 'worse'],
  ['the same share', finding('fail', 10, 1_000), finding('fail', 20, 2_000), 'same'],
  [
    'a tenth of a per mille',
    finding('fail', 1_001, 10_000),
    finding('fail', 1_000, 10_000),
    'same',
  ],
  ['no rows, then or now', finding('pass', 0, 0), finding('pass', 0, 0), 'same'],
  ['nothing that could be judged', finding('unjudged', 0), finding('fail', 9), 'unclear'],
  ['nothing that could be judged then', finding('pass', 0), finding('unjudged', 0), 'unclear'],
  ['a rule that was not there', finding('fail', 9), undefined, 'new'],
] as const)('%s', (_what, now, then, course) => {
  expect(courseOf(now, then)).toBe(course);
});

import { describe, expect, test } from 'vitest';
import { noMilestones, type Milestones } from './milestones';
import { specimenDueAt, specimenMilestones, type SummedTest } from './specimen-summary';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute));
const own = { collected: at(0), received: at(5), rejected: null };
const one = (
  kind: SummedTest['kind'],
  times: Partial<Milestones>,
  due: number | null = null,
): SummedTest => ({
  kind,
  milestones: { ...noMilestones(), ...times },
  dueAt: due === null ? null : at(due),
});

describe('the milestones of a specimen', () => {
  test('begin with its first test and end with its last', () => {
    const times = specimenMilestones(own, [
      one('done', { ordered: at(1), started: at(20), released: at(30) }),
      one('done', { ordered: at(2), started: at(10), released: at(40) }),
    ]);
    expect(times).toEqual({
      ...noMilestones(),
      ...own,
      ordered: at(1),
      started: at(10),
      released: at(40),
    });
  });

  test('are not released while a test is missing', () => {
    const times = specimenMilestones(own, [one('done', { released: at(30) }), one('open', {})]);
    expect(times.released).toBeNull();
  });

  test('leave void tests out, unless there are no others', () => {
    const done = one('done', { released: at(30) });
    expect(specimenMilestones(own, [done, one('void', {})]).released).toEqual(at(30));
    expect(specimenMilestones(own, [one('void', { ordered: at(3) })]).ordered).toEqual(at(3));
    expect(specimenMilestones(own, []).released).toBeNull();
  });
});

describe('the due time of a specimen', () => {
  test.each([
    ['the first of its open tests', [one('open', {}, 50), one('open', {}, 40)], 40],
    ['not that of a finished one', [one('done', { released: at(9) }, 10), one('open', {}, 40)], 40],
    ['not that of an amended one', [one('open', { released: at(9) }, 10), one('open', {}, 40)], 40],
    ['of a finished specimen the first', [one('done', {}, 30), one('done', {}, 20)], 20],
    ['never that of a void one', [one('void', {}, 10), one('done', {}, 20)], 20],
    ['none where there is none', [one('open', {}), one('void', {}, 10)], null],
  ] as const)('is %s', (_name, tests, minute) => {
    expect(specimenDueAt(tests)).toEqual(minute === null ? null : at(minute));
  });
});

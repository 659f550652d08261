import { beforeAll, describe, expect, test } from 'vitest';
import { CorrectMilestone } from './change-contract';
import { addTests } from './add-tests';
import { correctMilestone } from './correct-milestone';
import {
  atNoon,
  auditOf,
  expectFolds,
  makeWork,
  refusal,
  rowsOf,
  type Work,
} from './testing-change';
import { transitionTests } from '../transitions/transition-tests';
import { voidSpecimen } from './void-specimen';

let work: Work;
beforeAll(async () => {
  work = await makeWork();
});

const at = (minutes: number) => atNoon(minutes).toISOString();
const correct = (number: string, given: object, ctx = work.manager) =>
  correctMilestone(ctx, number, CorrectMilestone.parse({ reason: 'wrong clock', ...given }));

describe('correcting a milestone', () => {
  test('of the tube’s receipt moves what came of it, and when it is due', async () => {
    const { specimen_id: number } = await work.tube({
      tests: [{ assay: 'NA' }, { assay: 'K', ordered_at: at(-70) }],
    });
    // An add-on begins when it is asked for, and goes on doing so.
    await addTests(work.technician, number, { assay: 'GLU', ordered_at: atNoon(-30) });
    const after = await correct(number, { milestone: 'received', time: at(-90) });
    expect(after.milestones.received).toBe(at(-90));
    expect(after.tests.map((each) => [each.milestones.received, each.due_at])).toEqual([
      [at(-90), at(-30)],
      [at(-70), at(-10)],
      [at(-30), at(30)],
    ]);
    const { transitions, sources, tests } = await rowsOf(work, number);
    const rows = transitions.filter((each) => each.action === 'correct');
    expect(rows.map((each) => [each.testId, each.stamps, each.reason, each.toState])).toEqual([
      [null, { received: at(-90) }, 'wrong clock', null],
      [tests[0]?.id, { received: at(-90) }, 'wrong clock', null],
      [tests[1]?.id, { received: at(-70) }, 'wrong clock', null],
    ]);
    expect(sources).toMatchObject({ received: 'portal' });
    await expectFolds(work, number);
    expect(await auditOf(work, number, 'specimen.correct')).toMatchObject([
      {
        reason: 'wrong clock',
        before: { times: { tube: { received: at(-60) }, 'NA 1': { received: at(-60) } } },
        after: { times: { tube: { received: at(-90) }, 'NA 1': { received: at(-90) } } },
      },
    ]);
  });

  test('of the collection is every test’s', async () => {
    const { specimen_id: number } = await work.tube({ collected_at: at(-100) });
    const after = await correct(number, { milestone: 'collected', time: at(-80) });
    expect(after.tests[0]?.milestones.collected).toBe(at(-80));
    expect(after.due_at).toBe(at(0));
    await expectFolds(work, number);
    const cleared = await correct(number, { milestone: 'collected', time: null });
    expect(cleared.milestones.collected).toBeNull();
    await expectFolds(work, number);
  });

  test('of one test touches no other', async () => {
    const { specimen_id: number } = await work.tube({ tests: [{ assay: 'NA' }, { assay: 'K' }] });
    await transitionTests(work.technician, number, { action: 'submit' });
    const after = await correct(number, { milestone: 'resulted', time: at(-5), assay: 'k' });
    expect(after.tests.map((each) => each.milestones.resulted)).toEqual([at(0), at(-5)]);
    await expectFolds(work, number);
    const row = await rowsOf(work, number);
    expect(row.tests[1]?.sources).toMatchObject({ resulted: 'portal' });
  });

  test('of the order moves a receipt that came of it', async () => {
    const { specimen_id: number } = await work.tube({ ordered_at: at(-50) });
    const after = await correct(number, { milestone: 'ordered', time: at(-40) });
    expect(after.tests[0]?.milestones).toMatchObject({ ordered: at(-40), received: at(-40) });
    expect(after.due_at).toBe(at(20));
    expect(after.milestones.received).toBe(at(-60));
    await expectFolds(work, number);
  });

  test('of a test’s own receipt holds when the tube’s is corrected', async () => {
    const { specimen_id: number } = await work.tube();
    await correct(number, { milestone: 'received', time: at(-20), assay: 'NA' });
    const after = await correct(number, { milestone: 'received', time: at(-45) });
    expect([after.milestones.received, after.tests[0]?.milestones.received]).toEqual([
      at(-45),
      at(-20),
    ]);
    await expectFolds(work, number);
  });

  test('of a rejection is the tube’s and that of the tests rejected with it', async () => {
    const { specimen_id: number } = await work.tube({ tests: [{ assay: 'NA' }, { assay: 'K' }] });
    await transitionTests(work.technician, number, { action: 'reject', rejection_reason: 'RH' });
    const after = await correct(number, { milestone: 'rejected', time: at(-10) });
    expect(after.milestones.rejected).toBe(at(-10));
    expect(after.tests.map((each) => each.milestones.rejected)).toEqual([at(-10), at(-10)]);
    await expectFolds(work, number);
  });

  test('to what it is leaves no trace', async () => {
    const { specimen_id: number } = await work.tube();
    expect((await correct(number, { milestone: 'received', time: at(-60) })).version).toBe(1);
    expect((await correct(number, { milestone: 'started', time: null })).version).toBe(1);
  });

  test.each([
    ['the future', { milestone: 'received', time: at(6) }, 'invalid', 'time'],
    [
      'a test it does not have',
      { milestone: 'started', time: at(-9), assay: 'GLU' },
      'invalid',
      'assay',
    ],
    ['one of several tests unnamed', { milestone: 'ordered', time: at(-9) }, 'invalid', 'assay'],
    [
      'a test’s collection',
      { milestone: 'collected', time: at(-9), assay: 'K' },
      'invalid',
      'assay',
    ],
    [
      'a step not taken',
      { milestone: 'released', time: at(-9), assay: 'K' },
      'conflict',
      undefined,
    ],
    ['a rejection that was none', { milestone: 'rejected', time: at(-9) }, 'conflict', undefined],
    [
      'another version',
      { milestone: 'received', time: at(-9), version: 4 },
      'version_conflict',
      undefined,
    ],
  ])('is refused for %s', async (_name, given, code, field) => {
    const { specimen_id: number } = await work.tube({ tests: [{ assay: 'NA' }, { assay: 'K' }] });
    const answer = await refusal(correct(number, given));
    expect([answer.code, answer.fields?.[0]?.field]).toEqual([code, field]);
    expect((await rowsOf(work, number)).version).toBe(1);
  });

  test('is refused for a tube that has not come, and a voided one', async () => {
    const { specimen_id: number } = await work.tube({ state: 'expected' });
    const answer = await refusal(correct(number, { milestone: 'received', time: at(-9) }));
    expect(answer.code).toBe('conflict');
    expect(answer.message).toContain('take that step instead');
    await voidSpecimen(work.manager, number, { reason: 'typed twice' });
    const voided = refusal(correct(number, { milestone: 'ordered', time: at(-9) }));
    expect((await voided).code).toBe('conflict');
  });

  test('is for managers of this lab', async () => {
    const { specimen_id: number } = await work.tube();
    const given = { milestone: 'received', time: at(-90) };
    expect((await refusal(correct(number, given, work.supervisor))).code).toBe('forbidden');
    expect((await refusal(correct(number, given, work.stranger))).code).toBe('not_found');
    expect((await rowsOf(work, number)).version).toBe(1);
  });
});

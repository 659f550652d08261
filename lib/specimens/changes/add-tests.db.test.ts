import { beforeAll, describe, expect, test } from 'vitest';
import { addTests } from './add-tests';
import { AddTests } from './change-contract';
import {
  atNoon,
  auditOf,
  expectFolds,
  makeWork,
  NOON,
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

const add = (number: string, given: object, ctx = work.technician) =>
  addTests(ctx, number, AddTests.parse(given));

describe('adding tests to a tube', () => {
  test('that is here: received when asked for, due from then', async () => {
    const { specimen_id: number, version } = await work.tube({ priority: 'URGENT' });
    const after = await add(number, { assay: 'k', version });
    expect(after.version).toBe(2);
    expect(after.tests.map((each) => [each.assay, each.state, each.priority])).toEqual([
      ['NA', 'received', 'URGENT'],
      ['K', 'received', 'URGENT'],
    ]);
    expect(after.tests[1]?.milestones).toMatchObject({
      ordered: NOON.toISOString(),
      received: NOON.toISOString(),
    });
    expect(after.tests[1]?.due_at).toBe(atNoon(60).toISOString());
    await expectFolds(work, number);
    expect(await auditOf(work, number, 'specimen.add_tests')).toMatchObject([
      { after: { specimen_id: number, state: 'received', assays: ['k'] } },
    ]);
  });

  test('ordered before the tube came: received with the tube', async () => {
    const { specimen_id: number } = await work.tube();
    const after = await add(number, {
      tests: [
        { assay: 'K', ordered_at: atNoon(-90).toISOString(), priority: 'stat' },
        { assay: 'GLU', ordered_at: atNoon(-30).toISOString() },
      ],
    });
    expect(after.tests.map((each) => [each.milestones.received, each.priority])).toEqual([
      [atNoon(-60).toISOString(), 'ROUTINE'],
      [atNoon(-60).toISOString(), 'STAT'],
      [atNoon(-30).toISOString(), 'ROUTINE'],
    ]);
    await expectFolds(work, number);
  });

  test('that has not come: expected with it, and received together with it', async () => {
    const { specimen_id: number } = await work.tube({ state: 'expected' });
    const after = await add(number, { assay: 'K' });
    expect(after.tests.map((each) => [each.state, each.due_at])).toEqual([
      ['expected', null],
      ['expected', null],
    ]);
    await expectFolds(work, number);
    const received = await transitionTests(work.technician, number, { action: 'receive' });
    expect(received.tests.map((each) => each.state)).toEqual(['received', 'received']);
    await expectFolds(work, number);
  });

  test('of a tube whose work was done makes it open again', async () => {
    const { specimen_id: number } = await work.tube();
    await transitionTests(work.technician, number, { action: 'submit' });
    expect((await add(number, { assay: 'K' })).state).toBe('received');
    await expectFolds(work, number);
  });

  test('is refused for what is on it, with the way back for what was lost', async () => {
    const { specimen_id: number } = await work.tube({ tests: [{ assay: 'NA' }, { assay: 'K' }] });
    expect(await refusal(add(number, { assay: 'NA' }))).toMatchObject({
      code: 'already_exists',
      fields: [{ field: 'assay' }],
    });
    const reason = 'not wanted';
    await transitionTests(work.technician, number, { action: 'cancel', assays: ['K'], reason });
    const lost = await refusal(add(number, { tests: [{ assay: 'GLU' }, { assay: 'K' }] }));
    expect(lost).toMatchObject({ code: 'conflict', fields: [{ field: 'tests.1.assay' }] });
    expect(lost.message).toContain('reinstate');
    // All or nothing.
    expect((await rowsOf(work, number)).tests).toHaveLength(2);
  });

  test.each([
    ['an unknown assay', { assay: 'ZZ' }, 'assay'],
    ['the future', { assay: 'K', ordered_at: atNoon(6).toISOString() }, 'ordered_at'],
  ])('is refused for %s', async (_name, given, field) => {
    const { specimen_id: number } = await work.tube();
    expect(await refusal(add(number, given))).toMatchObject({
      code: 'invalid',
      fields: [{ field }],
    });
    expect((await rowsOf(work, number)).version).toBe(1);
  });

  test('is refused for a rejected tube, a voided one and another version', async () => {
    const rejected = (await work.tube()).specimen_id;
    const rejection_reason = 'RH';
    await transitionTests(work.technician, rejected, { action: 'reject', rejection_reason });
    const answer = await refusal(add(rejected, { assay: 'K' }));
    expect(answer.code).toBe('conflict');
    expect(answer.message).toContain('recollection');

    const voided = (await work.tube()).specimen_id;
    await voidSpecimen(work.manager, voided, { reason: 'typed twice' });
    expect((await refusal(add(voided, { assay: 'K' }))).code).toBe('conflict');

    const { specimen_id: number } = await work.tube();
    expect(await refusal(add(number, { assay: 'K', version: 7 }))).toMatchObject({
      code: 'version_conflict',
      extra: { version: 1, state: 'received' },
    });
  });

  test('takes each assay once, even of two at the same moment', async () => {
    const { specimen_id: number } = await work.tube();
    const both = await Promise.allSettled([
      add(number, { assay: 'K' }),
      add(number, { assay: 'K' }),
    ]);
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await rowsOf(work, number)).tests).toHaveLength(2);
    await expectFolds(work, number);
  });

  test('is for technicians and the LIS of this lab', async () => {
    const { specimen_id: number } = await work.tube();
    expect((await refusal(add(number, { assay: 'K' }, work.viewer))).code).toBe('forbidden');
    expect((await refusal(add(number, { assay: 'K' }, work.stranger))).code).toBe('not_found');
    const instrument = { ...work.home.keyCtxFor('instrument'), now: NOON };
    expect((await refusal(add(number, { assay: 'K' }, instrument))).code).toBe('forbidden');
    expect((await rowsOf(work, number)).tests).toHaveLength(1);
    const lis = { ...work.home.keyCtxFor('lis'), now: NOON };
    expect((await add(number, { assay: 'K' }, lis)).tests).toHaveLength(2);
  });
});

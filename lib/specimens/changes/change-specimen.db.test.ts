import { beforeAll, describe, expect, test } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { ChangeSpecimen } from './change-contract';
import { changeSpecimen } from './change-specimen';
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
  await unboundDb().target.create({
    data: {
      id: newId(),
      labId: work.home.lab.id,
      priority: 'STAT',
      segment: 'receive_to_release',
      minutes: 20,
      time: 'clock',
      createdAt: atNoon(-10_000),
      effectiveFrom: atNoon(-10_000),
      effectiveTo: atNoon(-30),
    },
  });
});

const change = (number: string, given: object, ctx = work.technician) =>
  changeSpecimen(ctx, number, ChangeSpecimen.parse({ version: 1, ...given }));

describe('changing a specimen', () => {
  test('reads due times again by the target in force when the work began', async () => {
    const { specimen_id: number } = await work.tube();
    const after = await change(number, { priority: 'stat' });
    expect([after.version, after.priority, after.tests[0]?.priority]).toEqual([2, 'STAT', 'STAT']);
    // Received an hour ago, when a STAT had 20 minutes; today's would be 60.
    expect(after.due_at).toBe(atNoon(-40).toISOString());
    await expectFolds(work, number);
    const { transitions, sources } = await rowsOf(work, number);
    expect(transitions.at(-1)).toMatchObject({
      action: 'change',
      testId: null,
      toState: null,
      comment: 'Priority ROUTINE → STAT',
    });
    expect(sources).toMatchObject({ priority: 'portal' });
    expect(await auditOf(work, number, 'specimen.change')).toMatchObject([
      { before: { priority: 'ROUTINE' }, after: { priority: 'STAT', tests: ['NA'] } },
    ]);
  });

  test('leaves a test its own priority, and finished work what it was measured by', async () => {
    const { specimen_id: number } = await work.tube({
      tests: [{ assay: 'NA' }, { assay: 'K', priority: 'URGENT' }, { assay: 'GLU' }],
    });
    const reason = 'not wanted';
    await transitionTests(work.technician, number, { action: 'cancel', assays: ['GLU'], reason });
    const after = await change(number, { priority: 'STAT', version: 2 });
    expect(after.tests.map((each) => each.priority)).toEqual(['STAT', 'URGENT', 'ROUTINE']);
    expect(after.tests[1]?.due_at).toBe(atNoon(0).toISOString());
  });

  test('an amended report keeps the priority and due time it was released by', async () => {
    const { specimen_id: number } = await work.tube({ tests: [{ assay: 'NA' }, { assay: 'K' }] });
    const act = (ctx: typeof work.technician, action: string, more = {}) =>
      transitionTests(ctx, number, { action, assays: ['NA'], ...more });
    await act(work.technician, 'submit');
    await act(work.supervisor, 'verify');
    await act(work.supervisor, 'publish');
    const { version } = await act(work.supervisor, 'amend', { reason: 'typing error' });
    const after = await change(number, { priority: 'STAT', version });
    // Received an hour before noon: 60 minutes as ROUTINE, 20 as the STAT of that time.
    expect(after.tests.map(({ assay, priority, due_at: due }) => [assay, priority, due])).toEqual([
      ['NA', 'ROUTINE', atNoon(0).toISOString()],
      ['K', 'STAT', atNoon(-40).toISOString()],
    ]);
    expect(after.tests.map(({ late }) => late)).toEqual([false, true]);
    await expectFolds(work, number);
  });

  test('refuses the priority of work that is over', async () => {
    const { specimen_id: number } = await work.tube();
    const reason = 'not wanted';
    await transitionTests(work.technician, number, { action: 'cancel', reason });
    expect(await refusal(change(number, { priority: 'STAT', version: 2 }))).toMatchObject({
      code: 'conflict',
      fields: [{ field: 'priority' }],
    });
  });

  test('tells the tests where it came from and what it is', async () => {
    const { specimen_id: number } = await work.tube({ location: 'Ward 1' });
    const after = await change(number, { location: 'ward 2', specimen_type: ' Plasma ' });
    expect(after.tests[0]).toMatchObject({ location: 'Ward 2', specimen_type: 'Plasma' });
    const { transitions } = await rowsOf(work, number);
    expect(transitions.at(-1)?.comment).toBe('Location Ward 1 → ward 2; Type none → Plasma');
    const none = await change(number, { location: null, specimen_type: null, version: 2 });
    expect([none.location, none.specimen_type, none.tests[0]?.location]).toEqual([
      null,
      null,
      null,
    ]);
    await expectFolds(work, number);
  });

  test('of nothing leaves no trace', async () => {
    const { specimen_id: number } = await work.tube({ location: 'Ward 1' });
    const after = await change(number, { location: 'WARD 1', priority: 'ROUTINE' });
    expect(after.version).toBe(1);
    expect(await auditOf(work, number, 'specimen.change')).toEqual([]);
  });

  test('is refused for another version, an unknown location and a voided specimen', async () => {
    const { specimen_id: number } = await work.tube();
    expect((await refusal(change(number, { priority: 'STAT', version: 9 }))).code).toBe(
      'version_conflict',
    );
    expect(await refusal(change(number, { location: 'Ward 9' }))).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'location' }],
    });
    await voidSpecimen(work.manager, number, { reason: 'typed twice' });
    expect((await refusal(change(number, { priority: 'STAT', version: 2 }))).code).toBe('conflict');
  });

  test('lets one of two win, and tells the other', async () => {
    const { specimen_id: number } = await work.tube();
    const both = await Promise.allSettled([
      change(number, { priority: 'STAT' }),
      change(number, { priority: 'URGENT' }),
    ]);
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await rowsOf(work, number)).version).toBe(2);
  });

  test('is for technicians of this lab', async () => {
    const { specimen_id: number } = await work.tube();
    const given = { priority: 'STAT' };
    expect((await refusal(change(number, given, work.viewer))).code).toBe('forbidden');
    expect((await refusal(change(number, given, work.stranger))).code).toBe('not_found');
    expect((await rowsOf(work, number)).version).toBe(1);
  });

  test.each([{}, { priority: 'now' }, { colour: 'red', priority: 'STAT' }])(
    'does not take %o',
    (given) => {
      expect(ChangeSpecimen.safeParse({ version: 1, ...given }).success).toBe(false);
      expect(ChangeSpecimen.safeParse({ priority: 'STAT' }).success).toBe(false);
    },
  );
});

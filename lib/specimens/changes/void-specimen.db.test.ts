import { beforeAll, describe, expect, test } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { auditOf, expectFolds, makeWork, NOON, refusal, rowsOf, type Work } from './testing-change';
import { transitionTests } from '../transitions/transition-tests';
import { voidSpecimen } from './void-specimen';

let work: Work;
beforeAll(async () => {
  work = await makeWork();
});

const reason = 'typed twice';

describe('voiding a specimen', () => {
  test('takes it and its tests out of every figure and keeps its history', async () => {
    const { specimen_id: number } = await work.tube({ tests: [{ assay: 'NA' }, { assay: 'K' }] });
    const after = await voidSpecimen(work.manager, number, { reason, version: 1 });
    expect(after).toMatchObject({ voided: true, version: 2, state: 'received', late: false });
    expect(after.allowed_actions).toEqual([]);
    const row = await rowsOf(work, number);
    expect(row.tests.map((each) => each.voidedAt)).toEqual([NOON, NOON]);
    expect(row.transitions.at(-1)).toMatchObject({ action: 'void', reason, testId: null });
    await expectFolds(work, number);
    expect(await auditOf(work, number, 'specimen.void')).toMatchObject([
      { reason, before: { voided: false }, after: { voided: true } },
    ]);
    expect(await unboundDb().liveEvent.count({ where: { entityId: number, version: 2 } })).toBe(1);
  });

  test('is done once, and nothing more is done with it', async () => {
    const { specimen_id: number } = await work.tube();
    await voidSpecimen(work.manager, number, { reason });
    expect((await refusal(voidSpecimen(work.manager, number, { reason }))).code).toBe('conflict');
    const start = transitionTests(work.technician, number, { action: 'start', device: 'M1' });
    expect((await refusal(start)).code).toBe('conflict');
    expect((await rowsOf(work, number)).version).toBe(2);
  });

  test('is for managers of this lab, and of the version they saw', async () => {
    const { specimen_id: number } = await work.tube();
    const attempt = (ctx: Work['manager'], version?: number) =>
      refusal(voidSpecimen(ctx, number, { reason, version }));
    expect((await attempt(work.supervisor)).code).toBe('forbidden');
    expect((await attempt(work.stranger)).code).toBe('not_found');
    expect((await attempt(work.manager, 2)).code).toBe('version_conflict');
    expect((await rowsOf(work, number)).voidedAt).toBeNull();
  });
});

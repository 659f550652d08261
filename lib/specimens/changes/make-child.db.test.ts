import { beforeAll, describe, expect, test } from 'vitest';
import { MakeChild } from './change-contract';
import { childNumber } from './child-number';
import { makeChild } from './make-child';
import { readSpecimen } from '../read-specimen';
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

const aliquot = (number: string, given: object, ctx = work.technician) =>
  makeChild(ctx, number, 'aliquot', MakeChild.parse(given));
const recollection = (number: string, given: object = {}, ctx = work.technician) =>
  makeChild(ctx, number, 'recollection', MakeChild.parse(given));
const reject = (number: string, assays?: string[]) =>
  transitionTests(work.technician, number, {
    action: 'reject',
    rejection_reason: 'RH',
    ...(assays && { assays }),
  });

describe('an aliquot', () => {
  test('is a new tube, here now, with the named assays and what is known of the first', async () => {
    const { specimen_id: number } = await work.tube({
      tests: [{ assay: 'NA' }, { assay: 'K', priority: 'STAT' }],
      priority: 'URGENT',
      location: 'Ward 1',
      specimen_type: 'Serum',
      collected_at: atNoon(-90).toISOString(),
    });
    const made = await aliquot(number, { tests: ['k', 'GLU'], reason: 'for the freezer' });
    expect(made).toMatchObject({
      specimen_id: `${number}-A1`,
      state: 'received',
      priority: 'URGENT',
      location: 'Ward 1',
      specimen_type: 'Serum',
      due_at: atNoon(60).toISOString(),
      parent: { specimen_id: number, relation: 'aliquot', state: 'received' },
    });
    expect(made.milestones).toMatchObject({
      collected: atNoon(-90).toISOString(),
      received: NOON.toISOString(),
    });
    expect(made.tests.map((each) => [each.assay, each.priority])).toEqual([
      ['K', 'STAT'],
      ['GLU', 'URGENT'],
    ]);
    await expectFolds(work, made.specimen_id);
    await expectFolds(work, number);
    const parent = await readSpecimen(work.viewer, number);
    expect(parent.version).toBe(2);
    // What was ordered on the first tube stays there.
    expect(parent.tests.map((each) => each.state)).toEqual(['received', 'received']);
    expect(parent.children).toEqual([
      { specimen_id: made.specimen_id, relation: 'aliquot', state: 'received' },
    ]);
    expect((await rowsOf(work, number)).transitions.at(-1)).toMatchObject({
      action: 'aliquot',
      comment: made.specimen_id,
      reason: 'for the freezer',
    });
    expect(await auditOf(work, made.specimen_id, 'specimen.aliquot')).toMatchObject([
      { after: { parent: number, relation: 'aliquot' } },
    ]);
  });

  test('may have no tests yet', async () => {
    const { specimen_id: number } = await work.tube();
    const made = await aliquot(number, { specimen_id: 'FREEZER-1' });
    expect([made.state, made.tests, made.milestones.received]).toEqual([
      'received',
      [],
      NOON.toISOString(),
    ]);
    await expectFolds(work, 'FREEZER-1');
  });

  test('is numbered on, also of several at the same moment', async () => {
    const { specimen_id: number } = await work.tube();
    await aliquot(number, { tests: ['K'] });
    const both = await Promise.all([aliquot(number, {}), aliquot(number, {})]);
    expect(both.map((each) => each.specimen_id).toSorted()).toEqual([
      `${number}-A2`,
      `${number}-A3`,
    ]);
    await expectFolds(work, number);
  });

  test('is refused of a tube that was rejected, has not come or was voided', async () => {
    const rejected = (await work.tube()).specimen_id;
    await reject(rejected);
    expect((await refusal(aliquot(rejected, {}))).message).toContain('recollection');
    const expected = (await work.tube({ state: 'expected' })).specimen_id;
    expect((await refusal(aliquot(expected, {}))).message).toContain('receive it first');
    const voided = (await work.tube()).specimen_id;
    await voidSpecimen(work.manager, voided, { reason: 'typed twice' });
    expect((await refusal(aliquot(voided, {}))).code).toBe('conflict');
  });

  test('is refused a number that is taken, and leaves nothing', async () => {
    const { specimen_id: number } = await work.tube();
    const other = await work.tube();
    expect(await refusal(aliquot(number, { specimen_id: other.specimen_id }))).toMatchObject({
      code: 'already_exists',
      fields: [{ field: 'specimen_id' }],
    });
    expect(await refusal(aliquot(number, { tests: ['NA', 'ZZ'] }))).toMatchObject({
      code: 'invalid',
      fields: [{ field: 'tests.1' }],
    });
    expect((await rowsOf(work, number)).version).toBe(1);
  });
});

describe('a recollection', () => {
  test('is expected, for what was rejected', async () => {
    const { specimen_id: number } = await work.tube({
      tests: [{ assay: 'NA' }, { assay: 'K', priority: 'STAT' }],
    });
    await reject(number, ['K']);
    const made = await recollection(number, { reason: 'haemolysed' });
    expect(made).toMatchObject({
      specimen_id: `${number}-R1`,
      state: 'expected',
      due_at: null,
      parent: { specimen_id: number, relation: 'recollection' },
    });
    expect(made.milestones).toMatchObject({ ordered: NOON.toISOString(), collected: null });
    expect(made.tests.map((each) => [each.assay, each.priority])).toEqual([['K', 'STAT']]);
    await expectFolds(work, made.specimen_id);
    const received = await transitionTests(work.technician, made.specimen_id, {
      action: 'receive',
    });
    expect(received.state).toBe('received');
  });

  test('names its assays where nothing was rejected', async () => {
    const { specimen_id: number } = await work.tube();
    expect(await refusal(recollection(number))).toMatchObject({ fields: [{ field: 'tests' }] });
    expect((await recollection(number, { tests: ['CRP'] })).tests[0]?.assay).toBe('CRP');
  });
});

describe('a child', () => {
  test('is made by technicians of this lab', async () => {
    const { specimen_id: number } = await work.tube();
    for (const make of [aliquot, recollection]) {
      const given = { tests: ['K'] };
      expect((await refusal(make(number, given, work.viewer))).code).toBe('forbidden');
      expect((await refusal(make(number, given, work.stranger))).code).toBe('not_found');
    }
    expect((await rowsOf(work, number)).version).toBe(1);
  });

  test('gets the first free number, and none where there is no room', () => {
    expect(childNumber('47', 'aliquot', new Set(['47-A1', '47-A3']))).toBe('47-A2');
    expect(childNumber('47-A1', 'recollection', new Set())).toBe('47-A1-R1');
    expect(childNumber('x'.repeat(62), 'aliquot', new Set())).toBeNull();
  });
});

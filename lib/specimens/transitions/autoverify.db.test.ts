import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { ResultsRequest } from '@/lib/results/contract';
import { enterResults } from '@/lib/results/enter-results';
import { NewSpecimen } from '../contract';
import { createSpecimen } from '../create-specimen';
import { foldHistory } from '../fold-history';
import { milestonesOf } from '../milestones';
import { makeBench, STAMPED_BY } from '../testing-specimens';
import { TransitionRequest } from './transition-contract';
import { transitionTests } from './transition-tests';

const db = unboundDb();
let home: TestLab;
let technician: Ctx;
let number: string;
let count = 0;

beforeAll(async () => {
  home = await makeTestLab();
  const labId = home.lab.id;
  const bench = await makeBench(home.lab, {
    assays: ['LYTES', 'OTHER'],
    locations: [],
    devices: ['Analyser'],
  });
  technician = await home.ctxFor('technician');
  await db.errorCode.create({ data: { id: newId(), labId, code: 'E1', name: 'Clot' } });
  for (const [code, low, high] of [
    ['NA', 135, 145],
    ['K', 3.5, 5.1],
  ] as const) {
    const id = newId();
    const limits = { referenceLow: low, referenceHigh: high, criticalHigh: high * 1.5 };
    await db.analyte.create({ data: { id, labId, code, name: code, unit: 'mmol/L', ...limits } });
    for (const assayId of bench.assays.values()) {
      await db.assayAnalyte.create({ data: { labId, assayId, analyteId: id } });
    }
  }
  const lytes = bench.assays.get('LYTES') ?? '';
  await db.assay.update({ where: { id: lytes }, data: { autoverify: true } });
});

const now = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date(), requestId: newId() });

async function make(assay = 'LYTES'): Promise<void> {
  number = `V-${++count}`;
  await createSpecimen(now(technician), NewSpecimen.parse({ specimen_id: number, assay }));
}

function enter(values: Record<string, string>, rest: Record<string, unknown> = {}) {
  const results = Object.entries(values).map(([analyte, value]) => ({ analyte, value, ...rest }));
  return enterResults(now(technician), number, ResultsRequest.parse({ results }));
}

function give(result: Record<string, unknown>) {
  return enterResults(now(technician), number, ResultsRequest.parse({ results: [result] }));
}

function act(action: string, rest: Record<string, unknown> = {}) {
  return transitionTests(now(technician), number, TransitionRequest.parse({ action, ...rest }));
}

const normal = { NA: '140', K: '4.2' };

describe('the system verifies and publishes', () => {
  beforeEach(() => make());

  test('what is complete, final, normal and without an error', async () => {
    await enter(normal);
    const done = await act('submit');
    expect(done.state).toBe('published');
    const row = await db.specimen.findFirstOrThrow({
      where: { number, labId: home.lab.id },
      include: { tests: true, transitions: { orderBy: { sequence: 'asc' } } },
    });
    expect(
      row.transitions
        .slice(-3)
        .map(({ action, actorKind, actorName }) => [action, actorKind, actorName]),
    ).toEqual([
      ['submit', 'person', 'Test technician'],
      ['verify', 'system', 'Autoverification'],
      ['publish', 'system', 'Autoverification'],
    ]);
    const folded = foldHistory(row.transitions, STAMPED_BY);
    for (const kept of row.tests) {
      expect(folded.get(kept.id)?.milestones).toEqual(milestonesOf(kept));
      expect(folded.get(kept.id)?.state).toBe('published');
    }
  });

  test('also when the last result comes after it was submitted', async () => {
    await enter({ NA: '140' });
    expect((await act('submit')).state).toBe('submitted');
    expect((await enter({ K: '4.2' })).state).toBe('published');
    const { id } = await db.specimen.findFirstOrThrow({ where: { number } });
    const events = await db.auditEvent.findMany({ where: { entityId: id, actorKind: 'system' } });
    expect(events).toMatchObject([{ action: 'specimen.verify' }]);
  });
});

describe('a person has to look', () => {
  beforeEach(() => make());

  test.each([
    ['a result is missing', { NA: '140' }, {}],
    ['a value is high', { ...normal, K: '5.6' }, {}],
    ['a value is critical', { ...normal, K: '9' }, {}],
    ['a value is preliminary', normal, { status: 'preliminary' }],
    ['a unit is another', normal, { unit: 'mg/dL' }],
  ])('where %s', async (_, values, rest) => {
    await enter(values, rest);
    expect((await act('submit')).state).toBe('submitted');
  });

  test.each([
    ['the flag says normal and the limits do not', { value: '5.6', flags: ['N'] }],
    ['the range that came with it is wide', { value: '5.6', reference_range: '0-99' }],
    ['text is flagged normal', { value: '9,000.0', flags: ['N'] }],
    ['a bound leaves it open', { value: '<6', flags: ['N'] }],
  ])('where %s', async (_, potassium) => {
    await enter({ NA: '140' });
    await give({ analyte: 'K', ...potassium });
    expect((await act('submit')).state).toBe('submitted');
  });

  test.each([
    ['another final value', [{ value: '9' }, { value: '4.2', status: 'final' }]],
    [
      'a correction, called final',
      [{ value: '4.4' }, { value: '4.2' }, { value: '4.2', status: 'final' }],
    ],
    [
      'a cancelled critical value',
      [
        { value: '9' },
        { value: '9', status: 'cancelled' },
        { value: '4.2', status: 'preliminary' },
        { value: '4.2', status: 'final' },
      ],
    ],
    ['a preliminary critical value', [{ value: '9', status: 'preliminary' }, { value: '4.2' }]],
  ])('where a normal value takes the place of %s', async (_, given) => {
    await enter({ NA: '140' });
    for (const potassium of given) await give({ analyte: 'K', ...potassium });
    expect((await act('submit')).state).toBe('submitted');
  });

  test('where a device reported an error on the way', async () => {
    await enter(normal);
    await act('start', { device: 'Analyser' });
    await act('fail', { error_code: 'E1' });
    await act('retry');
    expect((await act('submit')).state).toBe('submitted');
  });

  test('where a person took it back before', async () => {
    await enter({ ...normal, K: '5.6' });
    await act('submit');
    const supervisor = await home.ctxFor('supervisor');
    const retract = TransitionRequest.parse({ action: 'retract', reason: 'look again' });
    await transitionTests(now(supervisor), number, retract);
    await make();
    await enter(normal);
    await act('submit');
    const amend = TransitionRequest.parse({ action: 'amend', reason: 'look again' });
    await transitionTests(now(supervisor), number, amend);
    expect((await act('submit')).state).toBe('submitted');
  });

  test('where the assay does not ask for it', async () => {
    await make('OTHER');
    await enter(normal);
    expect((await act('submit')).state).toBe('submitted');
  });
});

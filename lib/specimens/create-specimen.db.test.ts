import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { AppError } from '@/lib/platform/errors';
import { NewSpecimen } from './contract';
import { createSpecimen } from './create-specimen';
import { foldHistory } from './fold-history';
import { milestonesOf } from './milestones';
import { readSpecimen } from './read-specimen';
import { specimenHistory } from './specimen-history';
import { specimenState } from './specimen-state';
import { makeBench, STAMPED_BY } from './testing-specimens';

const now = new Date('2026-03-02T10:00:00Z');
let home: TestLab;
let away: TestLab;
let technician: Ctx;
let count = 0;

beforeAll(async () => {
  home = await makeTestLab({ targetMinutes: 60 });
  away = await makeTestLab();
  await makeBench(home.lab, {
    assays: ['NA', 'K_1', 'KX1', 'GLU'],
    locations: ['Ward 1', 'Ward_1'],
    devices: ['M1'],
  });
  await makeBench(away.lab, { assays: ['NA'], locations: [], devices: [] });
  technician = await home.ctxFor('technician', now);
});

function fresh(given: object = {}) {
  count += 1;
  return NewSpecimen.parse({ specimen_id: `C-${count}`, assay: 'NA', ...given });
}

async function refusal(promise: Promise<unknown>): Promise<Pick<AppError, 'code' | 'fields'>> {
  return promise.then(
    () => expect.fail('was not refused'),
    (error: AppError) => ({ code: error.code, fields: error.fields }),
  );
}

const rowsOf = (number: string) =>
  unboundDb().specimen.findFirstOrThrow({
    where: { labId: home.lab.id, number },
    include: { tests: { include: { assay: true } }, transitions: true },
  });

describe('creating a specimen', () => {
  test('gives it its tests, received and due by the target', async () => {
    const given = fresh({
      assay: undefined,
      tests: [{ assay: 'na' }, { assay: 'K_1', priority: 'stat' }],
      priority: 'URGENT',
      location: 'ward 1',
      specimen_type: 'Serum',
      collected_at: '2026-03-02T09:00:00+01:00',
      received_at: '2026-03-02T08:30:00Z',
    });
    const made = await createSpecimen(technician, given);
    expect(made).toMatchObject({
      specimen_id: given.specimen_id,
      assay: 'NA',
      priority: 'URGENT',
      state: 'received',
      version: 1,
      specimen_type: 'Serum',
      location: 'Ward 1',
      due_at: '2026-03-02T09:30:00.000Z',
      turnaround_minutes: null,
      late: true,
      parent: null,
      children: [],
    });
    expect(made.milestones).toMatchObject({
      collected: '2026-03-02T08:00:00.000Z',
      received: '2026-03-02T08:30:00.000Z',
      ordered: null,
    });
    expect(made.tests.map((each) => [each.assay, each.priority, each.location])).toEqual([
      ['NA', 'URGENT', 'Ward 1'],
      ['K_1', 'STAT', 'Ward 1'],
    ]);
    expect(made.allowed_actions).toEqual(['start', 'submit', 'fail', 'reject', 'cancel']);
    expect(await readSpecimen(technician, given.specimen_id)).toEqual(made);
  });

  test('writes a history that folds to what it wrote', async () => {
    const given = fresh({
      assay: undefined,
      ordered_at: '2026-03-02T07:00:00Z',
      collected_at: '2026-03-02T07:30:00Z',
      received_at: '2026-03-02T08:30:00Z',
      tests: [{ assay: 'NA' }, { assay: 'GLU', ordered_at: '2026-03-02T09:15:00Z' }],
    });
    await createSpecimen(technician, given);
    const row = await rowsOf(given.specimen_id);
    expect(row.transitions.map((each) => [each.sequence, each.action, each.toState])).toEqual([
      [1, 'create', 'expected'],
      [2, 'create', 'expected'],
      [3, 'receive', 'received'],
      [4, 'receive', 'received'],
    ]);
    expect(row.lastSequence).toBe(4);
    const folded = foldHistory(row.transitions, STAMPED_BY);
    expect(folded.size).toBe(2);
    for (const each of row.tests) {
      const fold = folded.get(each.id);
      expect(fold?.state).toBe(each.stateKey);
      expect(fold?.milestones).toEqual(milestonesOf(each));
    }
    const states = await unboundDb().state.findMany({ where: { labId: home.lab.id } });
    expect(
      specimenState(
        row.tests.map((each) => each.stateKey),
        states,
        'expected',
      ),
    ).toBe(row.stateKey);
    // An add-on starts when it is asked for.
    const glucose = row.tests.find((each) => each.assay.code === 'GLU');
    expect(glucose?.receivedAt).toEqual(new Date('2026-03-02T09:15:00Z'));
  });

  test('that is only expected was ordered now, and is not due yet', async () => {
    const given = fresh({ state: 'expected' });
    const made = await createSpecimen(technician, given);
    expect(made.state).toBe('expected');
    expect(made.milestones).toMatchObject({ ordered: now.toISOString(), received: null });
    expect([made.due_at, made.late]).toEqual([null, false]);
    const { data } = await specimenHistory(technician, given.specimen_id, { limit: 10 });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      sequence: 1,
      assay: 'NA',
      run: 1,
      action: 'create',
      from: null,
      to: 'expected',
      source: 'portal',
      actor: { kind: 'person', name: 'Test technician' },
      milestones: { ordered: now.toISOString() },
    });
  });

  test('leaves an audit event, a live event and who gave what', async () => {
    const given = fresh({ location: 'Ward_1' });
    await createSpecimen(technician, given);
    const row = await rowsOf(given.specimen_id);
    const db = unboundDb();
    expect(
      await db.auditEvent.findMany({ where: { labId: home.lab.id, entityId: row.id } }),
    ).toMatchObject([
      {
        action: 'specimen.create',
        requestId: technician.requestId,
        after: { specimen_id: given.specimen_id, state: 'received', assays: ['NA'] },
      },
    ]);
    expect(await db.liveEvent.findMany({ where: { entityId: row.number } })).toMatchObject([
      { entity: 'specimen', version: 1 },
    ]);
    expect(row.sources).toEqual({ location: 'portal', received: 'portal' });
  });

  test.each([
    ['an unknown assay', { assay: 'ZZ' }, 'assay'],
    ['an assay that only a wildcard would match', { assay: 'K%' }, 'assay'],
    [
      'an unknown assay among several',
      { assay: undefined, tests: [{ assay: 'NA' }, { assay: 'ZZ' }] },
      'tests.1.assay',
    ],
    ['an unknown location', { location: 'Ward 2' }, 'location'],
    ['a time in the future', { received_at: '2026-03-02T10:06:00Z' }, 'received_at'],
  ])('is refused for %s, and nothing is written', async (_name, given, field) => {
    const body = fresh(given);
    expect(await refusal(createSpecimen(technician, body))).toMatchObject({
      code: 'invalid',
      fields: [{ field }],
    });
    const { specimen_id: number } = body;
    expect(await unboundDb().specimen.count({ where: { labId: home.lab.id, number } })).toBe(0);
  });

  test('takes each number once in a lab, even of two at the same moment', async () => {
    const given = fresh();
    const both = await Promise.allSettled([
      createSpecimen(technician, given),
      createSpecimen(await home.ctxFor('technician', now), given),
    ]);
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await refusal(createSpecimen(technician, given))).toMatchObject({
      code: 'already_exists',
      fields: [{ field: 'specimen_id' }],
    });
    expect((await rowsOf(given.specimen_id)).tests).toHaveLength(1);
  });

  test('takes the number of another lab, and shows neither to the other', async () => {
    const given = fresh();
    await createSpecimen(technician, given);
    const stranger = await away.ctxFor('admin', now);
    expect((await refusal(readSpecimen(stranger, given.specimen_id))).code).toBe('not_found');
    const history = specimenHistory(stranger, given.specimen_id, { limit: 10 });
    expect((await refusal(history)).code).toBe('not_found');
    expect((await createSpecimen(stranger, given)).specimen_id).toBe(given.specimen_id);
    // Its own assays only: KX1 is none of theirs.
    expect(await refusal(createSpecimen(stranger, fresh({ assay: 'KX1' })))).toMatchObject({
      code: 'invalid',
    });
  });

  test.each(['viewer'] as const)('is not for a %s', async (role) => {
    const given = fresh();
    const weak = await home.ctxFor(role, now);
    expect((await refusal(createSpecimen(weak, given))).code).toBe('forbidden');
    expect((await refusal(readSpecimen(weak, given.specimen_id))).code).toBe('not_found');
  });

  test.each([
    ['lis', 'ok'],
    ['technician', 'ok'],
    ['instrument', 'forbidden'],
    ['orchestrator', 'forbidden'],
    ['viewer', 'forbidden'],
  ] as const)('by a key of role %s: %s', async (role, expected) => {
    const given = fresh();
    const outcome = createSpecimen({ ...home.keyCtxFor(role), now }, given);
    // A LIS key may write orders; what stands there is read with the right to read.
    if (expected === 'ok') expect((await outcome).state).toBe('received');
    else expect((await refusal(outcome)).code).toBe(expected);
  });
});

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '@/lib/people/confirm-password';
import { TEST_PASSWORD, makeTestPerson } from '@/lib/people/testing-person';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Role } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { ResultsRequest } from '@/lib/results/contract';
import { enterResults } from '@/lib/results/enter-results';
import { NewSpecimen, type Specimen } from '../contract';
import { createSpecimen } from '../create-specimen';
import { foldHistory, foldTube } from '../fold-history';
import { milestonesOf } from '../milestones';
import { type Bench, makeBench, STAMPED_BY } from '../testing-specimens';
import { transitionMany } from './transition-many';
import { BulkTransitionRequest, TransitionRequest } from './transition-contract';
import { transitionTests } from './transition-tests';

const db = unboundDb();
let home: TestLab;
let bench: Bench;
let technician: Ctx;
let colleague: Ctx;
let supervisor: Ctx;
let colleagueSupervisor: Ctx;
let manager: Ctx;
let number: string;
let count = 0;

/** Somebody of the lab who has a password. */
async function withPassword(role: Role): Promise<Ctx> {
  const ctx = await home.ctxFor(role);
  const { passwordHash } = await db.user.findUniqueOrThrow({
    where: { id: (await makeTestPerson()).id },
  });
  await db.user.update({ where: { id: ctx.actor.userId }, data: { passwordHash } });
  return ctx;
}

beforeAll(async () => {
  home = await makeTestLab();
  bench = await makeBench(home.lab, {
    assays: ['CHEM', 'HAEM'],
    locations: ['Ward'],
    devices: ['Analyser', 'Counter'],
  });
  await db.errorCode.create({
    data: { id: newId(), labId: home.lab.id, code: 'E1', name: 'Clot' },
  });
  technician = await home.ctxFor('technician');
  colleague = await home.ctxFor('technician');
  supervisor = await home.ctxFor('supervisor');
  colleagueSupervisor = await home.ctxFor('supervisor');
  manager = await withPassword('manager');
});

function anew(ctx: Ctx): Ctx {
  return { ...ctx, now: new Date(), requestId: newId() };
}

async function make(given: Record<string, unknown> = {}): Promise<string> {
  number = `T-${++count}`;
  await createSpecimen(
    anew(technician),
    NewSpecimen.parse({ specimen_id: number, assay: 'CHEM', ...given }),
  );
  return number;
}

function act(ctx: Ctx, action: string, rest: Record<string, unknown> = {}): Promise<Specimen> {
  return transitionTests(anew(ctx), number, TransitionRequest.parse({ action, ...rest }));
}

async function row(of = number) {
  return db.specimen.findFirstOrThrow({
    where: { labId: home.lab.id, number: of },
    include: { tests: { orderBy: { run: 'asc' } }, transitions: { orderBy: { sequence: 'asc' } } },
  });
}

/** What is cached is what the history folds to. */
async function expectFolded(of = number): Promise<void> {
  const specimen = await row(of);
  const folded = foldHistory(specimen.transitions, STAMPED_BY);
  for (const kept of specimen.tests) {
    expect(folded.get(kept.id)).toEqual({
      state: kept.stateKey,
      milestones: milestonesOf(kept),
      failedAt: kept.failedAt,
    });
  }
  expect(foldTube(specimen.transitions)).toEqual({
    received: specimen.receivedAt,
    rejected: specimen.rejectedAt,
  });
  expect(specimen.transitions.map(({ sequence }) => sequence)).toEqual(
    specimen.transitions.map((_, index) => index + 1),
  );
  expect(specimen.lastSequence).toBe(specimen.transitions.length);
}

const refused = (code: string, message?: RegExp) =>
  expect.objectContaining({
    code,
    ...(message ? { message: expect.stringMatching(message) } : {}),
  });

describe('the straight way', () => {
  test('expected, received, in process, submitted, verified, published', async () => {
    await make({ state: 'expected' });
    expect(await act(technician, 'receive')).toMatchObject({ state: 'received', version: 2 });
    const started = await act(technician, 'start', { device: 'analyser' });
    expect(started.tests[0]).toMatchObject({
      state: 'in_process',
      device: 'Analyser',
      operator: 'Test technician',
    });
    expect(await act(technician, 'submit')).toMatchObject({ state: 'submitted' });
    expect(await act(supervisor, 'verify')).toMatchObject({ state: 'verified' });
    const done = await act(supervisor, 'publish');
    expect(done).toMatchObject({ state: 'published', version: 6, allowed_actions: ['amend'] });
    expect(Object.values(done.milestones).filter((time) => time === null)).toHaveLength(2);
    await expectFolded();
    const { id } = await row();
    const audits = await db.auditEvent.findMany({
      where: { entityId: id },
      orderBy: { id: 'asc' },
    });
    expect(audits.map(({ action }) => action)).toEqual([
      'specimen.create',
      'specimen.receive',
      'specimen.start',
      'specimen.submit',
      'specimen.verify',
      'specimen.publish',
    ]);
    const live = await db.liveEvent.findMany({ where: { labId: home.lab.id, entityId: number } });
    expect(live.map(({ version }) => version).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('received may be submitted or cancelled, cancelled received again', async () => {
    await make();
    expect(await act(technician, 'submit')).toMatchObject({ state: 'submitted' });
    await make();
    expect(await act(technician, 'cancel', { reason: 'asked twice' })).toMatchObject({
      state: 'cancelled',
    });
    const before = (await row()).receivedAt;
    expect(await act(technician, 'receive')).toMatchObject({ state: 'received' });
    expect((await row()).receivedAt).toEqual(before);
    await expectFolded();
  });

  test('due times begin with receipt', async () => {
    const at = new Date(Date.now() - 3600_000);
    await make({ state: 'expected', ordered_at: at.toISOString() });
    expect((await row()).tests[0]?.dueAt).toBeNull();
    await act(technician, 'receive', { occurred_at: at.toISOString() });
    expect((await row()).tests[0]?.dueAt).toEqual(new Date(at.getTime() + 240 * 60_000));
  });

  test('an error has a code, which leaves with it; the attempt stays told', async () => {
    await make();
    await act(technician, 'start', { device: 'Analyser' });
    await expect(act(technician, 'fail')).rejects.toEqual(refused('invalid', /^error_code/));
    const failed = await act(technician, 'fail', { error_code: 'e1' });
    expect(failed.tests[0]).toMatchObject({ state: 'error', error_code: 'E1' });
    const again = await act(technician, 'retry');
    expect(again.tests[0]).toMatchObject({ state: 'in_process', error_code: null });
    expect((await row()).tests[0]?.failedAt).not.toBeNull();
    await expectFolded();
  });
});

describe('what is refused, and changes nothing', () => {
  beforeEach(() => make());

  test.each([
    ['an unknown action', 'explode', {}, 'invalid', /is none of/],
    ['a state that does not allow it', 'verify', {}, 'transition_not_allowed', /Submitted/],
    ['a device nobody has', 'start', { device: 'Toaster' }, 'invalid', /^device/],
    ['a start without a device', 'start', {}, 'invalid', /^device/],
    ['an assay it does not have', 'submit', { assays: ['HAEM'] }, 'invalid', /^assays\.0/],
    ['no reason for a cancellation', 'cancel', {}, 'invalid', /^reason/],
    ['no rejection reason', 'reject', {}, 'invalid', /^rejection_reason/],
    ['an unknown rejection reason', 'reject', { rejection_reason: 'bad mood' }, 'invalid', /mood/],
    ['another version', 'submit', { version: 7 }, 'version_conflict', /faster/],
  ])('%s', async (_, action, rest, code, message) => {
    const before = await row();
    await expect(act(manager, action, rest)).rejects.toEqual(refused(code, message));
    expect(await row()).toEqual(before);
  });

  test('a time more than five minutes ahead', async () => {
    const soon = new Date(Date.now() + 4 * 60_000).toISOString();
    const late = new Date(Date.now() + 6 * 60_000).toISOString();
    await expect(act(technician, 'submit', { occurred_at: late })).rejects.toEqual(
      refused('invalid', /^occurred_at/),
    );
    await act(technician, 'submit', { occurred_at: soon });
  });

  test('too weak a role, and another lab', async () => {
    const viewer = await home.ctxFor('viewer');
    await expect(act(viewer, 'submit')).rejects.toEqual(refused('forbidden'));
    await act(technician, 'submit');
    await expect(act(colleague, 'verify')).rejects.toEqual(refused('forbidden', /supervisor/));
    const other = await makeTestLab();
    await expect(act(await other.ctxFor('admin'), 'verify')).rejects.toEqual(refused('not_found'));
    await expectFolded();
  });

  test('what is not allowed says what is', async () => {
    await expect(act(technician, 'retry')).rejects.toMatchObject({
      code: 'transition_not_allowed',
      extra: { allowed_actions: ['start', 'submit', 'fail', 'reject', 'cancel'] },
    });
  });

  test('of two people pressing at once one wins, the other is told', async () => {
    const both = await Promise.allSettled([
      act(technician, 'submit', { version: 1 }),
      act(colleague, 'cancel', { version: 1, reason: 'not needed' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'version_conflict', extra: { version: 2 } });
    await expectFolded();
  });
});

describe('a tube of several tests', () => {
  beforeEach(() => make({ assay: undefined, tests: [{ assay: 'CHEM' }, { assay: 'HAEM' }] }));

  test('an action without assays is every test that allows it', async () => {
    await act(technician, 'submit', { assays: ['haem'] });
    const started = await act(technician, 'start', { device: 'Counter' });
    expect(started.tests.map(({ state }) => state)).toEqual(['in_process', 'submitted']);
    expect(started.state).toBe('in_process');
  });

  test('named tests must all allow it', async () => {
    await act(technician, 'submit', { assays: ['HAEM'] });
    await expect(
      act(technician, 'start', { device: 'Counter', assays: ['CHEM', 'HAEM'] }),
    ).rejects.toEqual(refused('transition_not_allowed', /HAEM is Submitted/));
    await expectFolded();
  });

  test('receiving the tube does not revive what was cancelled on it', async () => {
    await make({
      assay: undefined,
      state: 'expected',
      tests: [{ assay: 'CHEM' }, { assay: 'HAEM' }],
    });
    await act(technician, 'cancel', { assays: ['HAEM'], reason: 'not needed' });
    const received = await act(technician, 'receive');
    expect(received.tests.map(({ state }) => state)).toEqual(['received', 'cancelled']);
    expect((await act(technician, 'receive', { assays: ['HAEM'] })).tests[1]?.state).toBe(
      'received',
    );
    await expectFolded();
  });

  test('the tube is rejected with all its tests, and who was informed is kept', async () => {
    const received = (await row()).receivedAt;
    const rejected = await act(technician, 'reject', {
      rejection_reason: 'RH',
      informed: 'Sister Brown',
    });
    expect(rejected).toMatchObject({ state: 'rejected' });
    expect(rejected.rejection_reason).not.toBeNull();
    const specimen = await row();
    expect(specimen.rejectedAt).not.toBeNull();
    expect(specimen.receivedAt).toEqual(received);
    expect(specimen.transitions.at(-1)).toMatchObject({ informed: 'Sister Brown' });
    await expectFolded();

    const back = await act(supervisor, 'reinstate', { reason: 'wrong tube' });
    expect(back.tests.map(({ state }) => state)).toEqual(['received', 'received']);
    expect(back.rejection_reason).toBeNull();
    await expectFolded();
  });

  test('one test is rejected without its tube', async () => {
    const rejected = await act(technician, 'reject', { assays: ['CHEM'], rejection_reason: 'RH' });
    expect(rejected.tests.map(({ state }) => state)).toEqual(['rejected', 'received']);
    expect(rejected).toMatchObject({ state: 'received', rejection_reason: null });
    expect((await row()).rejectedAt).toBeNull();
    await expectFolded();
  });
});

describe('four eyes', () => {
  beforeEach(() => make());

  test('whoever submitted does not verify, also among several verifiers', async () => {
    await act(supervisor, 'submit');
    await expect(act(supervisor, 'verify')).rejects.toEqual(refused('four_eyes', /CHEM/));
    const seen = await act(manager, 'verify');
    expect(seen.state).toBe('verified');
  });

  test('a key counts as its maker, either way round', async () => {
    if (supervisor.actor.kind !== 'person') throw new Error('A person was meant');
    const keyId = newId();
    await db.apiKey.create({
      data: {
        id: keyId,
        labId: home.lab.id,
        name: 'bench',
        prefix: 'bw',
        hash: new Uint8Array(Buffer.from(keyId)),
        role: 'supervisor',
        makerId: supervisor.actor.userId,
        makerName: supervisor.actor.name,
      },
    });
    const key: Ctx = {
      ...home.keyCtxFor('supervisor'),
      actor: { kind: 'key', keyId, deviceId: null, name: 'bench', role: 'supervisor' },
    };
    await act(key, 'submit');
    await expect(act(supervisor, 'verify')).rejects.toEqual(refused('four_eyes'));
    await make();
    await act(supervisor, 'submit');
    await expect(act(key, 'verify')).rejects.toEqual(refused('four_eyes'));
    expect(await act(manager, 'verify')).toMatchObject({ state: 'verified' });
  });

  test('a retract begins anew, and reopens the segment', async () => {
    await act(supervisor, 'submit');
    await act(manager, 'verify');
    const back = await act(manager, 'retract', { reason: 'control out' });
    expect(back.milestones).toMatchObject({ resulted: null, verified: null });
    expect(back.tests[0]?.turnaround_minutes).toBeNull();
    await act(colleague, 'submit');
    expect(await act(supervisor, 'verify')).toMatchObject({ state: 'verified' });
    await expectFolded();
  });

  test('whoever entered a result does not verify it', async () => {
    const { tests } = await row();
    const analyteId = newId();
    await db.analyte.create({
      data: { id: analyteId, labId: home.lab.id, code: `A-${count}`, name: 'A' },
    });
    if (supervisor.actor.kind !== 'person') throw new Error('A person was meant');
    await db.result.create({
      data: {
        id: newId(),
        labId: home.lab.id,
        testId: tests[0]?.id ?? '',
        analyteId,
        value: '4',
        status: 'final',
        availableAt: new Date(),
        source: 'portal',
        actorKind: 'person',
        actorId: supervisor.actor.userId,
        actorName: 'S',
      },
    });
    await act(technician, 'submit');
    await expect(act(supervisor, 'verify')).rejects.toEqual(refused('four_eyes'));
  });

  test('nor does whoever entered it by a request that began before a retract', async () => {
    await act(technician, 'submit');
    const began = anew(supervisor);
    await act(manager, 'retract', { reason: 'control out' });
    const code = `B-${count}`;
    await db.analyte.create({ data: { id: newId(), labId: home.lab.id, code, name: 'B' } });
    const results = ResultsRequest.parse({ results: [{ analyte: code, value: '4' }] });
    await enterResults(began, number, results);
    await act(colleague, 'submit');
    await expect(act(supervisor, 'verify')).rejects.toEqual(refused('four_eyes'));
  });

  test('a lab can do without, and can have publishing follow', async () => {
    const relaxed = { fourEyes: false, publishFollowsVerify: true };
    await db.lab.update({ where: { id: home.lab.id }, data: { settings: relaxed } });
    await act(supervisor, 'submit');
    expect(await act(supervisor, 'verify')).toMatchObject({ state: 'published' });
    const { transitions } = await row();
    expect(transitions.at(-1)).toMatchObject({ action: 'publish', implied: true });
    await expectFolded();
    await db.lab.update({ where: { id: home.lab.id }, data: { settings: {} } });
  });

  test.each([
    ['its role', { leastRole: 'manager' as const }, {}],
    ['four eyes, which verifying does without', { fourEyes: true }, { fourEyes: false }],
  ])('publishing follows nobody whom it refuses by %s', async (_, publish, verify) => {
    const labId = home.lab.id;
    const rules = (action: string, data: object) =>
      db.transition.updateMany({ where: { labId, action }, data });
    const follows = { publishFollowsVerify: true };
    await db.lab.update({ where: { id: labId }, data: { settings: follows } });
    await rules('publish', publish);
    await rules('verify', verify);
    try {
      await act(supervisor, 'submit');
      const by = 'leastRole' in publish ? colleagueSupervisor : supervisor;
      expect(await act(by, 'verify')).toMatchObject({ state: 'verified' });
      expect(await act(manager, 'publish')).toMatchObject({ state: 'published' });
    } finally {
      await rules('publish', { leastRole: 'supervisor', fourEyes: false });
      await rules('verify', { fourEyes: true });
      await db.lab.update({ where: { id: labId }, data: { settings: {} } });
    }
  });
});

describe('invalidating', () => {
  const invalidate = (ctx: Ctx, rest = {}) =>
    act(ctx, 'invalidate', { reason: 'wrong calibrator', password: TEST_PASSWORD, ...rest });

  beforeEach(async () => {
    await make();
    await act(technician, 'submit');
    await act(supervisor, 'verify');
  });

  test('takes reason and signature, and opens the next run on the same number', async () => {
    const after = await invalidate(manager);
    expect(after.specimen_id).toBe(number);
    expect(after.state).toBe('received');
    expect(after.tests.map(({ run, state }) => [run, state])).toEqual([
      [1, 'invalidated'],
      [2, 'received'],
    ]);
    const { tests, transitions } = await row();
    expect(tests[1]).toMatchObject({ retestOfId: tests[0]?.id, resultedAt: null });
    expect(tests[1]?.dueAt).not.toBeNull();
    await expectFolded();

    const signed = transitions.find(({ signatureId }) => signatureId !== null);
    const signature = await db.signature.findUniqueOrThrow({
      where: { id: signed?.signatureId ?? '' },
    });
    expect(signature).toMatchObject({ userName: 'Test manager' });
    expect(signature.content).toContain('wrong calibrator');
    const everything = JSON.stringify([
      await db.auditEvent.findMany({ where: { labId: home.lab.id } }),
      transitions,
      signature,
    ]);
    expect(everything).not.toContain(TEST_PASSWORD);

    await act(technician, 'start', { device: 'Analyser' });
    expect((await row()).tests.map(({ stateKey }) => stateKey)).toEqual([
      'invalidated',
      'in_process',
    ]);
  });

  test.each([
    ['without a password', { password: undefined }, 'invalid'],
    ['with a wrong one', { password: 'guess' }, 'wrong_password'],
    ['without a reason', { reason: undefined }, 'invalid'],
  ])('%s it is refused', async (_, rest, code) => {
    const before = await row();
    await expect(invalidate(manager, rest)).rejects.toEqual(refused(code));
    expect(await row()).toEqual(before);
  });

  test('a key cannot sign, and a supervisor may not', async () => {
    await expect(invalidate(home.keyCtxFor('admin'))).rejects.toEqual(
      refused('signature_needs_person'),
    );
    await expect(invalidate(await withPassword('supervisor'))).rejects.toEqual(
      refused('forbidden'),
    );
  });

  test('guessing is slowed down', async () => {
    const guesser = await withPassword('manager');
    for (let guess = 0; guess < 4; guess++) {
      await expect(invalidate(guesser, { password: `${guess}` })).rejects.toEqual(
        refused('wrong_password'),
      );
    }
    await expect(invalidate(guesser)).rejects.toEqual(refused('too_many_requests'));
  });

  test('people of the demo sign with a word of their own', async () => {
    const ctx = await home.ctxFor('manager');
    await db.user.update({ where: { id: ctx.actor.userId }, data: { demo: true } });
    await expect(invalidate(ctx)).rejects.toEqual(refused('wrong_password'));
    expect(await invalidate(ctx, { password: DEMO_PASSWORD })).toMatchObject({ state: 'received' });
  });

  test('what was published stays published in its time when amended', async () => {
    const released = (await act(supervisor, 'publish')).milestones.released;
    await act(supervisor, 'amend', { reason: 'typing error' });
    await act(technician, 'submit');
    await act(supervisor, 'verify');
    const again = await act(supervisor, 'publish');
    expect(again.milestones.released).toBe(released);
    expect((await row()).tests[0]?.amendedAt).not.toBeNull();
    await expectFolded();
  });
});

describe('instruments', () => {
  test('move the tests of their own device only', async () => {
    await make();
    const own = home.keyCtxFor('instrument', bench.devices.get('Analyser'));
    const other = home.keyCtxFor('instrument', bench.devices.get('Counter'));
    const started = await act(own, 'start');
    expect(started.tests[0]).toMatchObject({ device: 'Analyser', state: 'in_process' });
    await expect(act(other, 'submit')).rejects.toEqual(refused('forbidden'));
    await expect(act(own, 'cancel', { reason: 'x' })).rejects.toEqual(refused('forbidden'));
    expect(await act(own, 'submit')).toMatchObject({ state: 'submitted' });
  });
});

describe('many at once', () => {
  test('each has its own result, and one refusal stops no other', async () => {
    const numbers = [await make(), await make(), await make()];
    await act(technician, 'submit');
    const { results } = await transitionMany(
      anew(technician),
      BulkTransitionRequest.parse({
        specimen_ids: [...numbers, 'NOBODY'],
        action: 'start',
        device: 'Analyser',
      }),
    );
    expect(results).toMatchObject([
      { specimen_id: numbers[0], ok: true, state: 'in_process', version: 2 },
      { specimen_id: numbers[1], ok: true, state: 'in_process', version: 2 },
      { specimen_id: numbers[2], ok: false, code: 'transition_not_allowed', state: 'submitted' },
      { specimen_id: 'NOBODY', ok: false, code: 'not_found' },
    ]);
  });

  test('one password signs for each', async () => {
    const numbers = [await make(), await make()];
    for (const each of numbers) {
      number = each;
      await act(technician, 'submit');
      await act(supervisor, 'verify');
    }
    const { results } = await transitionMany(
      anew(manager),
      BulkTransitionRequest.parse({
        specimen_ids: numbers,
        action: 'invalidate',
        reason: 'bad lot',
        password: TEST_PASSWORD,
      }),
    );
    expect(results).toMatchObject([{ ok: true }, { ok: true }]);
    for (const each of numbers) {
      const { transitions } = await row(each);
      const ids = transitions.flatMap(({ signatureId }) => signatureId ?? []);
      expect(ids).toHaveLength(1);
      await expectFolded(each);
    }
  });

  test('a viewer and another lab are refused', async () => {
    const request = BulkTransitionRequest.parse({ specimen_ids: [await make()], action: 'submit' });
    const viewer = await home.ctxFor('viewer');
    await expect(transitionMany(viewer, request)).rejects.toEqual(refused('forbidden'));
    const other = await (await makeTestLab()).ctxFor('admin');
    expect((await transitionMany(other, request)).results).toMatchObject([
      { ok: false, code: 'not_found' },
    ]);
    expect((await row()).version).toBe(1);
  });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeChemistry } from '@/lib/results/testing-results';
import { addTests } from '@/lib/specimens/changes/add-tests';
import { NewSpecimen } from '@/lib/specimens/contract';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { foldHistory, foldTube } from '@/lib/specimens/fold-history';
import { milestonesOf } from '@/lib/specimens/milestones';
import { STAMPED_BY } from '@/lib/specimens/testing-specimens';
import { TransitionRequest } from '@/lib/specimens/transitions/transition-contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import { retryAwaiting } from '../inbox/retry-awaiting';
import { clockTextWithZone } from '@/lib/labs/clock-text';
import { applyWaiting, fateOf, putBack, putMessage } from './testing-inbox';

const db = unboundDb();
let home: TestLab;
let analyser: { id: string; name: string };
let other: { id: string; name: string };
let chemistry: Awaited<ReturnType<typeof makeChemistry>>;
let count = 0;

beforeAll(async () => {
  home = await makeTestLab();
  chemistry = await makeChemistry(home);
  const idOf = (name: string) => chemistry.bench.devices.get(name) ?? '';
  analyser = { id: idOf('Analyser'), name: 'Analyser' };
  other = { id: idOf('Other'), name: 'Other' };
  await db.errorCode.create({
    data: { id: newId(), labId: home.lab.id, code: 'CLOT', name: 'Clot' },
  });
});

/** The same moment all the while, whenever it is asked for. */
const NOW = Math.floor(Date.now() / 1000) * 1000;
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

async function specimen(assays: string[], state = 'expected'): Promise<string> {
  const specimen_id = `A-${++count}`;
  const tests = assays.map((assay) => ({ assay }));
  await createSpecimen(
    await home.ctxFor('technician'),
    NewSpecimen.parse({ specimen_id, tests, state, ordered_at: ago(900) }),
  );
  return specimen_id;
}

type Event = { type: string; time?: string; data: Record<string, unknown> };
const started = (specimen_id: string, time: string, rest = {}): Event => ({
  type: 'specimen.started',
  time,
  data: { specimen_id, ...rest },
});
const resulted = (specimen_id: string, time: string, results: unknown[], rest = {}): Event => ({
  type: 'specimen.resulted',
  time,
  data: { specimen_id, results, ...rest },
});
const failed = (specimen_id: string, time: string, rest = {}): Event => ({
  type: 'specimen.failed',
  time,
  data: { specimen_id, error_code: 'CLOT', ...rest },
});

/** Sends and applies; how it fared. */
async function say(events: Event | Event[], device = analyser) {
  const id = await putMessage(home, device, events);
  await applyWaiting(home, device);
  return { id, ...(await fateOf(id)) };
}

async function move(number: string, action: string, rest: Record<string, unknown> = {}) {
  const role = ['retract', 'amend', 'verify', 'publish', 'reinstate'].includes(action)
    ? 'supervisor'
    : 'technician';
  const ctx = await home.ctxFor(role);
  await transitionTests(ctx, number, TransitionRequest.parse({ action, ...rest }));
}

const testsOf = (number: string) =>
  db.orderedTest.findMany({
    where: { labId: home.lab.id, specimen: { number } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { assay: true, specimen: true },
  });
const historyOf = (number: string) =>
  db.testTransition.findMany({
    where: { labId: home.lab.id, specimen: { number } },
    orderBy: { sequence: 'asc' },
  });
const stepsOf = async (number: string) =>
  (await historyOf(number)).map(({ action, implied }) => (implied ? `(${action})` : action));

/** All that can be seen of a specimen, to be compared. */
async function everythingOf(number: string) {
  const where = { labId: home.lab.id };
  return JSON.stringify([
    await db.specimen.findFirst({ where: { ...where, number } }),
    await testsOf(number),
    await historyOf(number),
    await chemistry.results(number),
    await chemistry.criticals(number),
    await db.auditEvent.count({ where }),
  ]);
}

/** What is cached of tests and tube is what their history says. */
async function agrees(number: string): Promise<void> {
  const rows = await historyOf(number);
  const tests = await testsOf(number);
  const folded = foldHistory(rows, STAMPED_BY);
  for (const test of tests) {
    const fold = folded.get(test.id);
    expect(fold?.state).toBe(test.stateKey);
    expect(fold?.milestones).toEqual(milestonesOf(test));
    expect(fold?.failedAt).toEqual(test.failedAt);
  }
  const tube = foldTube(rows);
  expect(tube.received).toEqual(tests[0]?.specimen.receivedAt ?? null);
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
  expect(tests[0]?.specimen.lastSequence).toBe(rows.length);
}

describe('started', () => {
  test('on what is only expected receives the tube and starts the test, at its time', async () => {
    const number = await specimen(['K', 'BMP']);
    const time = ago(30);
    expect(await say(started(number, time, { assay: 'k' }))).toMatchObject({
      status: 'applied',
      kind: 'specimen.started',
      specimens: [number],
    });
    expect(await stepsOf(number)).toEqual(['create', 'create', '(receive)', '(receive)', 'start']);
    const [k, bmp] = await testsOf(number);
    expect(k).toMatchObject({
      stateKey: 'in_process',
      deviceId: analyser.id,
      receivedAt: new Date(time),
      startedAt: new Date(time),
      sources: { state: 'instrument', received: 'instrument', started: 'instrument' },
    });
    expect(bmp).toMatchObject({ stateKey: 'received', deviceId: null });
    expect(k?.specimen).toMatchObject({
      stateKey: 'received',
      version: 2,
      receivedAt: new Date(time),
    });
    expect(k?.dueAt).toEqual(new Date(Date.parse(time) + 240 * 60_000));
    const [, , , , last] = await historyOf(number);
    expect(last).toMatchObject({
      source: 'instrument',
      actorKind: 'key',
      actorName: 'Key of Analyser',
      deviceId: analyser.id,
      occurredAt: new Date(time),
    });
    await agrees(number);
  });

  test('the same again, and a replay, change nothing', async () => {
    const number = await specimen(['K']);
    const event = started(number, ago(5));
    const first = await say(event);
    const before = await everythingOf(number);
    expect(await say(event)).toMatchObject({ status: 'ignored', code: 'nothing_to_do' });
    await putBack(first.id);
    await applyWaiting(home, analyser);
    expect(await fateOf(first.id)).toMatchObject({ status: 'applied' });
    expect(await everythingOf(number)).toBe(before);
  });

  test('after an error it is a retry; on another device it goes on there', async () => {
    const number = await specimen(['K'], 'received');
    await say([started(number, ago(9)), failed(number, ago(8), { message: 'needle' })]);
    await say(started(number, ago(7)));
    await say(started(number, ago(6)), other);
    expect(await stepsOf(number)).toEqual(['create', 'receive', 'start', 'fail', 'retry', 'start']);
    expect(await testsOf(number)).toMatchObject([{ stateKey: 'in_process', deviceId: other.id }]);
    await agrees(number);
  });

  test('earlier than the steps before is kept as it is', async () => {
    const number = await specimen(['K'], 'received');
    const time = ago(600);
    await say(started(number, time));
    const [k] = await testsOf(number);
    expect(k?.startedAt).toEqual(new Date(time));
    expect(k && k.receivedAt && k.startedAt && k.startedAt < k.receivedAt).toBe(true);
  });

  test('more than five minutes ahead is refused, and says by how much', async () => {
    const number = await specimen(['K']);
    const ahead = new Date(Date.now() + 30 * 60_000);
    const fate = await say(started(number, ahead.toISOString()));
    expect(fate).toMatchObject({ status: 'quarantined', code: 'refused' });
    expect(fate.reason).toMatch(/lies 30 minutes in the future.*clock.*Analyser/);
    expect(fate.reason).toContain(`The start (${clockTextWithZone(ahead, home.lab.timeZone)})`);
    expect(await stepsOf(number)).toEqual(['create']);
    expect(await say(started(number, new Date(Date.now() + 240_000).toISOString()))).toMatchObject({
      status: 'applied',
    });
  });

  test('told late fills in when work began, and corrects what was implied, never a person', async () => {
    const number = await specimen(['K']);
    const known = await specimen(['K'], 'received');
    await say(resulted(number, ago(10), [{ analyte: 'K', value: '4.1' }]));
    await say(started(number, ago(20)));
    expect(await testsOf(number)).toMatchObject([
      { startedAt: new Date(ago(20)), stateKey: 'submitted' },
    ]);
    await agrees(number);
    await move(known, 'start', { device: 'Analyser' });
    const [before] = await testsOf(known);
    await say(resulted(known, ago(10), [{ analyte: 'K', value: '4.1' }]));
    await say(started(known, ago(20)));
    expect((await testsOf(known))[0]?.startedAt).toEqual(before?.startedAt);
  });
});

describe('resulted', () => {
  test('takes every missing step, keeps the values and submits', async () => {
    const number = await specimen(['BMP']);
    const time = ago(12);
    const fate = await say(
      resulted(number, time, [
        { analyte: 'na', value: '140', unit: 'mmol/L' },
        { analyte: 'K', value: 6.9, flags: ['HH'], reference_range: '3.5-5.1' },
      ]),
    );
    expect(fate.status).toBe('applied');
    expect(await stepsOf(number)).toEqual(['create', '(receive)', '(start)', 'submit']);
    expect(await testsOf(number)).toMatchObject([
      { stateKey: 'submitted', resultedAt: new Date(time), deviceId: analyser.id },
    ]);
    expect(await chemistry.results(number)).toMatchObject([
      {
        analyte: { code: 'NA' },
        value: '140',
        unit: 'mmol/L',
        flags: ['N'],
        critical: false,
        status: 'final',
        deviceId: analyser.id,
        source: 'instrument',
        observedAt: new Date(time),
      },
      {
        analyte: { code: 'K' },
        value: '6.9',
        flags: ['HH'],
        critical: true,
        criticalBasis: 'flag',
      },
    ]);
    expect(await chemistry.criticals(number)).toMatchObject([
      { analyte: { code: 'K' }, closedAt: null },
    ]);
    const [audit] = (await chemistry.audit('specimen.submit')).slice(-1);
    expect(audit).toMatchObject({
      actorName: 'Key of Analyser',
      before: {
        specimen_id: number,
        version: 1,
        tests: [{ assay: 'BMP', run: 1, state: 'expected' }],
      },
      after: {
        version: 2,
        message: fate.id,
        device: 'Analyser',
        tests: [{ assay: 'BMP', run: 1, state: 'submitted' }],
        results: [{ analyte: 'NA' }, { analyte: 'K', critical: true }],
      },
    });
    await agrees(number);
  });

  test('preliminary values are kept and submit nothing; final ones take their place', async () => {
    const number = await specimen(['BMP']);
    const values = (status: string) => [{ analyte: 'K', value: '6.5', status }];
    await say(resulted(number, ago(9), values('preliminary')));
    expect(await testsOf(number)).toMatchObject([{ stateKey: 'in_process' }]);
    await say(resulted(number, ago(8), values('final')));
    expect(await testsOf(number)).toMatchObject([{ stateKey: 'submitted' }]);
    const results = await chemistry.results(number);
    expect(results.map(({ status, replacedAt }) => [status, replacedAt !== null])).toEqual([
      ['preliminary', true],
      ['final', false],
    ]);
    // The same value is called once.
    expect(await chemistry.criticals(number)).toHaveLength(1);
    expect(results[1]?.criticalId).toBe(results[0]?.criticalId);
    await agrees(number);
  });

  test('all in one batch comes to the same as one by one', async () => {
    const number = await specimen(['BMP']);
    await say([
      started(number, ago(9)),
      resulted(number, ago(8), [{ analyte: 'K', value: '7.5', status: 'preliminary' }]),
      resulted(number, ago(7), [{ analyte: 'K', value: '4.5' }]),
      failed(number, ago(6)),
      resulted(number, ago(5), [{ analyte: 'K', value: '4.4', status: 'corrected' }]),
    ]);
    expect(await stepsOf(number)).toEqual([
      'create',
      '(receive)',
      'start',
      'submit',
      'fail',
      '(retry)',
      'submit',
    ]);
    const results = await chemistry.results(number);
    expect(
      results.map(({ value, status, replacedAt }) => [value, status, replacedAt !== null]),
    ).toEqual([
      ['7.5', 'preliminary', true],
      ['4.5', 'final', true],
      ['4.4', 'corrected', false],
    ]);
    expect(await chemistry.criticals(number)).toMatchObject([
      { closedAs: 'WITHDRAWN', closeReason: 'The result was corrected to 4.5' },
    ]);
    await agrees(number);
  });

  test('for a submitted test are added or corrected, and the old are kept', async () => {
    const number = await specimen(['BMP']);
    await say(resulted(number, ago(9), [{ analyte: 'K', value: '4.0' }]));
    await say(resulted(number, ago(8), [{ analyte: 'NA', value: '140' }]));
    await say(resulted(number, ago(7), [{ analyte: 'K', value: '4.2' }]), other);
    expect(await stepsOf(number)).toEqual(['create', '(receive)', '(start)', 'submit']);
    expect(
      (await chemistry.results(number)).map(({ analyte, value, status, deviceId, replacedAt }) => [
        analyte.code,
        value,
        status,
        deviceId === other.id,
        replacedAt !== null,
      ]),
    ).toEqual([
      ['K', '4.0', 'final', false, true],
      ['NA', '140', 'final', false, false],
      ['K', '4.2', 'corrected', true, false],
    ]);
    expect(await testsOf(number)).toMatchObject([{ stateKey: 'submitted', deviceId: other.id }]);
  });

  test('duplicates change nothing, also of what was corrected since', async () => {
    const number = await specimen(['BMP']);
    const first = resulted(number, ago(9), [{ analyte: 'K', value: '4.0' }]);
    const timeless = {
      type: 'specimen.resulted',
      data: { specimen_id: number, results: [{ analyte: 'K', value: '4.2' }] },
    };
    await say(first);
    await say(timeless);
    const before = await everythingOf(number);
    expect(await say(first)).toMatchObject({ status: 'ignored' });
    expect(await say(timeless)).toMatchObject({ status: 'ignored' });
    expect(await everythingOf(number)).toBe(before);
  });

  test('duplicates stay with their test, also where another would take them now', async () => {
    const number = await specimen(['K']);
    const event = resulted(number, ago(9), [{ analyte: 'K', value: '4.0' }]);
    await say(event);
    await move(number, 'verify');
    const supervisor = await home.ctxFor('supervisor');
    await addTests(supervisor, number, { assay: 'BMP' });
    expect(await say(event)).toMatchObject({ status: 'ignored' });
    expect((await testsOf(number)).map(({ stateKey }) => stateKey)).toEqual([
      'verified',
      'received',
    ]);
    expect(await chemistry.results(number)).toHaveLength(1);
  });

  test('that come late do not take the place of newer ones', async () => {
    const number = await specimen(['K']);
    await say(resulted(number, ago(5), [{ analyte: 'K', value: '4.2' }]));
    expect(await say(resulted(number, ago(9), [{ analyte: 'K', value: '3.9' }]))).toMatchObject({
      status: 'ignored',
    });
    expect(await chemistry.results(number)).toMatchObject([{ value: '4.2', replacedAt: null }]);
  });

  test('after a person took the test back are not submitted again by a duplicate', async () => {
    const number = await specimen(['K']);
    const event = resulted(number, ago(5), [{ analyte: 'K', value: '4.2' }]);
    await say(event);
    await move(number, 'retract', { reason: 'look again' });
    expect(await say(event)).toMatchObject({ status: 'ignored' });
    expect(await testsOf(number)).toMatchObject([{ stateKey: 'in_process' }]);
    await say(resulted(number, ago(4), [{ analyte: 'K', value: '4.3' }]));
    expect(await testsOf(number)).toMatchObject([{ stateKey: 'submitted' }]);
  });

  test('for what is verified or published wait for a supervisor', async () => {
    const number = await specimen(['K']);
    await say(resulted(number, ago(9), [{ analyte: 'K', value: '4.0' }]));
    await move(number, 'verify');
    const before = await testsOf(number);
    const event = resulted(number, ago(5), [{ analyte: 'K', value: '5.0', unit: 'mmol/L' }]);
    const fate = await say(event);
    expect(fate).toMatchObject({ status: 'applied' });
    await say(event);
    expect(await testsOf(number)).toEqual(before);
    expect(
      await db.proposal.findMany({ where: { labId: home.lab.id, specimen: { number } } }),
    ).toMatchObject([
      {
        kind: 'results',
        messageId: fate.id,
        deviceId: analyser.id,
        testId: before[0]?.id,
        at: new Date(ago(5)),
        endedAt: null,
        data: { complete: true, results: [{ analyte: 'K', value: '5.0', status: 'final' }] },
      },
    ]);
    // The same value needs nobody.
    expect(await say(resulted(number, ago(4), [{ analyte: 'K', value: '4.0' }]))).toMatchObject({
      status: 'ignored',
    });
  });

  test('verify and publish by themselves what needs nobody’s eyes', async () => {
    await db.assay.updateMany({
      where: { labId: home.lab.id, code: 'K' },
      data: { autoverify: true },
    });
    try {
      const [good, high] = [await specimen(['K']), await specimen(['K'])];
      const given = (value: string) => [{ analyte: 'K', value, flags: ['N'] }];
      await say([resulted(good, ago(5), given('4.0')), resulted(high, ago(5), given('5.6'))]);
      expect(await stepsOf(good)).toEqual([
        'create',
        '(receive)',
        '(start)',
        'submit',
        'verify',
        'publish',
      ]);
      expect(await testsOf(good)).toMatchObject([{ stateKey: 'published' }]);
      const rows = await historyOf(good);
      expect(rows.at(-1)).toMatchObject({
        actorKind: 'system',
        actorName: 'Autoverification',
        source: 'job',
      });
      expect(await testsOf(high)).toMatchObject([{ stateKey: 'submitted' }]);
      await agrees(good);
    } finally {
      await db.assay.updateMany({ where: { labId: home.lab.id }, data: { autoverify: false } });
    }
  });
});

describe('failed', () => {
  test('has been on the device and left it with its error', async () => {
    const number = await specimen(['K']);
    await say(failed(number, ago(5), { message: 'short sample' }));
    expect(await stepsOf(number)).toEqual(['create', '(receive)', '(start)', 'fail']);
    expect((await historyOf(number)).at(-1)).toMatchObject({ comment: 'short sample' });
    expect(await testsOf(number)).toMatchObject([
      { stateKey: 'error', failedAt: new Date(ago(5)), deviceId: analyser.id },
    ]);
    await say(failed(number, ago(4)));
    expect(await stepsOf(number)).toEqual([
      'create',
      '(receive)',
      '(start)',
      'fail',
      '(retry)',
      'fail',
    ]);
    await agrees(number);
  });

  test('a tube that is not available to the device needs no code of the lab’s own', async () => {
    const number = await specimen(['K'], 'received');
    const message = [
      'MSH|^~\\&|LINE|TRACK|LAS|LAB|20260304120000+0100||SSU^U03^SSU_U03|T-1|P|2.5',
      'EQU|TRACK1|20260304115958+0100',
      `SAC|||${number}|||||X^Container unavailable^HL70370\r`,
    ].join('\r');
    const id = await putMessage(home, analyser, message, { format: 'hl7' });
    await applyWaiting(home, analyser);
    expect(await fateOf(id)).toMatchObject({ status: 'applied', reason: null });
    const [test] = await testsOf(number);
    const why = await db.errorCode.findFirst({ where: { id: test?.errorCodeId ?? '' } });
    expect(test).toMatchObject({ stateKey: 'error', deviceId: analyser.id });
    expect(why).toMatchObject({ labId: home.lab.id, code: 'CONTAINER_UNAVAILABLE', active: true });
  });

  test('an error the lab does not know is named with its remedy', async () => {
    const number = await specimen(['K']);
    const fate = await say(failed(number, ago(5), { error_code: 'E99' }));
    expect(fate).toMatchObject({ status: 'quarantined', code: 'refused' });
    expect(fate.reason).toContain('no error code “E99”');
  });
});

describe('what cannot be applied waits with its reason', () => {
  test.each([
    ['the first named', 0],
    ['the second named', 1],
  ])('two specimens nobody entered, until both have appeared, %s first', async (_, first) => {
    const numbers = [`A-${++count}`, `A-${++count}`];
    const { id, ...fate } = await say(numbers.map((number) => started(number, ago(5))));
    expect(fate).toMatchObject({ awaits: numbers[0], specimens: numbers });
    const enter = async (number = '') => {
      const given = { specimen_id: number, tests: [{ assay: 'K' }], ordered_at: ago(9) };
      await createSpecimen(await home.ctxFor('technician'), NewSpecimen.parse(given));
      await retryAwaiting(new Date());
      await applyWaiting(home, analyser);
      return fateOf(id);
    };
    expect(await enter(numbers[first])).toMatchObject({
      status: 'quarantined',
      awaits: numbers[1 - first],
    });
    expect(await stepsOf(numbers[first] ?? '')).not.toContain('start');
    expect(await enter(numbers[1 - first])).toMatchObject({ status: 'applied', awaits: null });
    for (const number of numbers) {
      expect(await stepsOf(number)).toContain('start');
      await agrees(number);
    }
  });

  test('a specimen nobody entered, until it appears', async () => {
    const fate = await say(started('NOWHERE-1', ago(5)));
    expect(fate).toMatchObject({
      status: 'quarantined',
      code: 'unknown_specimen',
      awaits: 'NOWHERE-1',
      specimens: ['NOWHERE-1'],
    });
  });

  test('codes the lab does not know, all of them', async () => {
    const number = await specimen(['BMP']);
    expect(await say(started(number, ago(5), { assay: 'XYZ' }))).toMatchObject({
      code: 'unknown_assay',
      reason: expect.stringContaining('“XYZ”: add it to the lab’s assays, or have Analyser send'),
    });
    const unknown = await say(
      resulted(number, ago(5), [
        { analyte: 'AA1', value: '1' },
        { analyte: 'K', value: '4' },
        { analyte: 'BB2', value: '1' },
      ]),
    );
    expect(unknown).toMatchObject({
      status: 'quarantined',
      code: 'unknown_analyte',
      reason: expect.stringContaining('no analyte “AA1”, “BB2”'),
    });
    expect(await say(resulted(number, ago(5), [{ analyte: 'CRP', value: '4' }]))).toMatchObject({
      code: 'unknown_analyte',
    });
    expect(
      await say(resulted(number, ago(5), [{ analyte: 'CRP', value: '4' }], { assay: 'BMP' })),
    ).toMatchObject({
      code: 'unknown_analyte',
      reason: expect.stringContaining('does not measure CRP'),
    });
    expect(await chemistry.results(number)).toEqual([]);
    expect(await stepsOf(number)).toEqual(['create']);
  });

  test('an assay the specimen does not have', async () => {
    const number = await specimen(['BMP']);
    expect(await say(started(number, ago(5), { assay: 'CULT' }))).toMatchObject({
      code: 'refused',
      reason: `${number} has no test CULT, it has BMP: add it on, then replay.`,
    });
  });

  test.each([
    ['cancel', { reason: 'double' }, 'is cancelled: receive the specimen again'],
    ['reject', { rejection_reason: 'RB' }, 'is rejected: a supervisor must reinstate it'],
  ])('a test after %s', async (action, rest, words) => {
    const number = await specimen(['K'], 'received');
    await move(number, action, rest);
    const fate = await say(resulted(number, ago(5), [{ analyte: 'K', value: '4' }]));
    expect(fate).toMatchObject({ status: 'quarantined', code: 'refused' });
    expect(fate.reason).toContain(words);
  });

  test('one bad event takes back the whole message, and no other', async () => {
    const [good, bad] = [await specimen(['K']), await specimen(['K'])];
    const whole = await putMessage(home, analyser, [
      started(good, ago(5)),
      started('NOWHERE-2', ago(5)),
    ]);
    const fine = await putMessage(home, analyser, started(bad, ago(5)));
    await applyWaiting(home, analyser);
    expect(await fateOf(whole)).toMatchObject({ status: 'quarantined' });
    expect(await fateOf(fine)).toMatchObject({ status: 'applied' });
    expect(await stepsOf(good)).toEqual(['create']);
    expect(await stepsOf(bad)).toEqual(['create', '(receive)', 'start']);
  });

  test('bytes that say nothing', async () => {
    const id = await putMessage(home, analyser, '{"type":');
    await applyWaiting(home, analyser);
    expect(await fateOf(id)).toMatchObject({ status: 'quarantined', code: 'malformed' });
  });

  test('another lab’s specimen is nobody’s here', async () => {
    const elsewhere = await makeTestLab();
    const bench = await makeChemistry(elsewhere);
    await bench.put([{ number: 'THEIRS-1', tests: [{ assay: 'K', state: 'received' }] }]);
    expect(await say(started('THEIRS-1', ago(5)))).toMatchObject({ code: 'unknown_specimen' });
    expect(await db.orderedTest.findMany({ where: { labId: elsewhere.lab.id } })).toMatchObject([
      { stateKey: 'received' },
    ]);
  });
});

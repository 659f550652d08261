import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { labDb } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { enterResults } from '@/lib/results/enter-results';
import { makeChemistry } from '@/lib/results/testing-results';
import { NewSpecimen } from '@/lib/specimens/contract';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { TransitionRequest } from '@/lib/specimens/transitions/transition-contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import type { CodeName, InstrumentEvent, SpecimenName } from '../event';
import { nextMessages } from '../inbox/next-messages';
import { retryAwaiting } from '../inbox/retry-awaiting';
import { applyMessages } from './apply-messages';
import { applyWaiting, fateOf, putBack, putMessage } from './testing-inbox';
import { told } from './testing-told';

vi.mock('../read-message', async () => {
  const { readTold } = await import('./testing-told');
  return { readMessage: (_: string, bytes: Uint8Array) => readTold(bytes) };
});

const db = unboundDb();
let home: TestLab;
let labId: string;
let analyser: { id: string; name: string };
let other: { id: string; name: string };
let chemistry: Awaited<ReturnType<typeof makeChemistry>>;
let count = 0;

const NOW = Math.floor(Date.now() / 1000) * 1000;
const ago = (minutes: number) => new Date(NOW - minutes * 60_000);

beforeAll(async () => {
  home = await makeTestLab();
  labId = home.lab.id;
  chemistry = await makeChemistry(home);
  const idOf = (name: string) => chemistry.bench.devices.get(name) ?? '';
  analyser = { id: idOf('Analyser'), name: 'Analyser' };
  other = { id: idOf('Other'), name: 'Other' };
  await db.device.updateMany({ where: { labId }, data: { slots: 4 } });
});

const named = (number: string): SpecimenName => ({ number, alternatives: [] });
const coded = (code: string): CodeName => ({ code, alternatives: [] });

async function specimen(assays: string[], rest: Record<string, unknown> = {}): Promise<string> {
  const specimen_id = `E-${++count}`;
  const given = { specimen_id, tests: assays.map((assay) => ({ assay })), state: 'expected' };
  await createSpecimen(
    await home.ctxFor('technician'),
    NewSpecimen.parse({ ...given, ordered_at: ago(900).toISOString(), ...rest }),
  );
  return specimen_id;
}

type Sent = Parameters<typeof putMessage>[3];
async function say(events: InstrumentEvent | InstrumentEvent[], sent?: Sent, device = analyser) {
  const id = await putMessage(home, device, told(...[events].flat()), sent);
  await applyWaiting(home, device);
  return { id, ...(await fateOf(id)) };
}

const tubeOf = (number: string) =>
  db.specimen.findFirstOrThrow({
    where: { labId, number },
    include: { tests: { include: { assay: true }, orderBy: { id: 'asc' } } },
  });
const historyOf = (number: string) =>
  db.testTransition.findMany({
    where: { labId, specimen: { number } },
    orderBy: { sequence: 'asc' },
  });

type Facts = Extract<InstrumentEvent, { kind: 'specimen.facts' }>['facts'];
const facts = (number: string, rest: Partial<Facts>): InstrumentEvent => ({
  kind: 'specimen.facts',
  specimen: named(number),
  facts: {
    type: null,
    collectedAt: null,
    receivedAt: null,
    rejection: null,
    parents: [],
    ...rest,
  },
  at: ago(1),
});
const resulted = (number: string, assay: string, value: string, at = ago(1)): InstrumentEvent => ({
  kind: 'specimen.resulted',
  specimen: named(number),
  tests: [
    {
      assay: coded(assay),
      results: [
        {
          analyte: coded('K'),
          value,
          unit: null,
          referenceRange: null,
          flags: [],
          status: 'final',
          observedAt: null,
          comment: null,
        },
      ],
      complete: true,
      at,
    },
  ],
  at,
});
const started = (number: string, assay: string | null = null): InstrumentEvent => ({
  kind: 'specimen.started',
  specimen: named(number),
  assay: assay === null ? null : coded(assay),
  at: ago(2),
});

test('what is unknown by all its names is applied when any of them appears', async () => {
  const [name, other] = [`N-${++count}`, `N-${++count}`];
  const specimenNamed = { number: name, alternatives: ['NOBODYS', other] };
  const { id } = await say({
    kind: 'specimen.started',
    specimen: specimenNamed,
    assay: null,
    at: ago(2),
  });
  expect(await fateOf(id)).toMatchObject({ status: 'quarantined', code: 'unknown_specimen' });
  await createSpecimen(
    await home.ctxFor('technician'),
    NewSpecimen.parse({
      specimen_id: other,
      tests: [{ assay: 'K' }],
      ordered_at: ago(9).toISOString(),
    }),
  );
  await retryAwaiting(new Date());
  await applyWaiting(home, analyser);
  expect(await fateOf(id)).toMatchObject({ status: 'applied', awaits: null });
  expect(await tubeOf(other)).toMatchObject({ stateKey: 'in_process' });
});

describe('facts of a tube', () => {
  test.each(['each by itself', 'at once'])('told again change nothing back, %s', async (way) => {
    const number = await specimen(['K']);
    const first = facts(number, { collectedAt: ago(90), receivedAt: ago(60) });
    const next = facts(number, { collectedAt: ago(80), receivedAt: ago(50) });
    if (way === 'at once') {
      for (const one of [first, next, first]) await putMessage(home, analyser, told(one));
      await applyWaiting(home, analyser);
    } else {
      await say(first);
      await say(next);
      expect(await say(first)).toMatchObject({ status: 'ignored', code: 'nothing_to_do' });
    }
    expect(await tubeOf(number)).toMatchObject({ collectedAt: ago(80), receivedAt: ago(50) });
    const history = (await historyOf(number)).length;
    // What it did not say before is a correction.
    await say(facts(number, { receivedAt: ago(55) }));
    expect(await tubeOf(number)).toMatchObject({ collectedAt: ago(80), receivedAt: ago(55) });
    expect((await historyOf(number)).length).toBeGreaterThan(history);
  });

  test('fill what nobody said, receive what was expected, and correct what a machine gave', async () => {
    const number = await specimen(['K', 'BMP']);
    const given = { collectedAt: ago(90), receivedAt: ago(60), type: 'Serum' };
    expect(await say(facts(number, given))).toMatchObject({ status: 'applied' });
    expect(await tubeOf(number)).toMatchObject({
      collectedAt: ago(90),
      receivedAt: ago(60),
      specimenType: 'Serum',
      stateKey: 'received',
      sources: { collected: 'instrument', received: 'instrument', specimen_type: 'instrument' },
      tests: [
        { stateKey: 'received', receivedAt: ago(60), collectedAt: ago(90) },
        { stateKey: 'received', receivedAt: ago(60), collectedAt: ago(90) },
      ],
    });
    expect((await historyOf(number)).map(({ action, implied }) => [action, implied])).toEqual([
      ['create', false],
      ['create', false],
      ['correct', false],
      ['receive', false],
      ['receive', false],
    ]);
    expect(await say(facts(number, given))).toMatchObject({ status: 'ignored' });
    await say(facts(number, { receivedAt: ago(50), collectedAt: ago(80) }));
    expect(await tubeOf(number)).toMatchObject({
      collectedAt: ago(80),
      receivedAt: ago(50),
      tests: [
        { receivedAt: ago(50), collectedAt: ago(80), dueAt: new Date(+ago(50) + 240 * 60_000) },
        { receivedAt: ago(50), collectedAt: ago(80) },
      ],
    });
  });

  test('never take the place of what a person said', async () => {
    const number = await specimen(['K'], {
      state: 'received',
      specimen_type: 'Plasma',
      collected_at: ago(100).toISOString(),
      received_at: ago(70).toISOString(),
    });
    const given = { collectedAt: ago(90), receivedAt: ago(60), type: 'Serum' };
    expect(await say(facts(number, given))).toMatchObject({ status: 'ignored' });
    expect(await tubeOf(number)).toMatchObject({
      collectedAt: ago(100),
      receivedAt: ago(70),
      specimenType: 'Plasma',
      version: 1,
    });
  });

  test('a reason to reject is proposed once, and nothing is rejected', async () => {
    const number = await specimen(['K']);
    await say(facts(number, { rejection: 'RB' }));
    await say(facts(number, { rejection: 'RB' }));
    expect(await db.proposal.findMany({ where: { labId, specimen: { number } } })).toMatchObject([
      { kind: 'rejection', testId: null, data: { code: 'RB' }, endedAt: null },
    ]);
    expect(await tubeOf(number)).toMatchObject({ stateKey: 'expected' });
  });

  test('an aliquot gets its parent, a pool a note of all', async () => {
    const [parent, child, pool] = [
      await specimen(['K']),
      await specimen(['K']),
      await specimen(['K']),
    ];
    await say([facts(child, { parents: [parent] }), facts(pool, { parents: [parent, child] })]);
    const made = await tubeOf(parent);
    expect(await tubeOf(child)).toMatchObject({ parentId: made.id, relation: 'aliquot' });
    expect(await tubeOf(pool)).toMatchObject({ parentId: null });
    await say(facts(pool, { parents: [parent, child] }));
    expect(await db.note.findMany({ where: { labId, specimen: { number: pool } } })).toMatchObject([
      { text: `Pooled from ${parent}, ${child}` },
    ]);
  });
});

describe('names', () => {
  test('another number of the same tube, and another code of the same assay', async () => {
    const number = await specimen(['K', 'BMP']);
    await db.assay.updateMany({ where: { labId, code: 'K' }, data: { loinc: '2823-3' } });
    await say({
      kind: 'specimen.started',
      specimen: { number: `${number}-X`, alternatives: ['UNKNOWN', number] },
      assay: { code: 'POTASSIUM', alternatives: ['2823-3'] },
      at: ago(2),
    });
    expect(
      (await tubeOf(number)).tests.map(({ assay, stateKey }) => [assay.code, stateKey]),
    ).toEqual([
      ['K', 'in_process'],
      ['BMP', 'received'],
    ]);
  });

  test('without an assay: what is on the device, else what waits', async () => {
    const number = await specimen(['K', 'BMP', 'CULT']);
    await say(started(number, 'K'));
    await say(started(number, 'BMP'), undefined, other);
    const stop: InstrumentEvent = {
      kind: 'specimen.failed',
      specimen: named(number),
      assay: null,
      errorCode: 'E1',
      message: null,
      at: ago(1),
    };
    await db.errorCode.create({ data: { id: newId(), labId, code: 'E1', name: 'Needle' } });
    await say(stop, undefined, other);
    const states = async () =>
      Object.fromEntries((await tubeOf(number)).tests.map((one) => [one.assay.code, one.stateKey]));
    expect(await states()).toEqual({ K: 'in_process', BMP: 'error', CULT: 'received' });
    // The same again is the same error; another is of what waits.
    expect(await say(stop, undefined, other)).toMatchObject({ status: 'ignored' });
    await say({ ...stop, at: ago(0.5) }, undefined, other);
    expect(await states()).toEqual({ K: 'in_process', BMP: 'error', CULT: 'error' });
    await say({ ...started(number), at: ago(0) });
    expect(await states()).toEqual({ K: 'in_process', BMP: 'in_process', CULT: 'in_process' });
  });
});

describe('what is said of a device', () => {
  test('states are kept once, events always, and both feed no specimen', async () => {
    const state = (code: string, at: Date): InstrumentEvent => ({
      kind: 'device.state',
      code,
      reason: null,
      at,
    });
    const control: InstrumentEvent = {
      kind: 'device.event',
      event: 'quality_control',
      severity: null,
      specimen: 'QC-1',
      text: 'Control K 4.0',
      data: { analyte: 'K', value: '4.0' },
      at: ago(5),
    };
    const { id } = await say([
      state('OP', ago(9)),
      state('op', ago(8)),
      state('ES', ago(7)),
      control,
    ]);
    expect(await say(state('ES', ago(6)))).toMatchObject({ status: 'applied' });
    expect(await say(state('...', ago(5)))).toMatchObject({ status: 'applied' });
    const changes = await db.deviceStateChange.findMany({
      where: { labId, deviceId: analyser.id },
      orderBy: { at: 'asc' },
    });
    expect(changes).toMatchObject([
      { code: 'OP', at: ago(9), source: 'instrument', held: false, actorName: 'Key of Analyser' },
      { code: 'ES', at: ago(7) },
    ]);
    expect(changes).toHaveLength(2);
    expect(await db.deviceEvent.findMany({ where: { labId } })).toMatchObject([
      {
        deviceId: analyser.id,
        kind: 'quality_control',
        specimen: 'QC-1',
        messageId: id,
        data: { analyte: 'K', value: '4.0' },
        at: ago(5),
      },
    ]);
    expect(await db.specimen.count({ where: { labId, number: 'QC-1' } })).toBe(0);
    await putBack(id);
    await applyWaiting(home, analyser);
    expect(await db.deviceEvent.count({ where: { labId } })).toBe(1);
  });

  test('an event that is told again, in another message, is the same', async () => {
    const missing: InstrumentEvent = {
      kind: 'device.event',
      event: 'specimen_missing',
      severity: 'S',
      specimen: 'E-MISSING',
      text: 'Missing at the device: E-MISSING',
      data: { state: 'M', alternatives: [] },
      at: ago(4),
    };
    const { id } = await say(missing);
    await say(missing);
    await putMessage(home, analyser, told({ ...missing, at: ago(3) }));
    await putMessage(home, analyser, told({ ...missing, at: ago(3) }));
    await applyWaiting(home, analyser);
    const where = { labId, specimen: 'E-MISSING' };
    expect(await db.deviceEvent.findMany({ where, orderBy: { at: 'asc' } })).toMatchObject([
      { at: ago(4), messageId: id },
      { at: ago(3) },
    ]);
    const { specimens } = await db.instrumentMessage.findUniqueOrThrow({ where: { id } });
    expect(specimens).toEqual(['E-MISSING']);
  });

  test('any message says that it lives', async () => {
    const device = { id: newId(), name: 'Quiet' };
    await db.device.create({ data: { ...device, labId, type: 'analyser' } });
    const receivedAt = ago(3);
    await say({ kind: 'device.heartbeat', at: receivedAt }, { receivedAt }, device);
    const heard = async () =>
      (await db.device.findUniqueOrThrow({ where: { id: device.id } })).heardAt;
    expect(await heard()).toEqual(receivedAt);
    await say(started('NOBODY'), { receivedAt: ago(2) }, device);
    expect(await heard()).toEqual(ago(2));
  });
});

describe('orders', () => {
  const order = (number: string, assays: string[], rest = {}): InstrumentEvent => ({
    kind: 'order.placed',
    specimen: named(number),
    assays: assays.map(coded),
    priority: null,
    location: null,
    orderedAt: ago(30),
    at: ago(29),
    ...rest,
  });
  const cancelled = (number: string, assays: string[]): InstrumentEvent => ({
    kind: 'order.cancelled',
    specimen: named(number),
    assays: assays.map(coded),
    reason: null,
    at: ago(1),
  });
  const lis = { role: 'lis' } as const;

  test('of a LIS create what is expected, add on, and cancel', async () => {
    const number = `O-${++count}`;
    const first = order(number, ['K', 'BMP'], { priority: 'STAT', location: 'ward 1' });
    expect(await say([facts(number, { type: 'Serum' }), first], lis)).toMatchObject({
      status: 'applied',
    });
    expect(await tubeOf(number)).toMatchObject({
      stateKey: 'expected',
      priority: 'STAT',
      specimenType: 'Serum',
      locationId: chemistry.bench.locations.get('Ward 1'),
      tests: [
        { assay: { code: 'K' }, orderedAt: ago(30), priority: 'STAT', stateKey: 'expected' },
        { assay: { code: 'BMP' } },
      ],
    });
    expect((await historyOf(number))[0]).toMatchObject({ source: 'api', actorKind: 'key' });
    await say(order(number, ['K', 'CULT']), lis);
    expect((await tubeOf(number)).tests.map(({ assay }) => assay.code)).toEqual([
      'K',
      'BMP',
      'CULT',
    ]);
    expect(await say(order(number, ['K', 'CULT']), lis)).toMatchObject({ status: 'ignored' });
    await say(cancelled(number, ['BMP']), lis);
    expect((await tubeOf(number)).tests.map(({ stateKey }) => stateKey)).toEqual([
      'expected',
      'cancelled',
      'expected',
    ]);
    expect((await historyOf(number)).at(-1)).toMatchObject({
      action: 'cancel',
      reason: 'Cancelled by Key of Analyser',
    });
    expect(await say(cancelled(number, ['BMP']), lis)).toMatchObject({ status: 'ignored' });
    await say(cancelled(number, []), lis);
    expect(await tubeOf(number)).toMatchObject({ stateKey: 'cancelled' });
  });

  test('are not taken back by a cancellation that is older, whenever that is applied', async () => {
    const number = `O-${++count}`;
    const { id } = await say({ ...cancelled(number, ['K']), at: ago(31) }, lis);
    await say(order(number, ['K']), lis);
    await putBack(id);
    await applyWaiting(home, analyser);
    expect(await fateOf(id)).toMatchObject({
      code: 'refused',
      reason: expect.stringContaining('after this cancellation'),
    });
    expect(await tubeOf(number)).toMatchObject({ stateKey: 'expected' });
  });

  test('of an instrument are not allowed, and change nothing', async () => {
    const number = `O-${++count}`;
    expect(await say(order(number, ['K']))).toMatchObject({
      status: 'quarantined',
      code: 'not_allowed',
    });
    expect(await db.specimen.count({ where: { labId, number } })).toBe(0);
  });

  test('that cannot be placed say why, and all of the message waits', async () => {
    const number = `O-${++count}`;
    expect(await say(order(number, ['K', 'XYZ']), lis)).toMatchObject({
      code: 'unknown_assay',
      reason: expect.stringContaining('“XYZ”, which is ordered'),
    });
    expect(
      await say([order(number, ['K']), order(`${number}-2`, ['K'], { location: 'Nowhere' })], lis),
    ).toMatchObject({ code: 'refused', reason: expect.stringContaining('“Nowhere”, from where') });
    expect(await db.specimen.count({ where: { labId, number } })).toBe(0);
    // What is ordered later is not what was taken back.
    expect(await say(cancelled(number, []), lis)).toMatchObject({
      code: 'unknown_specimen',
      awaits: null,
    });
    const begun = await specimen(['K']);
    await say(started(begun));
    expect(await say(cancelled(begun, ['K']), lis)).toMatchObject({
      code: 'refused',
      reason: expect.stringContaining('supervisor'),
    });
  });

  test('a LIS reports results, and does no device’s work', async () => {
    const number = await specimen(['K']);
    expect(await say(started(number), lis)).toMatchObject({ code: 'not_allowed' });
    expect(await say(resulted(number, 'K', '4.4'), lis)).toMatchObject({ status: 'applied' });
    expect(await tubeOf(number)).toMatchObject({ tests: [{ stateKey: 'submitted' }] });
  });
});

describe('a specimen nobody entered', () => {
  test('is created where the lab has it so, received with the tests that are named', async () => {
    const lab = await makeTestLab();
    const there = await makeChemistry(lab);
    const device = { id: there.bench.devices.get('Analyser') ?? '', name: 'Analyser' };
    await db.lab.update({
      where: { id: lab.lab.id },
      data: { settings: { unknownSpecimens: 'create' } },
    });
    const send = async (...events: InstrumentEvent[]) => {
      const id = await putMessage(lab, device, told(...events));
      await applyWaiting(lab, device);
      return fateOf(id);
    };
    const given = facts('NEW-1', { collectedAt: ago(50), receivedAt: ago(40) });
    expect(await send(given, resulted('NEW-1', 'K', '4.4'))).toMatchObject({ status: 'applied' });
    const tube = await db.specimen.findFirstOrThrow({
      where: { labId: lab.lab.id, number: 'NEW-1' },
      include: { tests: true },
    });
    expect(tube).toMatchObject({
      collectedAt: ago(50),
      receivedAt: ago(40),
      sources: { received: 'instrument' },
      tests: [{ stateKey: 'submitted', receivedAt: ago(40), orderedAt: null, deviceId: device.id }],
    });
    expect(await send(started('NEW-2'))).toMatchObject({
      code: 'unknown_specimen',
      awaits: 'NEW-2',
      reason: expect.stringContaining('names no assay'),
    });
    expect(await send(started('NEW-3', 'K'), started('NEW-4', 'XYZ'))).toMatchObject({
      code: 'unknown_assay',
    });
    expect(await db.specimen.count({ where: { labId: lab.lab.id } })).toBe(1);
  });
});

describe('containers and steps', () => {
  const move = (source_pos: number, target_pos: number, source = 'Analyser'): InstrumentEvent => ({
    kind: 'container.moved',
    data: {
      source_device: source,
      source_pos,
      target_device: source === 'Analyser' ? 'Other' : source,
      target_pos,
    },
    at: ago(1),
  });

  beforeAll(async () => {
    const { addContainers } = await import('@/lib/containers/add-containers');
    const admin = await home.ctxFor('admin');
    await addContainers(
      admin,
      (
        [
          ['Plate', 'Analyser', 0],
          ['Block', 'Other', 1],
          ['Rack', 'Other', 2],
        ] as const
      ).map(([name, device, position]) => ({
        name,
        barcode: name.toUpperCase(),
        device,
        position,
        lidded: false,
        filled: false,
      })),
    );
  });

  const placeOf = async (name: string) => {
    const { id } = await db.container.findFirstOrThrow({ where: { labId, name } });
    const found = await db.occupancy.findFirst({ where: { labId, containerId: id } });
    return found && [found.deviceId, found.slot];
  };

  test('a device moves what stands on it; refused, it is kept as a conflict', async () => {
    const fate = await say(move(0, 0));
    expect(fate).toMatchObject({ status: 'applied' });
    expect(await placeOf('Plate')).toEqual([other.id, 0]);
    expect(
      await db.containerMove.findFirst({ where: { labId }, orderBy: { at: 'desc' } }),
    ).toMatchObject({ actorKind: 'key', actorName: 'Key of Analyser' });
    const refused = await say(move(0, 3));
    expect(refused).toMatchObject({ status: 'quarantined', code: 'refused' });
    expect(refused.reason).toContain('There is no container on Analyser position 0');
    expect(await db.placementConflict.findMany({ where: { labId } })).toMatchObject([
      { kind: 'NOT_THERE', times: 1, fromDeviceId: analyser.id },
    ]);
  });

  test('with anything else of the message undone', async () => {
    const number = await specimen(['K']);
    expect(await say([started(number), move(1, 1)])).toMatchObject({ code: 'refused' });
    expect(await tubeOf(number)).toMatchObject({ stateKey: 'expected' });
  });

  test('another device’s container is not its to move', async () => {
    expect(await say(move(1, 3, 'Other'))).toMatchObject({ code: 'not_allowed' });
    expect(await placeOf('Block')).toEqual([other.id, 1]);
  });

  test('steps begin and end', async () => {
    const step: InstrumentEvent = {
      kind: 'step.started',
      data: { name: 'Spin', device: 'analyser', start: ago(9).toISOString(), status: 'running' },
      at: ago(9),
    };
    expect(await say(step)).toMatchObject({ status: 'applied' });
    const row = await db.step.findFirstOrThrow({ where: { labId, name: 'Spin' } });
    expect(row).toMatchObject({ deviceId: analyser.id, finishedAt: null });
    const end: InstrumentEvent = {
      kind: 'step.finished',
      data: { id: row.id, status: 'completed' },
      at: ago(4),
    };
    expect(await say(end, undefined, other)).toMatchObject({ code: 'refused' });
    expect(await say(end)).toMatchObject({ status: 'applied' });
    expect(await db.step.findFirstOrThrow({ where: { id: row.id } })).toMatchObject({
      finishedAt: ago(4),
      status: 'completed',
    });
  });
});

test('two messages and a person on one specimen come one after the other', async () => {
  const numbers = await Promise.all(Array.from({ length: 8 }, () => specimen(['BMP', 'K'])));
  const technician = await home.ctxFor('technician');
  const persons = numbers.map(async (number) => {
    await transitionTests(technician, number, TransitionRequest.parse({ action: 'receive' })).catch(
      () => null,
    );
    await enterResults(technician, number, {
      assay: 'BMP',
      results: [{ analyte: 'NA', value: '141' }],
    }).catch(() => null);
  });
  for (const number of numbers) {
    await putMessage(home, analyser, told(started(number, 'BMP'), resulted(number, 'BMP', '4.0')));
    await putMessage(home, other, told(resulted(number, 'K', '4.1')));
  }
  await Promise.all([applyWaiting(home, analyser), applyWaiting(home, other), ...persons]);
  for (const number of numbers) {
    const tube = await tubeOf(number);
    const rows = await historyOf(number);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect(tube.lastSequence).toBe(rows.length);
    expect(tube.tests.map(({ stateKey }) => stateKey)).toEqual(['submitted', 'submitted']);
    const inForce = (await chemistry.results(number)).filter((row) => row.replacedAt === null);
    expect(inForce.map(({ analyte, value }) => `${analyte.code} ${value}`).toSorted()).toEqual(
      expect.arrayContaining(['K 4.0', 'K 4.1']),
    );
  }
});

test('a message that the database refuses stops none before it, and is left with those after it', async () => {
  const [before, after] = [await specimen(['K']), await specimen(['K'])];
  const device = { id: newId(), name: 'Odd' };
  await db.device.create({ data: { ...device, labId, type: 'analyser' } });
  const odd = told({
    kind: 'device.event',
    event: 'alarm',
    severity: 'C',
    specimen: null,
    text: 'odd',
    data: {},
    at: ago(1),
  }).replace('"C"', '"?"');
  const first = await putMessage(home, device, told(started(before)));
  const second = await putMessage(home, device, odd);
  const third = await putMessage(home, device, told(started(after)));
  const base = { lab: home.lab, db: labDb(labId), now: new Date() };
  const messages = await nextMessages(base, device.id);
  expect(messages.map(({ id }) => id)).toEqual([first, second, third]);
  const applied = await applyMessages(base, device, messages);
  expect(applied).toMatchObject({ settled: 1, failed: { id: second } });
  expect(String(applied.failed?.error)).toContain('device_events_severity_check');
  expect((await fateOf(first)).status).toBe('applied');
  expect((await fateOf(second)).status).toBe('accepted');
  expect((await fateOf(third)).status).toBe('accepted');
  expect(await db.deviceEvent.count({ where: { deviceId: device.id } })).toBe(0);
});

test('two workers with the same messages apply them once', async () => {
  const number = await specimen(['K']);
  const id = await putMessage(home, analyser, told(started(number), resulted(number, 'K', '4.0')));
  const base = { lab: home.lab, db: labDb(labId), now: new Date() };
  const messages = await nextMessages(base, analyser.id);
  const both = await Promise.all([
    applyMessages(base, analyser, messages),
    applyMessages(base, analyser, messages),
  ]);
  expect(both.map(({ settled }) => settled).toSorted()).toEqual([0, 1]);
  expect((await fateOf(id)).status).toBe('applied');
  expect((await historyOf(number)).map(({ action }) => action)).toEqual([
    'create',
    'receive',
    'start',
    'submit',
  ]);
  expect(await chemistry.results(number)).toHaveLength(1);
});

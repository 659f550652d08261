import { expect, test } from 'vitest';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeChemistry } from '@/lib/results/testing-results';
import { NewSpecimen } from '@/lib/specimens/contract';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { foldHistory } from '@/lib/specimens/fold-history';
import { milestonesOf } from '@/lib/specimens/milestones';
import { specimenState } from '@/lib/specimens/specimen-state';
import { STAMPED_BY } from '@/lib/specimens/testing-specimens';
import { TransitionRequest } from '@/lib/specimens/transitions/transition-contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import { applyWaiting, putBack, putMessage } from './testing-inbox';

const SEED = Number(process.env.RANDOM_MESSAGES_SEED ?? 20261121);
const SPECIMENS = 10;
const EVENTS = 250;
const ASSAYS = ['K', 'FREE'];

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
const random = randomFrom(SEED);
const below = (count: number) => Math.floor(random() * count);
function pick<T>(from: readonly T[]): T {
  const chosen = from[below(from.length)];
  if (chosen === undefined) throw new Error('Nothing to choose from');
  return chosen;
}

type Status = 'preliminary' | 'final';
type Said =
  { kind: 'started' } | { kind: 'failed' } | { kind: 'resulted'; value: string; status: Status };

/** What must become of one test, told in the plainest way. */
type Model = {
  state: string;
  device: string | null;
  value: string | null;
  isFinal: boolean;
  attempts: number;
  proposals: Set<string>;
  /** Whether a start was told, or is only what a result or an error implied. */
  start: 'none' | 'implied' | 'told';
  isReleased: boolean;
};
type Fate = 'applied' | 'ignored' | 'quarantined';

const OPEN = new Set(['expected', 'received', 'in_process', 'error']);
const VOID = new Set(['rejected', 'cancelled']);
const CLOSED = new Set(['verified', 'published']);

/** What an event does to a test, by the words of the design and nothing of the code. */
function expectFate(model: Model, said: Said, device: string, time: string): Fate {
  const { state } = model;
  if (VOID.has(state)) return 'quarantined';
  const closed = CLOSED.has(state);
  if (said.kind === 'started') {
    if (!OPEN.has(state) || (state === 'in_process' && model.device === device)) {
      // Told late, it says when work really began.
      if (model.start === 'told' || model.isReleased) return 'ignored';
      model.start = 'told';
      return 'applied';
    }
    if (model.start === 'none') model.start = 'told';
    model.state = 'in_process';
    model.device = device;
    return 'applied';
  }
  if (said.kind === 'failed') {
    if (closed) return 'quarantined';
    if (model.start === 'none') model.start = 'implied';
    model.state = 'error';
    model.device = device;
    model.attempts += 1;
    return 'applied';
  }
  const { value, status } = said;
  if (closed) {
    if (value === model.value || (status === 'preliminary' && model.isFinal)) return 'ignored';
    model.proposals.add(`${value} ${status} ${time} ${device}`);
    return 'applied';
  }
  if (status === 'preliminary' && model.isFinal) return 'quarantined';
  if (model.start === 'none') model.start = 'implied';
  model.value = value;
  model.isFinal = status === 'final';
  model.device = device;
  if (state === 'submitted') return 'applied';
  model.state = status === 'final' ? 'submitted' : 'in_process';
  if (status === 'final') model.attempts += 1;
  return 'applied';
}

const PERSONS = ['verify', 'publish', 'retract', 'amend', 'reject', 'cancel', 'reinstate'];

test(`random messages come to what a plain model says (seed ${SEED})`, async () => {
  const db = unboundDb();
  const home = await makeTestLab();
  const labId = home.lab.id;
  const chemistry = await makeChemistry(home);
  await db.errorCode.create({ data: { id: newId(), labId, code: 'E1', name: 'Clot' } });
  const devices = ['Analyser', 'Other'].map((name) => ({
    id: chemistry.bench.devices.get(name) ?? '',
    name,
  }));
  const technician = await home.ctxFor('technician');
  const supervisor = await home.ctxFor('supervisor');
  const models = new Map<string, Model>();
  const numbers = Array.from({ length: SPECIMENS }, (_, index) => `R-${index}`);
  for (const specimen_id of numbers) {
    const tests = ASSAYS.map((assay) => ({ assay }));
    const given = { specimen_id, tests, state: 'expected' };
    await createSpecimen(technician, NewSpecimen.parse(given));
    for (const assay of ASSAYS) {
      models.set(`${specimen_id} ${assay}`, {
        state: 'expected',
        device: null,
        value: null,
        isFinal: false,
        attempts: 0,
        proposals: new Set(),
        start: 'none',
        isReleased: false,
      });
    }
  }
  const modelOf = (number: string, assay: string) => {
    const model = models.get(`${number} ${assay}`);
    if (!model) throw new Error(`No model of ${number} ${assay}`);
    return model;
  };
  /** Work on one test receives the tube, and with it the others that are expected. */
  const receive = (number: string) => {
    for (const assay of ASSAYS) {
      const model = modelOf(number, assay);
      if (model.state === 'expected') model.state = 'received';
    }
  };

  const sent: { id: string; fate: Fate; device: (typeof devices)[number] }[] = [];
  const flush = async () => {
    for (const device of devices) await applyWaiting(home, device);
  };

  const person = async (number: string, assay: string, index: number) => {
    await flush();
    const model = modelOf(number, assay);
    const action = pick(PERSONS);
    const rule = DEFAULT_TRANSITIONS.find(
      (row) => row.action === action && row.fromState === model.state,
    );
    const rest = {
      ...(action === 'reject' ? { rejection_reason: 'RH' } : {}),
      reason: 'random',
      occurred_at: new Date(Date.now() - 1000 * (EVENTS - index)).toISOString(),
    };
    const now = new Date();
    const moved = await transitionTests(
      { ...supervisor, now },
      number,
      TransitionRequest.parse({ action, assays: [assay], ...rest }),
    ).then(
      () => true,
      () => false,
    );
    expect(moved).toBe(rule !== undefined);
    if (!moved) return;
    const [row] = await db.orderedTest.findMany({
      where: { labId, specimen: { number }, assay: { code: assay } },
    });
    // Where reinstating leads to is the history's to say.
    model.state = rule?.toState ?? row?.stateKey ?? '';
    if (model.state === 'published') model.isReleased = true;
  };

  const began = Date.now() - 2 * EVENTS * 1000;
  // One device at a time, so that the order of all is the order of each.
  for (let index = 0; index < EVENTS; index += 1) {
    const [number, assay] = [pick(numbers), pick(ASSAYS)];
    if (random() < 0.25) {
      await person(number, assay, index);
      continue;
    }
    const device = pick(devices);
    if (sent.at(-1)?.device !== device) await flush();
    const said: Said = pick<() => Said>([
      () => ({ kind: 'started' }),
      () => ({ kind: 'failed' }),
      () => ({ kind: 'resulted', value: `4.${below(4)}`, status: 'final' }),
      () => ({ kind: 'resulted', value: `4.${below(4)}`, status: 'final' }),
      () => ({ kind: 'resulted', value: `4.${below(4)}`, status: 'preliminary' }),
    ])();
    const time = new Date(began + index * 1000).toISOString();
    const data = {
      started: { specimen_id: number, assay },
      failed: { specimen_id: number, assay, error_code: 'e1' },
      resulted: {
        specimen_id: number,
        assay,
        results: [
          said.kind === 'resulted' ? { analyte: 'K', value: said.value, status: said.status } : {},
        ],
      },
    }[said.kind];
    const message = { type: `specimen.${said.kind}`, time, data };
    const model = modelOf(number, assay);
    const fate = expectFate(model, said, device.id, time);
    if (fate === 'applied') receive(number);
    sent.push({ id: await putMessage(home, device, message), fate, device });
    if (random() < 0.3) {
      // The same again at once: whatever it did is done, and what waits for a person waits on.
      const waits = fate === 'applied' && said.kind === 'resulted' && CLOSED.has(model.state);
      const again = fate === 'quarantined' || waits ? fate : 'ignored';
      sent.push({ id: await putMessage(home, device, message), fate: again, device });
    }
  }
  await flush();

  const fates = await db.instrumentMessage.findMany({
    where: { labId },
    select: { id: true, status: true, reason: true },
  });
  const fateOf = new Map(fates.map(({ id, status }) => [id, status]));
  expect(sent.map(({ id }) => fateOf.get(id))).toEqual(sent.map(({ fate }) => fate));
  // All that can become of a message has become of some.
  expect(new Set(sent.map(({ fate }) => fate)).size).toBe(3);

  const look = async () => {
    const where = { labId };
    const specimens = await db.specimen.findMany({
      where,
      orderBy: { number: 'asc' },
      include: {
        transitions: { orderBy: { sequence: 'asc' } },
        tests: {
          orderBy: { id: 'asc' },
          include: { assay: true, results: { orderBy: { id: 'asc' } }, proposals: true },
        },
      },
    });
    return { specimens, audits: await db.auditEvent.count({ where }) };
  };
  const seen = await look();
  const rules = DEFAULT_STATES.map(({ key, kind, rank }) => ({ key, kind, rank }));
  for (const { number, stateKey, tests, transitions, lastSequence } of seen.specimens) {
    const folded = foldHistory(transitions, STAMPED_BY);
    expect(transitions.map(({ sequence }) => sequence)).toEqual(
      transitions.map((_, index) => index + 1),
    );
    expect(lastSequence).toBe(transitions.length);
    expect(stateKey).toBe(
      specimenState(
        tests.map((one) => one.stateKey),
        rules,
        'expected',
      ),
    );
    for (const one of tests) {
      const model = modelOf(number, one.assay.code);
      const inForce = one.results.filter(({ replacedAt }) => replacedAt === null);
      const ended = transitions.filter(
        ({ testId, action }) => testId === one.id && ['submit', 'fail'].includes(action),
      );
      expect({
        test: `${number} ${one.assay.code}`,
        state: one.stateKey,
        device: one.deviceId,
        values: inForce.map(({ value }) => value),
        attempts: ended.length,
        proposals: one.proposals.length,
      }).toEqual({
        test: `${number} ${one.assay.code}`,
        state: model.state,
        device: model.device,
        values: model.value === null ? [] : [model.value],
        attempts: model.attempts,
        proposals: model.proposals.size,
      });
      const fold = folded.get(one.id);
      expect([fold?.state, fold?.milestones, fold?.failedAt]).toEqual([
        one.stateKey,
        milestonesOf(one),
        one.failedAt,
      ]);
    }
  }

  // Replayed in any order, some of them twice: what was applied is not applied again.
  const applied = sent.filter(({ fate }) => fate === 'applied');
  const shuffled = [...applied, ...applied].toSorted(() => random() - 0.5);
  for (const { id, device } of shuffled) {
    await putBack(id);
    if (random() < 0.05) await applyWaiting(home, device);
  }
  await flush();
  expect(await look()).toEqual(seen);
}, 240_000);

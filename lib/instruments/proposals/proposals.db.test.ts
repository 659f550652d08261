import { beforeAll, describe, expect, test } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeChemistry } from '@/lib/results/testing-results';
import { TransitionRequest } from '@/lib/specimens/transitions/transition-contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import { applyWaiting, putMessage } from '../apply/testing-inbox';
import { dismissProposalEndpoint, listProposalsEndpoint, takeProposalEndpoint } from './endpoints';

const db = unboundDb();
let home: TestLab;
let labId: string;
let analyser: { id: string; name: string };
let chemistry: Awaited<ReturnType<typeof makeChemistry>>;
let supervisor: Record<string, string>;
let count = 0;

const NOW = Math.floor(Date.now() / 1000) * 1000;
const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

beforeAll(async () => {
  home = await makeTestLab();
  labId = home.lab.id;
  chemistry = await makeChemistry(home);
  analyser = { id: chemistry.bench.devices.get('Analyser') ?? '', name: 'Analyser' };
  supervisor = await storedKey(home.lab, 'supervisor');
});

async function say(number: string, value: string, minutes: number, rest = {}): Promise<void> {
  await putMessage(home, analyser, {
    type: 'specimen.resulted',
    time: ago(minutes),
    data: { specimen_id: number, results: [{ analyte: 'K', value, unit: 'mmol/L', ...rest }] },
  });
  await applyWaiting(home, analyser);
}

/** A test that was verified, or published, with a value; results of another wait. */
async function proposal(state: 'verified' | 'published'): Promise<{ number: string; id: string }> {
  const number = `W-${++count}`;
  await chemistry.put([{ number, tests: [{ assay: 'K', state: 'received' }] }]);
  await say(number, '4.0', 30);
  const ctx = await home.ctxFor('supervisor');
  const actions = state === 'verified' ? ['verify'] : ['verify', 'publish'];
  for (const action of actions) {
    await transitionTests(ctx, number, TransitionRequest.parse({ action }));
  }
  await say(number, '6.6', 10, { flags: ['HH'] });
  const { id } = await db.proposal.findFirstOrThrow({ where: { labId, specimen: { number } } });
  return { number, id };
}

type Asked = { headers?: Record<string, string>; body?: unknown; query?: string; id?: string };
async function ask(
  endpoint: Parameters<typeof callRoute>[0],
  { headers = supervisor, id = '', ...rest }: Asked = {},
) {
  const { status, text } = await callRoute(endpoint, { headers, params: { id }, ...rest });
  return { status, json: JSON.parse(text) };
}
const take = (id: string, rest: Asked = {}) =>
  ask(takeProposalEndpoint, { id, body: { reason: 'Rerun confirmed' }, ...rest });
const dismiss = (id: string, rest: Asked = {}) =>
  ask(dismissProposalEndpoint, { id, body: { reason: 'A carry-over' }, ...rest });

const testOf = (number: string) =>
  db.orderedTest.findFirstOrThrow({ where: { labId, specimen: { number } } });
const stepsOf = async (number: string) =>
  (
    await db.testTransition.findMany({
      where: { labId, specimen: { number } },
      orderBy: { sequence: 'asc' },
    })
  ).map(({ action }) => action);

describe('results that wait', () => {
  test('are listed with what stands now', async () => {
    const { number, id } = await proposal('verified');
    const { status, json } = await ask(listProposalsEndpoint, {
      query: `?specimen_id=${number}&kind=results&device=analyser`,
      headers: await storedKey(home.lab, 'viewer'),
    });
    expect(status).toBe(200);
    expect(json.data).toMatchObject([
      {
        id,
        kind: 'results',
        device: 'Analyser',
        specimen_id: number,
        assay: 'K',
        run: 1,
        state: 'verified',
        at: ago(10),
        results: [
          {
            analyte: 'K',
            value: '6.6',
            unit: 'mmol/L',
            flags: ['HH'],
            status: 'final',
            in_force: { value: '4.0', unit: 'mmol/L', status: 'final' },
          },
        ],
        rejection: null,
        ended: null,
      },
    ]);
  });

  test.each([
    ['verified', 'retract'],
    ['published', 'amend'],
  ] as const)(
    'of a %s test: taken, it is taken back, corrected and submitted',
    async (state, back) => {
      const { number, id } = await proposal(state);
      const taken = await take(id);
      expect(taken).toMatchObject({
        status: 200,
        json: {
          state: 'submitted',
          ended: { as: 'taken', by: 'test supervisor', reason: 'Rerun confirmed' },
        },
      });
      expect((await stepsOf(number)).slice(-2)).toEqual([back, 'submit']);
      expect(await testOf(number)).toMatchObject({ stateKey: 'submitted' });
      const results = await chemistry.results(number);
      expect(
        results.map(({ value, status, replacedAt }) => [value, status, replacedAt !== null]),
      ).toEqual([
        ['4.0', 'final', true],
        ['6.6', 'corrected', false],
      ]);
      expect(results[1]).toMatchObject({
        deviceId: analyser.id,
        actorName: 'test supervisor',
        flags: ['HH'],
      });
      expect(await chemistry.criticals(number)).toMatchObject([{ closedAt: null }]);
      expect(await take(id)).toMatchObject({ status: 409, json: { ended: 'taken' } });
      // Whoever took it cannot verify it too.
      const hand = await db.apiKey.findFirstOrThrow({ where: { labId, role: 'supervisor' } });
      const own = {
        ...home.keyCtxFor('supervisor'),
        actor: {
          kind: 'key',
          keyId: hand.id,
          deviceId: null,
          name: hand.name,
          role: 'supervisor',
        } as const,
      };
      await expect(
        transitionTests(own, number, TransitionRequest.parse({ action: 'verify' })),
      ).rejects.toMatchObject({ code: 'four_eyes' });
    },
  );

  test('dismissed change nothing, and do not come again', async () => {
    const { number, id } = await proposal('verified');
    expect(await dismiss(id)).toMatchObject({
      status: 200,
      json: { state: 'verified', ended: { as: 'dismissed', reason: 'A carry-over' } },
    });
    expect(await testOf(number)).toMatchObject({ stateKey: 'verified' });
    await say(number, '6.6', 10, { flags: ['HH'] });
    expect(await db.proposal.count({ where: { labId, specimen: { number } } })).toBe(1);
    expect(await dismiss(id)).toMatchObject({ status: 409 });
    const ended = await ask(listProposalsEndpoint, { query: '?status=ended&limit=1' });
    expect(ended.json.data).toMatchObject([{ id }]);
    expect((await chemistry.audit('proposal.dismiss')).at(-1)).toMatchObject({
      entityId: id,
      reason: 'A carry-over',
    });
  });

  test('taken where it cannot be done leave everything as it was', async () => {
    const { number, id } = await proposal('verified');
    const ctx = await home.ctxFor('supervisor');
    await transitionTests(ctx, number, TransitionRequest.parse({ action: 'retract', reason: 'x' }));
    await transitionTests(ctx, number, TransitionRequest.parse({ action: 'cancel', reason: 'x' }));
    const before = await stepsOf(number);
    expect(await take(id)).toMatchObject({ status: 409 });
    expect(await stepsOf(number)).toEqual(before);
    expect(await db.proposal.findFirstOrThrow({ where: { id } })).toMatchObject({ endedAt: null });
  });

  test('two supervisors at once: one takes them', async () => {
    const { number, id } = await proposal('verified');
    const answers = await Promise.all([take(id), take(id), dismiss(id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await stepsOf(number)).filter((action) => action === 'retract').length).toBeLessThan(2);
  });

  test('are a supervisor’s, of this lab, with a reason', async () => {
    const { number, id } = await proposal('verified');
    for (const role of ['viewer', 'technician', 'instrument', 'lis', 'orchestrator'] as const) {
      const headers = await storedKey(home.lab, role);
      expect((await take(id, { headers })).status).toBe(403);
      expect((await dismiss(id, { headers })).status).toBe(403);
    }
    const elsewhere = await makeTestLab();
    const stranger = await storedKey(elsewhere.lab, 'admin');
    expect((await take(id, { headers: stranger })).status).toBe(404);
    expect((await dismiss(id, { headers: stranger })).status).toBe(404);
    expect((await ask(listProposalsEndpoint, { headers: stranger })).json.data).toEqual([]);
    expect(await take(id, { body: {} })).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'reason' }] },
    });
    expect((await take(newId())).status).toBe(404);
    expect(await testOf(number)).toMatchObject({ stateKey: 'verified' });
  });
});

describe('a rejection that an instrument saw', () => {
  async function rejection(code: string): Promise<{ number: string; id: string }> {
    const number = `J-${++count}`;
    await chemistry.put([{ number, tests: [{ assay: 'K', state: 'received' }] }]);
    const message = await putMessage(home, analyser, { type: 'device.heartbeat' });
    const specimen = await db.specimen.findFirstOrThrow({ where: { labId, number } });
    const id = newId();
    await db.proposal.create({
      data: {
        id,
        labId,
        kind: 'rejection',
        deviceId: analyser.id,
        messageId: message,
        specimenId: specimen.id,
        data: { code },
        at: new Date(NOW),
      },
    });
    return { number, id };
  }

  test('is taken: a person rejects, by the code or another reason', async () => {
    const known = await rejection('RH');
    const listed = await ask(listProposalsEndpoint, { query: `?specimen_id=${known.number}` });
    expect(listed.json.data).toMatchObject([
      {
        kind: 'rejection',
        rejection: { code: 'RH', name: expect.stringMatching(/\w/) },
        assay: null,
      },
    ]);
    expect(await take(known.id)).toMatchObject({ status: 200, json: { state: 'rejected' } });
    expect(await testOf(known.number)).toMatchObject({ stateKey: 'rejected' });
    const unknown = await rejection('ZZ9');
    expect(await take(unknown.id)).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'rejection_reason' }] },
    });
    const body = { reason: 'Seen by eye', rejection_reason: 'RC' };
    expect(await take(unknown.id, { body })).toMatchObject({ status: 200 });
    expect(await testOf(unknown.number)).toMatchObject({ stateKey: 'rejected' });
  });
});

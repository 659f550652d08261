import { Agent, request as httpRequest } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAnchorFile } from '@/lib/audit/anchor-file';
import { sealEvents } from '@/lib/audit/seal-events';
import { verifyAudit } from '@/lib/audit/verify-audit';
import { writeAnchors } from '@/lib/audit/write-anchors';
import { signedIn, storedKey } from '@/lib/entry/testing-requests';
import { startTestServer } from '@/lib/entry/testing-server';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { hashPassword } from '@/lib/people/password';
import { atLeast, isPersonRole, KEY_ROLES, ROLES, type KeyRole } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { buildBlocks } from '@/lib/metrics/blocks/build-blocks';
import { checkBlocks } from '@/lib/metrics/blocks/check-blocks';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { ResultsRequest } from '@/lib/results/contract';
import { enterResults } from '@/lib/results/enter-results';
import { addTests } from '../changes/add-tests';
import { AddTests } from '../changes/change-contract';
import { NewSpecimen } from '../contract';
import { createSpecimen } from '../create-specimen';
import { foldHistory, foldTube } from '../fold-history';
import { milestonesOf } from '../milestones';
import { specimenState } from '../specimen-state';
import { makeBench, STAMPED_BY } from '../testing-specimens';
import { transitionMany } from './transition-many';
import { BulkTransitionRequest, TransitionRequest } from './transition-contract';
import { transitionTests } from './transition-tests';

/** Requests in flight at once, and requests in all. */
const CONNECTIONS = 10;
const ACTIONS = 3000;
const SPECIMENS = 16;
const PASSWORD = 'everybody has the same';
const SEED = Number(process.env.RANDOM_LIFE_SEED ?? 20261121);

/** mulberry32: the same choices for the same seed, save for who comes first. */
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

type Hand = { lab: Side; role: KeyRole; headers: Record<string, string>; ctx: Ctx };
type Side = { made: TestLab; slug: string; numbers: string[]; hands: Hand[] };

const ASSAYS = ['CHEM', 'HAEM', 'COAG'];
/** How often each is tried, so that tests get far before they end in a void state. */
const WEIGHTS = {
  receive: 4,
  start: 4,
  submit: 8,
  verify: 16,
  publish: 12,
  retry: 3,
  fail: 2,
  retract: 3,
  amend: 6,
  invalidate: 3,
  reject: 1,
  cancel: 1,
  reinstate: 8,
  explode: 1,
};
const ACTION_NAMES = Object.entries(WEIGHTS).flatMap(([action, weight]) =>
  Array.from({ length: weight }, () => action),
);
const sides: Side[] = [];
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
let server: Awaited<ReturnType<typeof startTestServer>>;
/** Specimens of the other lab that were asked for, and what came back. */
const trespasses: { status: number; text: string }[] = [];
const failures: string[] = [];
let accepted = 0;

async function makeSide(prefix: string): Promise<Side> {
  const made = await makeTestLab();
  const labId = made.lab.id;
  const db = unboundDb();
  await makeBench(made.lab, { assays: ASSAYS, locations: [], devices: ['One', 'Two'] });
  await db.errorCode.create({ data: { id: newId(), labId, code: 'E1', name: 'Clot' } });
  await db.analyte.create({
    data: { id: newId(), labId, code: 'NA', name: 'Sodium', unit: 'mmol/L', criticalHigh: 160 },
  });
  const side: Side = { made, slug: made.lab.slug, numbers: [], hands: [] };
  for (const role of ROLES) {
    for (const _ of [1, 2]) {
      const ctx = await made.ctxFor(role);
      const person = await signedIn([{ lab: made.lab, role }]);
      side.hands.push({ lab: side, role, headers: person, ctx });
    }
  }
  for (const role of KEY_ROLES) {
    const headers = await storedKey(made.lab, role);
    const key = await db.apiKey.findFirstOrThrow({
      where: { labId, role },
      orderBy: { createdAt: 'desc' },
    });
    const { id: keyId, name, deviceId } = key;
    const ctx: Ctx = {
      ...made.keyCtxFor(role),
      actor: { kind: 'key', keyId, name, deviceId, role },
    };
    side.hands.push({ lab: side, role, headers, ctx });
  }
  const technician = await made.ctxFor('technician');
  for (let index = 1; index <= SPECIMENS; index++) {
    const specimen_id = `${prefix}-${index}`;
    const tests = ASSAYS.slice(0, 1 + below(2)).map((assay) => ({ assay }));
    const state = pick(['expected', 'received']);
    await createSpecimen(technician, NewSpecimen.parse({ specimen_id, tests, state }));
    side.numbers.push(specimen_id);
  }
  return side;
}

function send(
  hand: Hand,
  address: string,
  body: unknown,
): Promise<{ status: number; text: string }> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${server.origin}/api/v1${address}`,
      { method: 'POST', agent, headers: { ...hand.headers, 'content-type': 'application/json' } },
      (incoming) => {
        let answered = '';
        incoming.on('data', (chunk: Buffer) => (answered += chunk.toString()));
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: answered }));
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** Everything an action may need, so that what is refused is refused for its meaning. */
function requestFor(action: string): Record<string, unknown> {
  return {
    action,
    ...(action === 'start' ? { device: pick(['One', 'Two']) } : {}),
    ...(action === 'fail' ? { error_code: 'E1' } : {}),
    ...(action === 'reject' ? { rejection_reason: 'RH' } : {}),
    ...(action === 'invalidate' ? { password: PASSWORD } : {}),
    ...(random() < 0.9 ? { reason: 'by chance' } : {}),
    ...(random() < 0.3 ? { assays: [pick(ASSAYS)] } : {}),
    ...(random() < 0.2 ? { version: 1 + below(8) } : {}),
    ...(random() < 0.1 ? { occurred_at: new Date(Date.now() - below(1e8)).toISOString() } : {}),
  };
}

/** One request, by HTTP or straight to the verb; answers the status it had or would have had. */
async function once(hand: Hand, foreign: boolean): Promise<{ status: number; text: string }> {
  const others = sides.find((side) => side !== hand.lab) ?? hand.lab;
  const number = pick((foreign ? others : hand.lab).numbers);
  const kind = random();
  const byHttp = random() < 0.6;
  const ctx = { ...hand.ctx, now: new Date(), requestId: newId() };
  const verb = async (run: () => Promise<unknown>) => {
    try {
      return { status: 200, text: JSON.stringify(await run()) };
    } catch (error) {
      if (error instanceof AppError) return { status: error.status, text: error.message };
      throw error;
    }
  };
  if (kind < 0.1) {
    const value = String(130 + below(40));
    const body = { assay: pick(ASSAYS), results: [{ analyte: 'NA', value }] };
    if (byHttp) return send(hand, `/specimens/${number}/results`, body);
    return verb(() => enterResults(ctx, number, ResultsRequest.parse(body)));
  }
  if (kind < 0.13) {
    const body = { assay: pick(ASSAYS) };
    if (byHttp) return send(hand, `/specimens/${number}/tests`, body);
    return verb(() => addTests(ctx, number, AddTests.parse(body)));
  }
  const request = requestFor(pick(ACTION_NAMES));
  if (kind < 0.18) {
    const { version: _, ...rest } = request;
    const body = { ...rest, specimen_ids: [...new Set([number, pick(hand.lab.numbers)])] };
    if (byHttp) return send(hand, '/specimens/transitions', body);
    return verb(() => transitionMany(ctx, BulkTransitionRequest.parse(body)));
  }
  if (byHttp) return send(hand, `/specimens/${number}/transitions`, request);
  return verb(() => transitionTests(ctx, number, TransitionRequest.parse(request)));
}

beforeAll(async () => {
  server = await startTestServer();
  sides.push(await makeSide('A'), await makeSide('B'));
  const passwordHash = await hashPassword(PASSWORD);
  await unboundDb().user.updateMany({ data: { passwordHash } });
});

afterAll(async () => {
  agent.destroy();
  await server.stop();
});

test(
  'thousands of random actions of everybody leave every promise kept',
  { timeout: 600_000 },
  async () => {
    const hands = sides.flatMap((side) => side.hands);
    // Nobody gets far where half of all hands may nothing.
    const strong = hands.filter(({ role }) => isPersonRole(role) && atLeast(role, 'supervisor'));
    let left = ACTIONS;
    // Blocks that figures are read from are built all the while.
    let busy = true;
    const building = (async () => {
      while (busy) {
        await buildBlocks(pool(), { atOnce: true });
        await setTimeout(200);
      }
    })();
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        while (left-- > 0) {
          const foreign = random() < 0.05;
          const answered = await once(pick(random() < 0.4 ? strong : hands), foreign);
          if (foreign) trespasses.push(answered);
          if (answered.status === 200) accepted += 1;
          if (answered.status >= 500) failures.push(`${answered.status} ${answered.text}`);
        }
      }),
    );
    busy = false;
    await building;
    expect(failures, `seed ${SEED}`).toEqual([]);
    expect((await checkBlocks(pool())).faults).toEqual([]);
    while ((await buildBlocks(pool(), { atOnce: true })) > 0);
    expect(await checkBlocks(pool())).toMatchObject({ stale: 0, faults: [] });
    expect(accepted).toBeGreaterThan(ACTIONS / 20);

    // No row of the other lab was seen.
    expect(trespasses.length).toBeGreaterThan(50);
    for (const { status, text } of trespasses) {
      // In bulk each is answered by itself, the foreign one as unknown.
      if (status === 200) expect(text).toContain('"not_found"');
      else expect([403, 404, 422, 429]).toContain(status);
    }

    const taken = await Promise.all(sides.map(expectPromisesKept));
    // The walk went everywhere.
    const everywhere = new Set(taken.flatMap((actions) => [...actions]));
    for (const { action } of DEFAULT_TRANSITIONS) expect([...everywhere]).toContain(action);

    const folder = await mkdtemp(path.join(tmpdir(), 'anchors-'));
    const key = new Uint8Array(32).fill(7);
    while ((await sealEvents(pool(), key, { wait: true })) > 0);
    const anchorPath = path.join(folder, 'anchor');
    await writeAnchors(pool(), openAnchorFile(anchorPath), { all: true });
    const report = await verifyAudit(pool(), { key, anchorPath });
    await rm(folder, { recursive: true });
    expect(report.faults).toEqual([]);
    expect(report.chains.find(({ lab }) => lab === sides[0]?.slug)?.sealed).toBeGreaterThan(100);
  },
);

type Mover = { role: KeyRole };

/** Answers the actions that were taken. */
async function expectPromisesKept(side: Side): Promise<Set<string>> {
  const db = unboundDb();
  const labId = side.made.lab.id;
  const members = await db.membership.findMany({ where: { labId } });
  const keys = await db.apiKey.findMany({ where: { labId } });
  const movers = new Map<string, Mover>([
    ...members.map(({ userId, role }): [string, Mover] => [userId, { role }]),
    ...keys.map(({ id, role }): [string, Mover] => [id, { role }]),
  ]);
  const specimens = await db.specimen.findMany({
    where: { labId },
    include: {
      tests: { include: { results: true } },
      transitions: { orderBy: { sequence: 'asc' } },
    },
  });
  expect(specimens).toHaveLength(SPECIMENS);
  const seen = new Set<string>();

  for (const specimen of specimens) {
    const { transitions, tests } = specimen;
    // No sequence twice, and none left out.
    expect(transitions.map(({ sequence }) => sequence)).toEqual(transitions.map((_, at) => at + 1));
    expect(specimen.lastSequence).toBe(transitions.length);

    // The history folds to what is cached.
    const folded = foldHistory(transitions, STAMPED_BY);
    for (const row of tests) {
      expect(folded.get(row.id)).toEqual({
        state: row.stateKey,
        milestones: milestonesOf(row),
        failedAt: row.failedAt,
      });
    }
    expect(foldTube(transitions)).toEqual({
      received: specimen.receivedAt,
      rejected: specimen.rejectedAt,
    });
    const states = tests.map(({ stateKey }) => stateKey);
    expect(specimen.stateKey).toBe(specimenState(states, DEFAULT_STATES, 'expected'));

    // Each version has its audit event, and no other; the system's come with somebody's.
    const events = await db.auditEvent.findMany({ where: { labId, entityId: specimen.id } });
    expect(events.filter(({ actorKind }) => actorKind !== 'system')).toHaveLength(specimen.version);

    for (const row of tests) {
      const own = transitions.filter(({ testId }) => testId === row.id);
      let before: string | null = null;
      let createdIn = '';
      let hands = new Set<string>();
      for (const step of own) {
        seen.add(step.action);
        // Only what the workflow allows, from where the test was, by whoever may.
        expect(step.fromState).toBe(before);
        if (step.action === 'create') createdIn = step.requestId;
        else {
          const rule = DEFAULT_TRANSITIONS.find(
            ({ action, fromState }) => action === step.action && fromState === step.fromState,
          );
          expect(rule, `${step.action} from ${step.fromState}`).toBeDefined();
          if (rule?.toState) expect(step.toState).toBe(rule.toState);
          const mover = movers.get(step.actorId ?? '');
          expect(mover, 'somebody of this lab').toBeDefined();
          if (mover && rule && !step.implied) {
            const may = isPersonRole(mover.role)
              ? atLeast(mover.role, rule.leastRole)
              : mover.role === 'instrument'
                ? ['start', 'submit', 'fail', 'retry'].includes(step.action)
                : // What a LIS orders on a tube that is here is received at once.
                  mover.role === 'lis' && step.requestId === createdIn;
            expect(may, `${mover.role} took ${step.action}`).toBe(true);
          }
          // Four eyes, told from the rows alone.
          if (step.action === 'retract') hands = new Set();
          if (step.action === 'submit') hands.add(step.actorId ?? '');
          if (step.action === 'verify') expect(hands.has(step.actorId ?? '')).toBe(false);
          // An invalidation is signed, and opens the next run.
          if (step.action === 'invalidate') {
            expect(step.signatureId).not.toBeNull();
            expect(tests.some(({ retestOfId }) => retestOfId === row.id)).toBe(true);
          }
        }
        before = step.toState;
      }
      expect(row.results.filter(({ replacedAt }) => replacedAt === null).length).toBeLessThan(2);
      for (const { actorId } of row.results) expect(movers.has(actorId ?? '')).toBe(true);
    }
  }
  return seen;
}

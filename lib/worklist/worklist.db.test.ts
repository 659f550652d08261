import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { givenTests, type GivenTest } from '@/lib/metrics/testing-tests';
import { testsOfOwnHand } from '@/lib/specimens/transitions/read-hands';
import type { WorklistRow } from './contract';
import { worklistEndpoint } from './endpoints';
import { readWorklist } from './read-worklist';

type PersonCtx = Awaited<ReturnType<TestLab['ctxFor']>>;

const NOW = new Date('2026-03-02T12:00:00Z');
const clock = (time: string) => `2026-03-02T${time}:00Z`;
const received = clock('10:00');

// At 12:00: 80 % of 10:00–12:30 is 12:00, of 10:00–12:31 is 12:00:48.
const GIVEN: GivenTest[] = [
  { specimen: 'over-5', received, due: clock('11:55') },
  { specimen: 'over-65', received, due: clock('10:55'), state: 'in_process', assay: 'B' },
  { specimen: 'due-now', received, due: clock('12:00'), priority: 'STAT' },
  { specimen: 'risk-30', received, due: clock('12:30'), state: 'submitted' },
  { specimen: 'time-31', received, due: clock('12:31'), state: 'verified', assay: 'B' },
  { specimen: 'time-300', received, due: clock('17:00') },
  { specimen: 'no-start', due: clock('12:01'), state: 'expected' },
  { specimen: 'no-target', received: clock('09:00') },
  { specimen: 'no-target-new', received: clock('11:00') },
  // Released once and taken back: open work, but its clock has stopped.
  {
    specimen: 'amended',
    received,
    due: clock('11:00'),
    released: clock('10:30'),
    state: 'in_process',
  },
  { specimen: 'published', received, due: clock('11:00'), released: clock('11:30') },
  { specimen: 'cancelled', received, due: clock('11:00'), state: 'cancelled' },
  { specimen: 'rejected', received, due: clock('11:00'), state: 'rejected' },
  { specimen: 'voided', received, due: clock('11:00'), voided: clock('11:00') },
];

const IN_ORDER = [
  ['over-65', 'overdue', -65],
  ['over-5', 'overdue', -5],
  ['due-now', 'at_risk', 0],
  ['risk-30', 'at_risk', 30],
  ['no-start', 'in_time', 1],
  ['time-31', 'in_time', 31],
  ['time-300', 'in_time', 300],
  ['no-target', 'no_due', null],
  ['amended', 'no_due', null],
  ['no-target-new', 'no_due', null],
] as const;

let lab: TestLab;
let supervisor: PersonCtx;

const ask = (given: Record<string, unknown> = {}, ctx: PersonCtx = supervisor) =>
  readWorklist(ctx, worklistEndpoint.query.parse(given));
const numbers = (rows: readonly WorklistRow[]) => rows.map((row) => row.specimen_id);

beforeAll(async () => {
  lab = await makeTestLab();
  supervisor = await lab.ctxFor('supervisor', NOW);
  await givenTests(lab.lab.id, GIVEN);
  const db = unboundDb();
  // A specimen's void time reaches its tests by a trigger only when it changes later.
  await db.orderedTest.updateMany({
    where: { labId: lab.lab.id, specimen: { number: 'voided' } },
    data: { voidedAt: NOW },
  });
});

describe('the worklist', () => {
  it('is in the order of the clock: most over, at risk, least time left, then the rest', async () => {
    const { data, counts, next_cursor: next } = await ask();
    expect(data.map((row) => [row.specimen_id, row.urgency, row.minutes_left])).toEqual(IN_ORDER);
    expect(counts).toEqual({ overdue: 2, at_risk: 2, in_time: 3, no_due: 3 });
    expect(next).toBeNull();
  });

  it.each([1, 2, 3, 7])('pages by %d without leaving out or doubling a row', async (limit) => {
    const seen: WorklistRow[] = [];
    const backwards: string[][] = [];
    let cursor: string | undefined;
    let back: string | null = null;
    // Time goes on between pages, and no row is lost for it.
    for (let turn = 0; ; turn += 1) {
      const later = { ...supervisor, now: new Date(NOW.getTime() + turn * 600_000) };
      const page = await ask({ limit, ...(cursor ? { cursor } : {}) }, later);
      seen.push(...page.data);
      back = page.previous_cursor;
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    // Every page is as of the first one, in what its rows say too.
    expect(seen.map((row) => [row.specimen_id, row.urgency, row.minutes_left])).toEqual(IN_ORDER);
    while (back !== null) {
      const page = await ask({ limit, cursor: back });
      backwards.unshift(numbers(page.data));
      back = page.previous_cursor;
      if (backwards.length > 20) throw new Error('The pages go round');
      if (page.data[0]?.specimen_id === 'over-65') break;
    }
    expect(new Set(backwards.flat()).size).toBe(backwards.flat().length);
    expect(backwards.flat()[0]).toBe('over-65');
  });

  it('is narrowed by urgency, state, assay, priority and number, and counts what meets them', async () => {
    expect(numbers((await ask({ urgency: 'at_risk' })).data)).toEqual(['due-now', 'risk-30']);
    expect((await ask({ urgency: 'at_risk' })).counts.overdue).toBe(2);
    expect(numbers((await ask({ state: 'in_process' })).data)).toEqual(['over-65', 'amended']);
    expect(numbers((await ask({ assay: 'b' })).data)).toEqual(['over-65', 'time-31']);
    expect(numbers((await ask({ priority: 'stat' })).data)).toEqual(['due-now']);
    const named = await ask({ q: 'TIME' });
    expect(numbers(named.data)).toEqual(['time-31', 'time-300']);
    expect(named.counts).toEqual({ overdue: 0, at_risk: 0, in_time: 2, no_due: 0 });
  });

  it.each([
    [{ state: 'published' }, 'state'],
    [{ state: 'nonsense' }, 'state'],
    [{ assay: 'nonsense' }, 'assay'],
    [{ cursor: 'nonsense' }, 'cursor'],
    [{ cursor: Buffer.from('["x","on",0,"",""]').toString('base64url') }, 'cursor'],
  ])('refuses %j by name', async (given, field) => {
    await expect(ask(given)).rejects.toMatchObject({ code: 'invalid', fields: [{ field }] });
  });

  it('shows another lab nothing of it', async () => {
    const other = await makeTestLab();
    const answer = await ask({}, await other.ctxFor('admin', NOW));
    expect(answer.data).toEqual([]);
    expect(answer.next_steps).toEqual({ open: 0, verify: 0, publish: 0 });
  });

  it('follows the lab to another headline segment', async () => {
    const here = await makeTestLab();
    await unboundDb().lab.update({
      where: { id: here.lab.id },
      data: { settings: { headlineSegment: 'start_to_result' } },
    });
    await givenTests(here.lab.id, [
      {
        specimen: 'running',
        received,
        started: clock('11:00'),
        due: clock('12:20'),
        state: 'in_process',
      },
      {
        specimen: 'resulted',
        received,
        started: clock('11:00'),
        resulted: clock('11:30'),
        due: clock('11:20'),
        state: 'submitted',
      },
      { specimen: 'waiting', received, due: clock('12:20') },
    ]);
    const { data } = await ask({}, await here.ctxFor('viewer', NOW));
    const urgencies = Object.fromEntries(data.map((row) => [row.specimen_id, row.urgency]));
    expect(urgencies).toEqual({ running: 'in_time', waiting: 'in_time', resulted: 'no_due' });
    const later = await here.ctxFor('viewer', new Date(clock('12:04')));
    expect((await ask({ urgency: 'at_risk' }, later)).data.map((row) => row.specimen_id)).toEqual([
      'running',
    ]);
  });
});

describe('what waits for verification', () => {
  async function submittedBy(
    number: string,
    actor: { actorKind: 'person' | 'key'; actorId: string },
    more: { action: string; actorId?: string }[] = [],
  ) {
    const [testId = ''] = await givenTests(lab.lab.id, [
      { specimen: number, received, due: clock('18:00'), state: 'submitted', assay: 'V' },
    ]);
    const db = unboundDb();
    const { specimenId } = await db.orderedTest.findUniqueOrThrow({ where: { id: testId } });
    await db.testTransition.createMany({
      data: [{ action: 'submit', ...actor }, ...more.map((row) => ({ ...actor, ...row }))].map(
        (row, index) => ({
          id: newId(),
          labId: lab.lab.id,
          specimenId,
          testId,
          sequence: index + 1,
          actorName: 'x',
          requestId: 'x',
          toState: row.action === 'submit' ? 'submitted' : 'in_process',
          occurredAt: NOW,
          source: 'portal' as const,
          ...row,
        }),
      ),
    });
    return testId;
  }

  it('leaves out what the reader had a hand in, and does not offer to verify it', async () => {
    const colleague = await lab.ctxFor('supervisor', NOW);
    const [mine, theirs] = [supervisor.actor.userId, colleague.actor.userId];
    await submittedBy('v-mine', { actorKind: 'person', actorId: mine });
    await submittedBy('v-theirs', { actorKind: 'person', actorId: theirs });
    await submittedBy('v-retracted', { actorKind: 'person', actorId: mine }, [
      { action: 'retract', actorId: theirs },
      { action: 'submit', actorId: theirs },
    ]);
    const keyId = newId();
    await unboundDb().apiKey.create({
      data: {
        id: keyId,
        labId: lab.lab.id,
        name: 'reader',
        prefix: 'bw_x',
        hash: new Uint8Array(32).fill(7),
        role: 'technician',
        makerId: mine,
        makerName: 'x',
      },
    });
    await submittedBy('v-my-key', { actorKind: 'key', actorId: keyId });
    const entered = await submittedBy('v-my-result', { actorKind: 'person', actorId: theirs });
    const analyteId = newId();
    const db = unboundDb();
    await db.analyte.create({ data: { id: analyteId, labId: lab.lab.id, code: 'NA', name: 'NA' } });
    await db.result.create({
      data: {
        id: newId(),
        labId: lab.lab.id,
        testId: entered,
        analyteId,
        value: '1',
        status: 'final',
        availableAt: NOW,
        source: 'portal',
        actorKind: 'person',
        actorId: mine,
        actorName: 'x',
      },
    });

    // The list and the verb that refuses agree.
    for (const test of await db.orderedTest.findMany({
      where: { labId: lab.lab.id, assay: { code: 'V' } },
      include: { specimen: true },
    })) {
      const own = await testsOfOwnHand(supervisor.db, supervisor, test.specimenId, [test.id]);
      const free = ['v-theirs', 'v-retracted'].includes(test.specimen.number);
      expect(own.has(test.id), test.specimen.number).toBe(!free);
    }

    const waiting = await ask({ assay: 'V', next: 'verify' });
    expect(numbers(waiting.data).toSorted()).toEqual(['v-retracted', 'v-theirs']);
    expect(waiting.next_steps).toEqual({ open: 5, verify: 2, publish: 0 });
    expect(waiting.counts.in_time).toBe(2);
    const all = await ask({ assay: 'V' });
    expect(
      all.data
        .filter((row) => row.allowed_actions.includes('verify'))
        .map(({ specimen_id: n }) => n)
        .toSorted(),
    ).toEqual(['v-retracted', 'v-theirs']);
    expect(numbers((await ask({ assay: 'V', next: 'verify' }, colleague)).data).toSorted()).toEqual(
      ['v-mine', 'v-my-key'],
    );

    await db.lab.update({ where: { id: lab.lab.id }, data: { settings: { fourEyes: false } } });
    expect((await ask({ assay: 'V', next: 'verify' })).data).toHaveLength(5);
    await db.lab.update({ where: { id: lab.lab.id }, data: { settings: {} } });
  });

  it('offers a viewer nothing, and lists what waits for publishing', async () => {
    const viewer = await lab.ctxFor('viewer', NOW);
    const { data } = await ask({ next: 'publish' }, viewer);
    expect(data.map((row) => [row.specimen_id, row.allowed_actions])).toEqual([['time-31', []]]);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { createLab } from '@/lib/labs/create-lab';
import { labDb } from '@/lib/platform/db/lab-db';
import { unboundDb } from '@/lib/platform/db/client';
import { DEFAULT_TABLE } from '@/lib/instruments/mapping/default-table';
import { readMessage } from '@/lib/instruments/read-message';
import { newId } from '@/lib/platform/ids';
import { foldHistory } from '@/lib/specimens/fold-history';
import { milestonesOf } from '@/lib/specimens/milestones';
import { specimenState } from '@/lib/specimens/specimen-state';
import { DEMO_LABS } from '@/prisma/seed/demo-labs';
import { loadDemo, type DemoRequest } from './load-demo';
import { loadPeople } from './load-people';

const NOW = new Date('2026-11-20T15:30:00Z');
const request: DemoRequest = {
  labs: DEMO_LABS.map((lab) => ({ ...lab, days: 4, perDay: lab.slug === 'demo' ? 200 : 30 })),
  now: NOW,
  targetMinutes: 300,
};

async function counts() {
  const db = unboundDb();
  const count = (table: { count: () => Promise<number> }) => table.count();
  return {
    labs: await count(db.lab),
    users: await count(db.user),
    memberships: await count(db.membership),
    assays: await count(db.assay),
    analytes: await count(db.analyte),
    devices: await count(db.device),
    targets: await count(db.target),
    specimens: await count(db.specimen),
    tests: await count(db.orderedTest),
    transitions: await count(db.testTransition),
    results: await count(db.result),
    states: await count(db.deviceStateChange),
    downtimes: await count(db.plannedDowntime),
    containers: await count(db.container),
    moves: await count(db.containerMove),
    places: await count(db.occupancy),
    conflicts: await count(db.placementConflict),
    contents: await count(db.containerContent),
    processes: await count(db.process),
    experiments: await count(db.experiment),
    steps: await count(db.step),
    messages: await count(db.instrumentMessage),
    proposals: await count(db.proposal),
    secrets: await count(db.deviceSecret),
    keys: await count(db.apiKey),
    peers: await count(db.mllpPeer),
    ruleSets: await count(db.ruleSet),
    qualityRuns: await count(db.qualityRun),
    audit: await count(db.auditEvent),
  };
}

async function demoDb() {
  const lab = await unboundDb().lab.findUniqueOrThrow({ where: { slug: 'demo' } });
  return labDb(lab.id);
}

describe('loadDemo', () => {
  let loaded: Map<string, number>;

  beforeAll(async () => {
    // What a start leaves that was killed before the history: the lab and its people.
    const [first] = request.labs;
    if (!first) throw new Error('There are no demo labs');
    const { slug, name, scenario } = first;
    const lab = await createLab(unboundDb(), {
      slug,
      name,
      timeZone: scenario.timeZone,
      targetMinutes: 300,
    });
    await loadPeople(unboundDb(), { id: lab.id, slug });
    loaded = await loadDemo(unboundDb(), request);
  });

  it('completes what an interrupted start left, and doubles nothing', async () => {
    expect(Object.fromEntries(loaded)).toEqual({ demo: 800, 'demo-north': 120 });
    expect(await counts()).toMatchObject({ labs: 2, users: 5, memberships: 7, tests: 920 });
  });

  it('leaves complete labs as they are', async () => {
    const before = await counts();
    const later = new Date(NOW.getTime() + 86_400_000);
    expect([...(await loadDemo(unboundDb(), { ...request, now: later }))]).toEqual([]);
    expect(await counts()).toEqual(before);
  });

  it('gives each role a person, and the supervisor and the admin both labs', async () => {
    const people = await unboundDb().user.findMany({
      include: { memberships: { include: { lab: true }, orderBy: { createdAt: 'asc' } } },
    });
    const roles = people.map(({ email, demo, memberships }) => [
      email.split('@')[0],
      demo,
      ...memberships.map(({ lab, role }) => `${lab.slug} ${role}`),
    ]);
    expect(roles).toEqual(
      expect.arrayContaining([
        ['viewer', true, 'demo viewer'],
        ['technician', true, 'demo technician'],
        ['supervisor', true, 'demo supervisor', 'demo-north viewer'],
        ['manager', true, 'demo manager'],
        ['admin', true, 'demo admin', 'demo-north admin'],
      ]),
    );
  });

  it('writes tests as the fold of their history, and specimens as their tests say', async () => {
    const db = await demoDb();
    const states = await db.state.findMany();
    const stampedBy = new Map(states.map(({ key, milestone }) => [key, milestone]));
    const specimens = await db.specimen.findMany({ include: { tests: true, transitions: true } });
    expect(specimens.length).toBeGreaterThan(300);
    for (const specimen of specimens) {
      const folded = foldHistory(specimen.transitions, stampedBy);
      for (const test of specimen.tests) {
        expect(folded.get(test.id)).toEqual({
          state: test.stateKey,
          milestones: milestonesOf(test),
          failedAt: test.failedAt,
        });
      }
      const sequence = specimen.transitions.map((row) => row.sequence).toSorted((a, b) => a - b);
      expect(sequence).toEqual(sequence.map((_, index) => index + 1));
      expect(specimen.lastSequence).toBe(sequence.length);
      expect(specimen.stateKey).toBe(
        specimenState(
          specimen.tests.map((test) => test.stateKey),
          states,
          'expected',
        ),
      );
    }
  });

  it('makes due what was received, by the targets that are rows', async () => {
    const db = await demoDb();
    const tests = await db.orderedTest.findMany({ include: { assay: true } });
    for (const { receivedAt, dueAt, priority, assay } of tests) {
      expect(dueAt === null).toBe(receivedAt === null);
      if (!receivedAt || !dueAt) continue;
      const own: Record<string, number> = { UCULT: 2160, RESP4: 480, CDIFF: 480 };
      const minutes = own[assay.code] ?? { STAT: 60, URGENT: 90, ROUTINE: 300 }[priority];
      expect((dueAt.getTime() - receivedAt.getTime()) / 60_000).toBe(minutes);
    }
  });

  it('has work in every open state, results with criticals, and a past that four eyes looked at', async () => {
    const db = await demoDb();
    const states = new Set((await db.orderedTest.findMany()).map((test) => test.stateKey));
    for (const state of ['expected', 'received', 'in_process', 'submitted', 'published']) {
      expect(states).toContain(state);
    }
    expect(await db.result.count({ where: { critical: true } })).toBeGreaterThan(0);
    const steps = await db.testTransition.findMany({
      where: { action: { in: ['submit', 'verify'] } },
    });
    const submitters = new Set(steps.filter((s) => s.action === 'submit').map((s) => s.actorName));
    const verifiers = steps.filter((s) => s.action === 'verify').map((s) => s.actorName);
    expect(verifiers.length).toBeGreaterThan(0);
    for (const name of verifiers) expect(submitters).not.toContain(name);
  });

  it('told somebody of nearly every critical, and leaves a few to be called', async () => {
    const db = await demoDb();
    const criticals = await db.critical.findMany({
      include: { notifications: true, results: true },
    });
    expect(criticals.length).toBe(await db.result.count({ where: { critical: true } }));
    for (const { closedAs, notifications, results, availableAt } of criticals) {
      expect(results).toMatchObject([{ critical: true, availableAt }]);
      const confirmed = notifications.some(({ outcome }) => outcome === 'CONFIRMED');
      expect(confirmed).toBe(closedAs === 'CONFIRMED');
    }
    const open = criticals.filter(({ closedAs }) => closedAs === null);
    expect(open.length).toBeGreaterThan(0);
    expect(open.length).toBeLessThan(5);
  });

  it('lets the devices of the first lab but one say what state they are in, and no other', async () => {
    const db = await demoDb();
    const devices = await db.device.findMany({ include: { stateChanges: true } });
    const silent = devices.filter(({ stateChanges }) => stateChanges.length === 0);
    expect(silent.map(({ name }) => name)).toEqual(['INCU-1']);
    const said = devices.flatMap(({ stateChanges }) => stateChanges);
    expect(said.some(({ code }) => code === 'ES')).toBe(true);
    expect(Math.max(...said.map(({ at }) => at.getTime()))).toBeLessThanOrEqual(NOW.getTime());
    expect(await db.plannedDowntime.findMany()).toMatchObject([
      { actorKind: 'person', cancelledAt: null },
      { actorKind: 'person', cancelledAt: null },
    ]);
    expect(await unboundDb().deviceStateChange.count()).toBe(said.length);
  });

  it('lets the devices of the first lab tell what they did in messages, not all of them well', async () => {
    const db = await demoDb();
    const messages = await db.instrumentMessage.findMany({
      include: { device: { select: { name: true } } },
      orderBy: { position: 'asc' },
    });
    const times = messages.map(({ receivedAt }) => receivedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(NOW.getTime() + 1000);
    const applied = messages.filter(({ status }) => status === 'applied');
    expect(applied.length).toBeGreaterThan(messages.length * 0.8);
    expect(new Set(applied.map(({ format }) => format))).toEqual(new Set(['json', 'hl7', 'astm']));
    const devices = new Set(messages.map(({ device }) => device.name));
    expect(devices.has('INCU-1')).toBe(false);
    expect(devices.size).toBe(9);
    expect(
      messages.flatMap(({ status, code }) => (status === 'quarantined' ? [code] : [])).toSorted(),
    ).toEqual([
      'bad_checksum',
      'malformed',
      'refused',
      'unknown_analyte',
      'unknown_assay',
      'unknown_specimen',
      'unknown_specimen',
    ]);
    expect(messages.some(({ status }) => status === 'accepted')).toBe(false);
    const proposals = await db.proposal.findMany({ orderBy: { kind: 'asc' } });
    expect(proposals.map(({ kind, endedAt }) => [kind, endedAt])).toEqual([
      ['results', null],
      ['results', null],
      ['rejection', null],
    ]);
    expect(await unboundDb().instrumentMessage.count()).toBe(messages.length);
  });

  it('has messages say what the history says', async () => {
    const db = await demoDb();
    const told = await db.instrumentMessage.findMany({
      where: { status: 'applied', format: { in: ['hl7', 'astm'] }, specimens: { isEmpty: false } },
      include: { proposals: true },
    });
    const reports = told.filter(({ proposals }) => proposals.length === 0);
    expect(reports.length).toBeGreaterThan(20);
    for (const { raw, format, receivedAt, specimens } of reports) {
      if (!raw) throw new Error('cleared already');
      const context = { timeZone: 'America/New_York', receivedAt };
      const { events } = readMessage(format, raw, DEFAULT_TABLE, context);
      const reported = events.flatMap((event) =>
        event.kind === 'specimen.resulted' ? event.tests : [],
      );
      for (const { assay, at, results } of reported) {
        const test = await db.orderedTest.findFirstOrThrow({
          where: { specimen: { number: specimens[0] }, assay: { code: assay?.code } },
          include: { results: { include: { analyte: true } } },
        });
        expect(test.resultedAt).toEqual(at);
        expect(results.map(({ analyte, value }) => [analyte.code, value]).toSorted()).toEqual(
          test.results.map(({ analyte, value }) => [analyte.code, value]).toSorted(),
        );
      }
    }
  });

  it('judged the days of the first lab by a rule set that changed, and a file that is dirty', async () => {
    const db = await demoDb();
    const [set, ...others] = await db.ruleSet.findMany({ include: { versions: true } });
    expect(others).toEqual([]);
    expect(set?.versions.map(({ actorName }) => actorName)).toEqual([
      'Daniel Reyes',
      'Daniel Reyes',
    ]);
    const runs = await db.qualityRun.findMany({ orderBy: { createdAt: 'asc' } });
    expect(runs.every(({ status, findings }) => status === 'finished' && findings !== null)).toBe(
      true,
    );
    const days = runs.filter(({ source }) => source === 'lab');
    expect(days.map(({ ruleSetVersion }) => ruleSetVersion)).toEqual([
      1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2,
    ]);
    // Of the first days there is no history in so small a demo.
    expect(days[0]).toMatchObject({ verdict: 'fail', rowsDone: 0 });
    expect(days.at(-1)?.verdict).not.toBe('fail');
    expect(days.at(-1)?.rowsDone).toBeGreaterThan(100);
    expect(Math.max(...runs.map(({ finishedAt }) => Number(finishedAt)))).toBeLessThan(Number(NOW));
    expect(runs.find(({ source }) => source === 'csv')).toMatchObject({
      verdict: 'fail',
      rowsDone: 10,
    });
  });

  it('touches nothing once a real person is admin somewhere', async () => {
    const db = unboundDb();
    const lab = await createLab(db, { slug: 'own', name: 'Our own', timeZone: 'Europe/Berlin' });
    await db.user.create({
      data: {
        id: newId(),
        email: 'real@example.test',
        name: 'Real Admin',
        memberships: { create: { labId: lab.id, role: 'admin' } },
      },
    });
    const before = await counts();
    // Even a lab that is gone stays gone.
    await db.lab.update({ where: { slug: 'demo-north' }, data: { slug: 'renamed' } });
    expect([...(await loadDemo(db, request))]).toEqual([]);
    expect(await counts()).toEqual(before);
  });
});

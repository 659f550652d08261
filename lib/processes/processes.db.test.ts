import { beforeAll, describe, expect, test } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { newId } from '@/lib/platform/ids';
import {
  Experiment,
  ExperimentWithPlan,
  Process,
  ProcessWithSource,
  SOURCE_BYTES,
} from './contract';
import {
  finishExperimentEndpoint,
  listExperimentsEndpoint,
  listProcessesEndpoint,
  readExperimentEndpoint,
  readProcessEndpoint,
  recordStepsEndpoint,
  registerProcessEndpoint,
  startExperimentEndpoint,
} from './endpoints';
import { makePlatform, type Platform } from './testing-platform';

let own: Platform;
let other: Platform;

beforeAll(async () => {
  [own, other] = await Promise.all([makePlatform(), makePlatform()]);
});

async function register(name: string, source: string, platform = own) {
  const { status, json } = await platform.ask(registerProcessEndpoint, { body: { name, source } });
  return { status, process: Process.parse(json) };
}

async function begin(process_uuid: string, plan?: unknown, platform = own) {
  const { status, json } = await platform.ask(startExperimentEndpoint, {
    body: { process_uuid, ...(plan === undefined ? {} : { plan }) },
  });
  expect(status, JSON.stringify(json)).toBe(201);
  return ExperimentWithPlan.parse(json);
}

describe('POST /processes', () => {
  test('the same name and source are the same process, another source the next version', async () => {
    const first = await register('Dilution', 'a = 1\n');
    const again = await register('Dilution', 'a = 1\n');
    const second = await register('Dilution', 'a = 2\n');
    const back = await register('Dilution', 'a = 1\n');
    const elsewhere = await register('Wash', 'a = 1\n');
    expect([first.status, again.status, second.status, back.status]).toEqual([201, 200, 201, 200]);
    expect(again.process).toEqual(first.process);
    expect(back.process).toEqual(first.process);
    expect([first.process.version, second.process.version, elsewhere.process.version]).toEqual([
      1, 2, 1,
    ]);
    const events = await unboundDb().auditEvent.findMany({
      where: { labId: own.lab.id, action: 'process.create' },
    });
    expect(events.map(({ entityId }) => entityId).toSorted()).toEqual(
      [first, second, elsewhere].map(({ process }) => process.uuid).toSorted(),
    );
  });

  test('many at once give one answer, and versions without a gap', async () => {
    const same = await Promise.all(
      Array.from({ length: 12 }, () => register('At once', 'x = 1\n')),
    );
    expect(new Set(same.map(({ process }) => process.uuid)).size).toBe(1);
    expect(same.filter(({ status }) => status === 201)).toHaveLength(1);
    const sources = Array.from({ length: 8 }, (_, number) => `x = ${number + 2}\n`);
    const versions = await Promise.all(sources.map((source) => register('At once', source)));
    expect(versions.map(({ process }) => process.version).toSorted()).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });

  test('an Idempotency-Key replays the first answer with its status', async () => {
    const given = { headers: { 'idempotency-key': newId() }, body: { name: 'Once', source: 'q' } };
    const first = await own.ask(registerProcessEndpoint, given);
    const again = await own.ask(registerProcessEndpoint, given);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json).toEqual(first.json);
  });

  test('keeps a source of 1 MB, and refuses more and less', async () => {
    const most = 'é'.repeat(SOURCE_BYTES / 2);
    const { process } = await register('Long', most);
    const { json } = await own.ask(readProcessEndpoint, { params: { uuid: process.uuid } });
    expect(ProcessWithSource.parse(json).source).toBe(most);
    for (const [field, body] of [
      ['source', { name: 'Long', source: `${most}x` }],
      ['source', { name: 'Long', source: '' }],
      ['name', { name: '  ', source: 'x' }],
      ['source', { name: 'NUL', source: 'a\u0000b' }],
      ['version', { name: 'Long', source: 'x', version: 3 }],
    ] as const) {
      const refused = await own.refused(registerProcessEndpoint, { body });
      expect([refused.status, refused.errors?.[0]?.field]).toEqual([422, field]);
    }
  });
});

describe('GET /processes', () => {
  test('lists the latest versions page by page, or all of a name', async () => {
    const platform = await makePlatform();
    for (const [name, source] of [
      ['B', '1'],
      ['A', '1'],
      ['B', '2'],
      ['C', '1'],
      ['B', '3'],
    ] as const) {
      await register(name, source, platform);
    }
    const List = listAnswer(Process);
    const list = async (query: string) =>
      List.parse((await platform.ask(listProcessesEndpoint, { query })).json);
    const named = (rows: Process[]) => rows.map(({ name, version }) => `${name}${version}`);
    expect(named((await list('')).data)).toEqual(['A1', 'B3', 'C1']);
    expect(named((await list('?name=B')).data)).toEqual(['B3', 'B2', 'B1']);
    expect(named((await list('?name=B&versions=latest')).data)).toEqual(['B3']);
    expect(named((await list('?name=D')).data)).toEqual([]);
    const pages: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { data: Process[]; next_cursor: string | null } = await list(
        `?versions=all&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      pages.push(...named(page.data));
      cursor = page.next_cursor;
    }
    expect(pages).toEqual(['A1', 'B3', 'B2', 'B1', 'C1']);
  });

  test('another lab has none of them', async () => {
    const { process } = await register('Ours', 'secret');
    const there = await other.refused(readProcessEndpoint, { params: { uuid: process.uuid } });
    const nowhere = await other.refused(readProcessEndpoint, { params: { uuid: newId() } });
    expect([there.status, there.detail]).toEqual([404, nowhere.detail]);
    const begun = await other.refused(startExperimentEndpoint, {
      body: { process_uuid: process.uuid },
    });
    expect([begun.status, begun.errors?.[0]?.field]).toEqual([422, 'process_uuid']);
  });
});

describe('experiments', () => {
  test('begin, are listed, and finish once', async () => {
    const { process } = await register('Assay', 'run()');
    const first = await begin(process.uuid);
    const second = await begin(process.uuid);
    expect(first).toMatchObject({
      process: 'Assay',
      version: 1,
      state: 'running',
      duration_seconds: null,
      plan: null,
      steps: { total: 0, running: 0, finished: 0, failed: 0, simulated: 0 },
    });
    const finish = () => own.ask(finishExperimentEndpoint, { params: { uuid: first.uuid } });
    const finished = await finish();
    const again = await finish();
    expect(finished.status).toBe(200);
    expect(again.json).toEqual(finished.json);
    expect(ExperimentWithPlan.parse(finished.json).state).toBe('finished');

    const list = async (query: string) => {
      const { json } = await own.ask(listExperimentsEndpoint, { query });
      return listAnswer(Experiment).parse(json);
    };
    const ids = (rows: Experiment[]) => rows.map(({ uuid }) => uuid);
    const of = `?process=${process.uuid}`;
    expect(ids((await list(of)).data)).toEqual([second.uuid, first.uuid]);
    expect(ids((await list(`${of}&finished=true`)).data)).toEqual([first.uuid]);
    expect(ids((await list(`${of}&finished=false`)).data)).toEqual([second.uuid]);
    const page = await list(`${of}&limit=1`);
    expect(ids(page.data)).toEqual([second.uuid]);
    expect(ids((await list(`${of}&limit=1&cursor=${page.next_cursor}`)).data)).toEqual([
      first.uuid,
    ]);

    const events = await unboundDb().auditEvent.count({
      where: { labId: own.lab.id, entityId: first.uuid },
    });
    expect(events).toBe(2);
  });

  test('count their steps and failures', async () => {
    const { process } = await register('Counted', 'run()');
    const experiment = await begin(process.uuid);
    const step = { name: 'x', device: 'Reader', start: '2026-01-01T10:00:00Z' };
    const finish = '2026-01-01T10:01:00+00:00';
    const experiment_uuid = experiment.uuid;
    const told = await own.ask(recordStepsEndpoint, {
      body: [
        { ...step, finish, status: 'Finished', experiment_uuid },
        { ...step, finish, status: 'error', experiment_uuid },
        { ...step, finish, status: 'SUCCESS', experiment_uuid, simulated: true },
        { ...step, status: 'running', experiment_uuid },
      ],
    });
    expect(told.status).toBe(201);
    const { json } = await own.ask(readExperimentEndpoint, { params: { uuid: experiment.uuid } });
    expect(ExperimentWithPlan.parse(json)).toMatchObject({
      steps: { total: 4, running: 1, finished: 3, failed: 1, simulated: 1 },
      first_start: '2026-01-01T10:00:00.000Z',
      last_told: '2026-01-01T10:01:00.000Z',
    });
  });

  test('keep their plan with each step complete', async () => {
    const { process } = await register('Planned', 'run()');
    const { plan } = await begin(process.uuid, [
      { name: 'fetch', device: 'arm', origin_device: 'hotel', target_device: 'Reader' },
      { name: 'read', device: 'READER', data: { fct: 'absorbance', wavelength: 450 } },
      { name: 'wash', device: 'Washer', after: [] },
      { name: 'end', device: 'Reader', after: [1, 2, 1] },
    ]);
    expect(plan).toEqual([
      {
        kind: 'MOVE',
        name: 'fetch',
        device: 'Arm',
        data: {},
        after: [],
        origin_device: 'Hotel',
        target_device: 'Reader',
      },
      {
        kind: 'PROCESS',
        name: 'read',
        device: 'Reader',
        data: { fct: 'absorbance', wavelength: 450 },
        after: [0],
        origin_device: null,
        target_device: null,
      },
      expect.objectContaining({ name: 'wash', after: [] }),
      expect.objectContaining({ name: 'end', after: [1, 2] }),
    ]);
  });

  test('refuse a plan that cannot be', async () => {
    const { process } = await register('Planned', 'run()');
    const step = { name: 'a', device: 'Reader' };
    const refuse = async (plan: unknown, platform = own) => {
      const body = { process_uuid: process.uuid, plan };
      return (await platform.refused(startExperimentEndpoint, { body })).errors?.[0]?.field;
    };
    expect(await refuse([step, { ...step, after: [1] }])).toBe('plan.1.after');
    expect(await refuse([{ ...step, after: [0] }])).toBe('plan.0.after');
    expect(await refuse([step, { ...step, device: 'Nowhere' }])).toBe('plan.1.device');
    expect(await refuse([{ ...step, kind: 'MOVE' }])).toBe('plan.0.origin_device');
    expect(await refuse([{ ...step, kind: 'PROCESS', target_device: 'Reader' }])).toBe(
      'plan.0.target_device',
    );
    expect(await refuse(Array.from({ length: 2001 }, () => step))).toBe('plan');
    expect(await refuse([])).toBe('plan');
    const { json } = await own.ask(listExperimentsEndpoint, { query: `?process=${process.uuid}` });
    const before = listAnswer(Experiment).parse(json).data.length;
    expect(before).toBe(1);
  });

  test('are nothing to another lab, and a weaker role writes none', async () => {
    const { process } = await register('Ours', 'secret');
    const { uuid } = await begin(process.uuid);
    for (const route of [readExperimentEndpoint, finishExperimentEndpoint]) {
      const there = await other.refused(route, { params: { uuid } });
      const nowhere = await other.refused(route, { params: { uuid: newId() } });
      expect([there.status, there.detail]).toEqual([404, nowhere.detail]);
    }
    const { json } = await other.ask(listExperimentsEndpoint, {
      query: `?process=${process.uuid}`,
    });
    expect(listAnswer(Experiment).parse(json).data).toEqual([]);
    for (const headers of [own.keys.viewer, own.keys.manager, own.keys.instrument]) {
      const body = { name: 'Mine', source: 'x', process_uuid: process.uuid };
      for (const route of [registerProcessEndpoint, startExperimentEndpoint]) {
        expect((await own.refused(route, { headers, body })).status).toBe(403);
      }
      const finished = await own.refused(finishExperimentEndpoint, { headers, params: { uuid } });
      expect(finished.status).toBe(403);
    }
    const seen = await own.ask(readExperimentEndpoint, {
      headers: own.keys.viewer,
      params: { uuid },
    });
    expect(ExperimentWithPlan.parse(seen.json).state).toBe('running');
    const mine = await own.ask(registerProcessEndpoint, {
      headers: own.keys.admin,
      body: { name: 'Of an admin', source: 'x' },
    });
    expect(mine.status).toBe(201);
  });
});

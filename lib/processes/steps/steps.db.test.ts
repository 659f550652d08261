import { beforeAll, describe, expect, test } from 'vitest';
import { Container, Moved } from '@/lib/containers/contract';
import {
  addContainersEndpoint,
  readContainerEndpoint,
  removeContainerEndpoint,
} from '@/lib/containers/endpoints';
import { unboundDb } from '@/lib/platform/db/client';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { newId } from '@/lib/platform/ids';
import { MovedWithStep, Process, Step, StepStatistics } from '../contract';
import {
  endStepEndpoint,
  listStepsEndpoint,
  moveByPlaceWithStepEndpoint,
  moveWithStepEndpoint,
  readStepEndpoint,
  recordStepsEndpoint,
  registerProcessEndpoint,
  startExperimentEndpoint,
  stepStatisticsEndpoint,
} from '../endpoints';
import { makePlatform, type Platform } from '../testing-platform';

let own: Platform;
let other: Platform;

beforeAll(async () => {
  [own, other] = await Promise.all([makePlatform(), makePlatform()]);
});

const START = '2026-03-01T10:00:00+01:00';
const FINISH = '2026-03-01T10:00:30+01:00';
const STEP = { name: 'Read', device: 'Reader', start: START, finish: FINISH, status: 'finished' };

async function put(position: number, given: object = {}, platform = own): Promise<Container> {
  const { status, json } = await platform.ask(addContainersEndpoint, {
    body: { name: `Plate ${position}`, device: 'Hotel', position, ...given },
  });
  expect(status, JSON.stringify(json)).toBe(201);
  return Container.parse(json);
}

async function experimentOf(platform = own): Promise<string> {
  const process = await platform.ask(registerProcessEndpoint, { body: { name: 'P', source: 's' } });
  const { uuid } = Process.parse(process.json);
  const { json } = await platform.ask(startExperimentEndpoint, { body: { process_uuid: uuid } });
  return String(Reflect.get(Object(json), 'uuid'));
}

async function record(body: object, platform = own): Promise<Step> {
  const { status, json } = await platform.ask(recordStepsEndpoint, { body });
  expect(status, JSON.stringify(json)).toBe(201);
  return Step.parse(json);
}

const read = async (id: string) =>
  Step.parse((await own.ask(readStepEndpoint, { params: { id } })).json);

const list = async (query: string, platform = own) =>
  listAnswer(Step).parse((await platform.ask(listStepsEndpoint, { query })).json);

const countSteps = () => unboundDb().step.count({ where: { labId: own.lab.id } });

function move(from: [string, number], to: [string, number], rest: object = {}) {
  return {
    name: 'Move',
    device: 'Arm',
    start: START,
    finish: FINISH,
    status: 'finished',
    origin_device: from[0],
    origin_pos: from[1],
    target_device: to[0],
    target_pos: to[1],
    ...rest,
  };
}

async function moveContainer(ref: string, from: [string, number], to: [string, number]) {
  const { status, json } = await own.ask(moveWithStepEndpoint, {
    params: { ref },
    body: {
      source_device: from[0],
      source_pos: from[1],
      target_device: to[0],
      target_pos: to[1],
    },
  });
  expect(status, JSON.stringify(json)).toBe(200);
  return Moved.parse(json).move_id;
}

describe('POST /steps', () => {
  test('records all that is told of a step', async () => {
    const plate = await put(0, { barcode: 'ALL-1' });
    const experiment_uuid = await experimentOf();
    const told = {
      ...STEP,
      status: '  Finished ',
      data: { fct: 'absorbance', wavelength: 450, wells: ['A1'], note: null },
      container: 'ALL-1',
      experiment_uuid,
      simulated: true,
      lidded_before: true,
      lidded_after: false,
      barcode_read: true,
    };
    const step = await record(told);
    expect(step).toEqual({
      id: step.id,
      kind: 'PROCESS',
      name: 'Read',
      fct: 'absorbance',
      device: 'Reader',
      start: '2026-03-01T09:00:00.000Z',
      finish: '2026-03-01T09:00:30.000Z',
      seconds: 30,
      status: 'Finished',
      failed: false,
      simulated: true,
      data: told.data,
      container: { id: plate.id, barcode: 'ALL-1', name: 'Plate 0' },
      experiment_uuid,
      origin_device: null,
      origin_pos: null,
      target_device: null,
      target_pos: null,
      lidded_before: true,
      lidded_after: false,
      barcode_read: true,
      move_id: null,
      created_by: 'test orchestrator',
    });
    expect(await read(step.id)).toEqual(step);
    // Lids are recorded, not moved.
    const seen = await own.ask(readContainerEndpoint, { params: { ref: plate.id } });
    expect(Container.parse(seen.json).lidded).toBe(plate.lidded);
  });

  test('takes null for what there is not, and names without capitals', async () => {
    const step = await record({
      ...STEP,
      device: 'READER',
      finish: null,
      status: 'running',
      kind: null,
      data: null,
      container: null,
      experiment_uuid: null,
      origin_device: null,
      lidded_before: null,
      apply: null,
    });
    expect(step).toMatchObject({ device: 'Reader', fct: 'Read', finish: null, failed: false });
  });

  test('the same step told again is another, unless an Idempotency-Key says it is the same', async () => {
    const [first, second] = [await record(STEP), await record(STEP)];
    expect(first.id).not.toBe(second.id);
    const given = { body: STEP, headers: { 'idempotency-key': newId() } };
    const [once, again] = [
      await own.ask(recordStepsEndpoint, given),
      await own.ask(recordStepsEndpoint, given),
    ];
    expect(again.json).toEqual(once.json);
  });

  test('records a thousand, or none, and names the row at fault', async () => {
    const plate = await put(1, { barcode: 'BULK-1' });
    const experiments = [await experimentOf(), await experimentOf()];
    const rows = Array.from({ length: 1000 }, (_, number) => ({
      ...STEP,
      name: `Step ${number}`,
      container: number % 2 ? 'BULK-1' : plate.id,
      experiment_uuid: experiments[number % 2],
    }));
    const before = await countSteps();
    const bad: object[] = [...rows];
    bad[3] = { ...STEP, device: 'Nowhere' };
    bad[7] = { ...STEP, device: 'Retired' };
    const refused = await own.refused(recordStepsEndpoint, { body: bad });
    expect(refused.status).toBe(422);
    expect(refused.errors?.map(({ field }) => field)).toEqual(['steps.3.device', 'steps.7.device']);
    expect(refused.detail).toContain('Nowhere');
    const tooMany = await own.refused(recordStepsEndpoint, { body: [...rows, STEP] });
    expect([tooMany.status, tooMany.errors?.[0]?.field]).toEqual([422, 'steps']);
    expect(await countSteps()).toBe(before);

    const { status, json } = await own.ask(recordStepsEndpoint, { body: rows });
    expect(status).toBe(201);
    const data = Step.array().parse(Reflect.get(Object(json), 'data'));
    expect(data.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
    expect(await countSteps()).toBe(before + 1000);
    const events = await unboundDb().liveEvent.findMany({
      where: { labId: own.lab.id, entity: 'experiment', entityId: { in: experiments } },
    });
    // Once when they began, and once for all of the request.
    expect(events).toHaveLength(4);
    const audited = await unboundDb().auditEvent.findMany({
      where: { labId: own.lab.id, action: 'step.record' },
    });
    const after = audited.map((event) => event.after);
    expect(after).toContainEqual({ count: 1000, applied: 0, experiments });
  });

  const MOVE = move(['Hotel', 1], ['Reader', 0]);
  test.each<[string, object, string]>([
    ['a device this lab has not', { ...STEP, device: 'Nowhere' }, 'device'],
    ['a container this lab has not', { ...STEP, container: 'NONE' }, 'container'],
    ['an id of no container', { ...STEP, container: newId() }, 'container'],
    ['an experiment this lab has not', { ...STEP, experiment_uuid: newId() }, 'experiment_uuid'],
    ['a time without an offset', { ...STEP, start: '2026-03-01T10:00:00' }, 'start'],
    ['an end before the start', { ...STEP, finish: '2026-03-01T09:59:00+01:00' }, 'finish'],
    ['no status', { ...STEP, status: ' ' }, 'status'],
    ['a long status', { ...STEP, status: 'x'.repeat(65) }, 'status'],
    ['a kind there is not', { ...STEP, kind: 'WAIT' }, 'kind'],
    ['a field there is not', { ...STEP, colour: 'red' }, 'colour'],
    ['data that is a list', { ...STEP, data: [1] }, 'data'],
    ['data too large', { ...STEP, data: { text: 'x'.repeat(65_536) } }, 'data'],
    ['a function that is no text', { ...STEP, data: { fct: { a: 1 } } }, 'data.fct'],
    ['a function too long', { ...STEP, data: { fct: 'x'.repeat(5000) } }, 'data.fct'],
    [
      'data too deep',
      { ...STEP, data: JSON.parse('{"a":'.repeat(40) + '1' + '}'.repeat(40)) },
      'data',
    ],
    ['NUL in data', { ...STEP, data: { a: { b: ['x\u0000'] } } }, 'data.a.b.0'],
    ['a move without an end', { ...MOVE, target_pos: null }, 'target_pos'],
    ['a move from nowhere', { ...MOVE, origin_device: 'Nowhere' }, 'origin_device'],
    ['an end of what is no move', { ...STEP, kind: 'PROCESS', origin_pos: 1 }, 'origin_pos'],
    ['a slot below 0', { ...MOVE, origin_pos: -1 }, 'origin_pos'],
    ['apply of what is no move', { ...STEP, apply: true }, 'apply'],
    ['apply of what was simulated', { ...MOVE, apply: true, simulated: true }, 'apply'],
  ])('refuses %s', async (_, body, field) => {
    const before = await countSteps();
    const refused = await own.refused(recordStepsEndpoint, { body });
    expect([refused.status, refused.errors?.[0]?.field]).toEqual([422, field]);
    expect(await countSteps()).toBe(before);
  });

  test('a number that JSON cannot say is refused, not changed', async () => {
    const body = JSON.stringify({ ...STEP, data: { volume: 1 } }).replace(
      '"volume":1',
      '"volume":1e999',
    );
    const refused = await own.refused(recordStepsEndpoint, { body });
    expect([refused.status, refused.errors?.[0]?.field]).toEqual([422, 'data']);
  });

  test('a retired device is refused by name, and finds its steps still', async () => {
    await unboundDb().device.create({
      data: { id: newId(), labId: own.lab.id, name: 'Old', type: 'old' },
    });
    const step = await record({ ...STEP, device: 'Old' });
    await unboundDb().device.updateMany({
      where: { labId: own.lab.id, name: 'Old' },
      data: { retiredAt: new Date() },
    });
    const refused = await own.refused(recordStepsEndpoint, { body: { ...STEP, device: 'Old' } });
    expect(refused.errors?.[0]?.field).toBe('device');
    expect(refused.detail).toContain('Old');
    expect((await list('?device=old')).data.map(({ id }) => id)).toEqual([step.id]);
  });

  test('a container that was removed is found by its id, not by its barcode', async () => {
    const plate = await put(2, { barcode: 'GONE-1' });
    await own.ask(removeContainerEndpoint, { params: { ref: plate.id } });
    const refused = await own.refused(recordStepsEndpoint, {
      body: { ...STEP, container: 'GONE-1' },
    });
    expect(refused.errors?.[0]?.field).toBe('container');
    const step = await record({ ...STEP, container: plate.id });
    expect(step.container?.id).toBe(plate.id);
  });

  test('nothing of another lab may be named, and nothing tells that it is there', async () => {
    const plate = await put(3, { barcode: 'THEIRS' }, other);
    const experiment_uuid = await experimentOf(other);
    await unboundDb().device.create({
      data: { id: newId(), labId: other.lab.id, name: 'Only there', type: 'x' },
    });
    for (const [theirs, nowhere] of [
      [{ container: plate.id }, { container: newId() }],
      [{ container: 'THEIRS' }, { container: 'NOBODYS' }],
      [{ experiment_uuid }, { experiment_uuid: newId() }],
    ]) {
      const there = await own.refused(recordStepsEndpoint, { body: { ...STEP, ...theirs } });
      const none = await own.refused(recordStepsEndpoint, { body: { ...STEP, ...nowhere } });
      expect([there.status, there.errors]).toEqual([422, none.errors]);
    }
    const device = await own.refused(recordStepsEndpoint, {
      body: { ...STEP, device: 'Only there' },
    });
    expect(device.errors?.[0]?.field).toBe('device');
    const step = await record(STEP);
    for (const [route, body] of [
      [readStepEndpoint, undefined],
      [endStepEndpoint, { status: 'finished' }],
    ] as const) {
      const there = await other.refused(route, { params: { id: step.id }, body });
      const none = await other.refused(route, { params: { id: newId() }, body });
      expect([there.status, there.detail]).toEqual([404, none.detail]);
    }
    expect((await list('', other)).data.map(({ id }) => id)).not.toContain(step.id);
  });

  test('takes an orchestrator or an admin; others read, instruments do neither', async () => {
    const running = await record({ ...STEP, finish: null, status: 'running' });
    for (const key of ['viewer', 'manager', 'instrument'] as const) {
      const headers = own.keys[key];
      expect((await own.refused(recordStepsEndpoint, { headers, body: STEP })).status).toBe(403);
      const ended = await own.refused(endStepEndpoint, {
        headers,
        params: { id: running.id },
        body: { status: 'finished' },
      });
      expect(ended.status).toBe(403);
      const seen = await own.ask(readStepEndpoint, { headers, params: { id: running.id } });
      expect(seen.status).toBe(key === 'instrument' ? 403 : 200);
    }
    const admin = await own.ask(recordStepsEndpoint, { headers: own.keys.admin, body: STEP });
    expect(admin.status).toBe(201);
    expect((await read(running.id)).finish).toBeNull();
  });
});

describe('a move that is told after it was made', () => {
  test('is linked with it, and does not move again', async () => {
    const plate = await put(4, { barcode: 'MOVE-1' });
    const moveId = await moveContainer(plate.id, ['Hotel', 4], ['Reader', 0]);
    const now = new Date().toISOString();
    const step = await record(
      move(['Hotel', 4], ['Reader', 0], { container: 'MOVE-1', start: now, finish: now }),
    );
    expect([step.kind, step.move_id]).toEqual(['MOVE', moveId]);
    const seen = await own.ask(readContainerEndpoint, { params: { ref: plate.id } });
    expect(Container.parse(seen.json)).toMatchObject({ device: 'Reader', position: 0 });
    // Told twice: the move is of the first.
    const again = await record(
      move(['Hotel', 4], ['Reader', 0], { container: 'MOVE-1', start: now, finish: now }),
    );
    expect(again.move_id).toBeNull();
    await moveContainer(plate.id, ['Reader', 0], ['Hotel', 4]);
  });

  test('takes the nearest in time of those between the same places, each once', async () => {
    const plate = await put(5);
    const ids: string[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      ids.push(await moveContainer(plate.id, ['Hotel', 5], ['Washer', 0]));
      await moveContainer(plate.id, ['Washer', 0], ['Hotel', 5]);
    }
    const [first = '', second = ''] = ids;
    const times = await unboundDb().containerMove.findMany({ where: { id: { in: ids } } });
    const at = (id: string) => times.find((one) => one.id === id)?.at.getTime() ?? 0;
    const around = (ms: number) => ({
      start: new Date(ms - 2).toISOString(),
      finish: new Date(ms + 1).toISOString(),
      container: plate.id,
    });
    const elsewhere = move(['Hotel', 5], ['Washer', 1], around(at(first)));
    const later = move(['Hotel', 5], ['Washer', 0], around(at(second)));
    const earlier = move(['Hotel', 5], ['Washer', 0], around(at(first)));
    const { json } = await own.ask(recordStepsEndpoint, {
      body: [elsewhere, later, earlier, later],
    });
    const told = Step.array().parse(Reflect.get(Object(json), 'data'));
    expect(told.map(({ move_id }) => move_id)).toEqual([null, second, first, null]);
  });

  test('may be told by a clock that is hours off, not by one of another day', async () => {
    const plate = await put(6);
    const moveId = await moveContainer(plate.id, ['Hotel', 6], ['Washer', 0]);
    const off = (hours: number) => {
      const time = new Date(Date.now() + hours * 3_600_000).toISOString();
      return move(['Hotel', 6], ['Washer', 0], { container: plate.id, start: time, finish: time });
    };
    expect((await record(off(-25))).move_id).toBeNull();
    expect((await record(off(25))).move_id).toBeNull();
    expect((await record({ ...off(-2), simulated: true })).move_id).toBeNull();
    expect((await record(off(-2))).move_id).toBe(moveId);
    await moveContainer(plate.id, ['Washer', 0], ['Hotel', 6]);
  });

  test('two at once never take the same', async () => {
    const plate = await put(7);
    const moveId = await moveContainer(plate.id, ['Hotel', 7], ['Washer', 0]);
    const now = new Date().toISOString();
    const body = move(['Hotel', 7], ['Washer', 0], {
      container: plate.id,
      start: now,
      finish: now,
    });
    const told = await Promise.all(Array.from({ length: 8 }, () => record(body)));
    expect(told.filter(({ move_id }) => move_id === moveId)).toHaveLength(1);
    expect(told.filter(({ move_id }) => move_id === null)).toHaveLength(7);
    await moveContainer(plate.id, ['Washer', 0], ['Hotel', 7]);
  });

  test('is linked at its end if it was told while it ran', async () => {
    const plate = await put(8);
    const step = await record(
      move(['Hotel', 8], ['Washer', 0], {
        container: plate.id,
        start: new Date().toISOString(),
        finish: null,
        status: 'running',
      }),
    );
    expect(step.move_id).toBeNull();
    const moveId = await moveContainer(plate.id, ['Hotel', 8], ['Washer', 0]);
    const ended = await own.ask(endStepEndpoint, {
      params: { id: step.id },
      body: { status: 'finished' },
    });
    expect(Step.parse(ended.json).move_id).toBe(moveId);
    await moveContainer(plate.id, ['Washer', 0], ['Hotel', 8]);
  });

  test('needs no container', async () => {
    const step = await record(move(['Hotel', 0], ['Washer', 1]));
    expect([step.container, step.move_id]).toEqual([null, null]);
  });
});

describe('a step that moves too', () => {
  const place = async (ref: string) => {
    const { json } = await own.ask(readContainerEndpoint, { params: { ref } });
    const { device, position } = Container.parse(json);
    return [device, position];
  };

  test('moves, records and links in one', async () => {
    const plate = await put(9, { barcode: 'APPLY-1' });
    const step = await record(
      move(['Hotel', 9], ['Washer', 0], { container: 'APPLY-1', apply: true }),
    );
    expect(step.container?.id).toBe(plate.id);
    expect(step.move_id).not.toBeNull();
    expect(await place(plate.id)).toEqual(['Washer', 0]);
    // Whatever stands there.
    const back = await record(move(['Washer', 0], ['Hotel', 9], { apply: true }));
    expect(back.container?.id).toBe(plate.id);
  });

  test('is refused whole, with who is there, and kept as a conflict', async () => {
    const [a, b] = [await put(10), await put(11)];
    const before = await countSteps();
    const moves = await unboundDb().containerMove.count({ where: { labId: own.lab.id } });
    const { status, json } = await own.ask(recordStepsEndpoint, {
      body: [
        STEP,
        move(['Hotel', 10], ['Washer', 0], { container: a.id, apply: true }),
        move(['Hotel', 11], ['Washer', 0], { container: b.id, apply: true }),
      ],
    });
    expect(status).toBe(409);
    expect(json).toMatchObject({
      code: 'conflict',
      errors: [{ field: 'steps.2.target_pos' }],
      occupant: { id: a.id, device: 'Hotel', position: 10 },
      container: { id: b.id, device: 'Hotel', position: 11 },
    });
    expect(Reflect.get(Object(json), 'detail')).toContain(
      'after the move before it in this request; none of them was kept',
    );
    expect(await countSteps()).toBe(before);
    expect(await unboundDb().containerMove.count({ where: { labId: own.lab.id } })).toBe(moves);
    expect(await place(a.id)).toEqual(['Hotel', 10]);
    const conflict = await unboundDb().placementConflict.findMany({
      where: { labId: own.lab.id, containerId: b.id },
    });
    expect(conflict.map(({ kind, times, endedAt }) => [kind, times, endedAt])).toEqual([
      ['TARGET_TAKEN', 1, null],
    ]);
  });

  test('several apply in their order', async () => {
    const plate = await put(12);
    const body = [
      move(['Hotel', 12], ['Washer', 0], { container: plate.id, apply: true }),
      move(['Washer', 0], ['Reader', 1], { container: plate.id, apply: true }),
      move(['Reader', 1], ['Hotel', 12], { container: plate.id, apply: true }),
    ];
    const { status, json } = await own.ask(recordStepsEndpoint, { body });
    expect(status, JSON.stringify(json)).toBe(201);
    const told = Step.array().parse(Reflect.get(Object(json), 'data'));
    expect(new Set(told.map(({ move_id }) => move_id)).size).toBe(3);
    expect(await place(plate.id)).toEqual(['Hotel', 12]);
  });

  test('a slot its device has not is named as the step names it', async () => {
    const body = [move(['Hotel', 99], ['Washer', 0], { apply: true })];
    const refused = await own.refused(recordStepsEndpoint, { body });
    expect([refused.status, refused.errors?.[0]?.field]).toEqual([422, 'steps.0.origin_pos']);
  });

  test('bulks that cross each other end, and leave one place for each', async () => {
    const [a, b] = [await put(13), await put(14)];
    const there = (id: string, from: number, to: number) => [
      move(['Hotel', from], ['Hotel', to], { container: id, apply: true }),
      move(['Hotel', to], ['Hotel', from], { container: id, apply: true }),
    ];
    const bodies = Array.from({ length: 10 }, (_, turn) => {
      const both = [there(a.id, 13, 15), there(b.id, 14, 15)];
      return (turn % 2 ? both : both.toReversed()).flat();
    });
    const answers = await Promise.all(bodies.map((body) => own.ask(recordStepsEndpoint, { body })));
    expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 201));
    expect([await place(a.id), await place(b.id)]).toEqual([
      ['Hotel', 13],
      ['Hotel', 14],
    ]);
  });
});

describe('POST /containers/{ref}/move with a step', () => {
  const ends = { source_device: 'Hotel', target_device: 'Washer', target_pos: 1 };
  const told = { name: 'Fetch', device: 'Arm', start: START, finish: FINISH, status: 'success' };

  test('changes place, history and step in one', async () => {
    const plate = await put(16, { barcode: 'WITH-1' });
    const experiment_uuid = await experimentOf();
    const { status, json } = await own.ask(moveWithStepEndpoint, {
      params: { ref: 'WITH-1' },
      body: { ...ends, source_pos: 16, step: { ...told, experiment_uuid, data: { speed: 2 } } },
    });
    expect(status, JSON.stringify(json)).toBe(200);
    const { move_id, container, step } = MovedWithStep.parse(json);
    expect(container).toMatchObject({ id: plate.id, device: 'Washer', position: 1 });
    expect(step).toMatchObject({
      kind: 'MOVE',
      move_id,
      experiment_uuid,
      origin_device: 'Hotel',
      origin_pos: 16,
      target_device: 'Washer',
      target_pos: 1,
      data: { speed: 2 },
      container: { id: plate.id },
    });
    const back = await own.ask(moveByPlaceWithStepEndpoint, {
      body: {
        source_device: 'Washer',
        source_pos: 1,
        target_device: 'Hotel',
        target_pos: 16,
        barcode: 'WITH-1',
        step: told,
      },
    });
    expect(MovedWithStep.parse(back.json).step?.container?.id).toBe(plate.id);
  });

  test('refused: neither moved nor recorded', async () => {
    const plate = await put(17);
    const before = await countSteps();
    const ask = (body: object, ref = plate.id) =>
      own.refused(moveWithStepEndpoint, { params: { ref }, body });
    const elsewhere = await ask({ ...ends, source_pos: 18, step: told });
    expect([elsewhere.status, elsewhere.errors?.[0]?.field]).toEqual([409, 'source_pos']);
    const device = await ask({ ...ends, source_pos: 17, step: { ...told, device: 'None' } });
    expect([device.status, device.errors?.[0]?.field]).toEqual([422, 'step.device']);
    const start = await ask({ ...ends, source_pos: 17, step: { ...told, start: 'now' } });
    expect([start.status, start.errors?.[0]?.field]).toEqual([422, 'step.start']);
    const source = await ask({ ...ends, source_device: 'None', source_pos: 17, step: told });
    expect([source.status, source.errors?.[0]?.field]).toEqual([422, 'source_device']);
    const unknown = await ask({ ...ends, source_pos: 17, step: told }, newId());
    expect(unknown.status).toBe(404);
    expect(await countSteps()).toBe(before);
    const seen = await own.ask(readContainerEndpoint, { params: { ref: plate.id } });
    expect(Container.parse(seen.json)).toMatchObject({ device: 'Hotel', position: 17 });
  });
});

describe('PATCH /steps/{id}', () => {
  const end = (id: string, body: unknown) => own.ask(endStepEndpoint, { params: { id }, body });

  test('ends a running step once', async () => {
    const step = await record({ ...STEP, finish: null, status: 'running', data: { a: 1 } });
    const ended = await end(step.id, {
      finish: FINISH,
      status: 'error',
      data: { a: 2 },
      lidded_after: true,
    });
    expect(Step.parse(ended.json)).toMatchObject({
      seconds: 30,
      status: 'error',
      failed: true,
      data: { a: 2 },
      lidded_after: true,
    });
    const again = await end(step.id, { status: 'finished' });
    expect(again.status).toBe(409);
    expect((await read(step.id)).status).toBe('error');
  });

  test('several at once: one ends it', async () => {
    const step = await record({ ...STEP, finish: null, status: 'running' });
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, number) => end(step.id, { status: `end ${number}` })),
    );
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  test('ends now unless told, keeps what is left out, and refuses an end before the start', async () => {
    const step = await record({ ...STEP, finish: null, status: 'running', data: { a: 1 } });
    const early = await own.refused(endStepEndpoint, {
      params: { id: step.id },
      body: { finish: '2026-02-01T00:00:00Z', status: 'finished' },
    });
    expect([early.status, early.errors?.[0]?.field]).toEqual([422, 'finish']);
    const now = Step.parse((await end(step.id, { status: 'finished' })).json);
    expect(now.data).toEqual({ a: 1 });
    expect(Math.abs(Date.now() - Date.parse(now.finish ?? ''))).toBeLessThan(60_000);
  });
});

describe('GET /steps', () => {
  test('filters, and pages through steps of one moment', async () => {
    const platform = await makePlatform();
    const plate = await put(0, { barcode: 'LIST' }, platform);
    const experiment_uuid = await experimentOf(platform);
    const at = (minute: number) => `2026-04-01T10:0${minute}:00Z`;
    const rows = [
      { ...STEP, name: 'a', start: at(1), finish: at(2), container: plate.id },
      { ...STEP, name: 'b', start: at(1), finish: at(3), experiment_uuid, data: { fct: 'f' } },
      { ...STEP, name: 'c', start: at(1), finish: null, status: 'running', device: 'Washer' },
      { ...move(['Hotel', 0], ['Washer', 0]), name: 'd', start: at(4), finish: at(5) },
      { ...STEP, name: 'e', start: at(2), finish: at(9), simulated: true, data: { fct: 'f' } },
      { ...STEP, name: 'g', start: at(3), finish: at(4), status: 'error', data: { fct: 'f' } },
    ];
    expect((await platform.ask(recordStepsEndpoint, { body: rows })).status).toBe(201);
    const names = async (query: string) =>
      (await list(query, platform)).data.map(({ name }) => name).join('');
    expect(await names('')).toBe('dgecba');
    expect(await names('?device=reader')).toBe('geba');
    expect(await names('?container=LIST')).toBe('a');
    expect(await names(`?container=${plate.id}`)).toBe('a');
    expect(await names(`?experiment=${experiment_uuid}`)).toBe('b');
    expect(await names('?fct=f')).toBe('geb');
    expect(await names('?kind=MOVE')).toBe('d');
    expect(await names('?running=true')).toBe('c');
    expect(await names(`?from=${at(2)}&to=${at(4)}`)).toBe('ge');
    const pages: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `?limit=2${cursor && `&cursor=${cursor}`}`,
        platform,
      );
      pages.push(page.data.map(({ name }) => name).join(''));
      cursor = page.next_cursor;
    }
    expect(pages).toEqual(['dg', 'ec', 'ba']);
    const unknown = await platform.refused(listStepsEndpoint, { query: '?device=None' });
    expect([unknown.status, unknown.errors?.[0]?.field]).toEqual([422, 'device']);

    const statistics = async (query: string) =>
      StepStatistics.parse((await platform.ask(stepStatisticsEndpoint, { query })).json);
    // Finished, failed ones too; neither the running nor the simulated one.
    expect(await statistics('?device=Reader')).toEqual({
      total: 3,
      avg_seconds: 80,
      min_seconds: 60,
      max_seconds: 120,
    });
    expect(await statistics('?device=Reader&fct=f')).toMatchObject({ total: 2, avg_seconds: 90 });
    expect(await statistics('?device=Washer')).toEqual({
      total: 0,
      avg_seconds: null,
      min_seconds: null,
      max_seconds: null,
    });
  });
});

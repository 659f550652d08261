import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { addContainer } from '../add-containers';
import { correctPlace } from '../moves/correct-place';
import { moveContainer } from '../moves/move-container';
import { removeContainer } from '../remove-container';
import { readContainer } from '../read-container';
import { containersOfSpecimen } from './containers-of-specimen';
import { Content, PutSpecimen } from './contract';
import { earlierContents } from './earlier-contents';
import { putContentsEndpoint, readContentsEndpoint } from './endpoints';
import { putSpecimen } from './put-specimen';
import { specimensOfContainer } from './specimens-of-container';

type Headers = Record<string, string>;

let home: TestLab;
let keys: Record<string, Headers>;
let stranger: Headers;
let admin: Ctx;
let technician: Ctx;
let slot = 0;

async function makeDevice(labId: string, name: string, slots: number): Promise<void> {
  await unboundDb().device.create({ data: { id: newId(), labId, name, type: 'hotel', slots } });
}

async function makeSpecimens(labId: string, numbers: string[], voidedAt: Date | null = null) {
  await unboundDb().specimen.createMany({
    data: numbers.map((number) => ({
      id: newId(),
      labId,
      number,
      stateKey: 'received',
      receivedAt: new Date(),
      voidedAt,
    })),
  });
}

beforeAll(async () => {
  home = await makeTestLab();
  const away = await makeTestLab();
  for (const { lab } of [home, away]) {
    await makeDevice(lab.id, 'Hotel', 500);
    await makeDevice(lab.id, 'Rack', 50);
  }
  await makeSpecimens(home.lab.id, ['S-1', 'S-2', 'S-3', 'S-4']);
  await makeSpecimens(home.lab.id, ['S-void'], new Date());
  await makeSpecimens(away.lab.id, ['S-1', 'S-away']);
  keys = {};
  for (const role of ['viewer', 'technician', 'manager', 'admin', 'orchestrator', 'lis'] as const) {
    keys[role] = await storedKey(home.lab, role);
  }
  stranger = await storedKey(away.lab, 'admin');
  admin = await home.ctxFor('admin');
  technician = await home.ctxFor('technician');
});

let id: string;
let barcode: string;

const at = (moment: Ctx, seconds: number): Ctx => ({
  ...moment,
  now: new Date(Date.now() + seconds * 1000),
});

beforeEach(async () => {
  slot += 1;
  barcode = `P-${slot}`;
  const made = await addContainer(admin, {
    name: `Plate ${slot}`,
    barcode,
    device: 'Hotel',
    position: slot,
    lidded: false,
    filled: false,
  });
  id = made.id;
});

const put = (body: unknown, headers: Headers | undefined = keys.orchestrator, ref = id) =>
  callRoute(putContentsEndpoint, { headers, params: { ref }, body });

async function read(ref = id, headers: Headers | undefined = keys.viewer) {
  const answer = await callRoute(readContentsEndpoint, { headers, params: { ref } });
  return { ...answer, contents: answer.status === 200 ? JSON.parse(answer.text) : null };
}

const fieldsOf = (text: string): string[] =>
  (JSON.parse(text).errors ?? []).map((error: { field: string }) => error.field);

const rowsOf = (containerId: string) =>
  unboundDb().containerContent.findMany({ where: { containerId }, orderBy: { from: 'asc' } });

describe('PUT and GET /containers/{ref}/contents', () => {
  test('a tube is one row without a well; it is known by its barcode too', async () => {
    const answer = await put([{ specimen_id: 'S-1' }], keys.orchestrator, barcode);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      [{ well: null, specimen_id: 'S-1' }],
    ]);
    expect(Content.array().parse((await read(barcode)).contents)).toEqual([
      { well: null, specimen_id: 'S-1' },
    ]);
  });

  test('a plate by well, a pool several of one well, in the order of the plate', async () => {
    const answer = await put([
      { well: 'b10', specimen_id: 'S-3' },
      { well: ' A2 ', specimen_id: 'S-2' },
      { well: 'A2', specimen_id: 'S-1' },
      { well: 'AF48', specimen_id: 'S-1' },
    ]);
    expect(answer.status).toBe(200);
    expect((await read()).contents).toEqual([
      { well: 'A2', specimen_id: 'S-1' },
      { well: 'A2', specimen_id: 'S-2' },
      { well: 'B10', specimen_id: 'S-3' },
      { well: 'AF48', specimen_id: 'S-1' },
    ]);
  });

  test('replaces what is there: what goes ends, what stays keeps its time, what comes begins', async () => {
    await put([
      { well: 'A1', specimen_id: 'S-1' },
      { well: 'A2', specimen_id: 'S-2' },
    ]);
    const before = await rowsOf(id);
    await put([
      { well: 'A2', specimen_id: 'S-2' },
      { well: 'A3', specimen_id: 'S-1' },
    ]);
    const after = await rowsOf(id);
    expect(
      after
        .filter(({ until }) => until === null)
        .map(({ well }) => well)
        .toSorted(),
    ).toEqual(['A2', 'A3']);
    expect(after.find(({ well }) => well === 'A2')).toEqual(
      before.find(({ well }) => well === 'A2'),
    );
    const gone = after.find(({ well }) => well === 'A1');
    const come = after.find(({ well }) => well === 'A3');
    expect(gone?.until).toEqual(come?.from);
    expect(await earlierContents(admin, id)).toMatchObject({
      rows: [{ well: 'A1', specimen_id: 'S-1' }],
      more: false,
    });
    expect((await put([])).status).toBe(200);
    expect((await read()).contents).toEqual([]);
  });

  test('the same again leaves no trace', async () => {
    const audits = () => unboundDb().auditEvent.count({ where: { entityId: id } });
    await put([{ specimen_id: 'S-1' }]);
    const [rows, events] = [await rowsOf(id), await audits()];
    await put([{ well: null, specimen_id: 'S-1' }]);
    expect([await rowsOf(id), await audits()]).toEqual([rows, events]);
  });

  test('what holds a specimen is filled, told by its history; emptied it stays so', async () => {
    await put([{ specimen_id: 'S-1' }]);
    expect((await readContainer(admin, id)).filled).toBe(true);
    const moves = await unboundDb().containerMove.findMany({
      where: { containerId: id },
      orderBy: { sequence: 'asc' },
    });
    expect(moves.map(({ action, changes }) => [action, changes])).toEqual([
      ['add', expect.anything()],
      ['change', { filled: true }],
    ]);
    await put([]);
    expect((await readContainer(admin, id)).filled).toBe(true);
    await put([{ specimen_id: 'S-2' }]);
    expect(await unboundDb().containerMove.count({ where: { containerId: id } })).toBe(2);
  });

  test('is audited and told to those who watch the container', async () => {
    await put([{ specimen_id: 'S-1' }]);
    await put([{ specimen_id: 'S-2' }]);
    const events = await unboundDb().auditEvent.findMany({
      where: { entityId: id, action: 'container.contents' },
      orderBy: { at: 'asc' },
    });
    expect(events.map(({ before, after }) => [before, after])).toEqual([
      [{ contents: [] }, { contents: [{ well: null, specimen_id: 'S-1' }], filled: true }],
      [
        { contents: [{ well: null, specimen_id: 'S-1' }] },
        { contents: [{ well: null, specimen_id: 'S-2' }] },
      ],
    ]);
    const told = await unboundDb().liveEvent.findMany({
      where: { labId: home.lab.id, entity: 'container', entityId: id },
    });
    // Added, filled, and filled otherwise.
    expect(told).toHaveLength(3);
  });

  test.each([
    [
      'specimens there are not, each',
      [{ specimen_id: 'S-9' }, { specimen_id: 'S-1' }, { specimen_id: 'S-8' }],
      ['contents.0.specimen_id', 'contents.2.specimen_id'],
    ],
    ['a specimen of another lab', [{ specimen_id: 'S-away' }], ['contents.0.specimen_id']],
    ['a voided specimen', [{ specimen_id: 'S-void' }], ['contents.0.specimen_id']],
    ['no number at all', [{ specimen_id: 'S 1' }], ['contents.0.specimen_id']],
    [
      'a row twice',
      [
        { well: 'A1', specimen_id: 'S-1' },
        { well: 'a1', specimen_id: 'S-1' },
      ],
      ['contents.1.specimen_id'],
    ],
    [
      'a tube’s row twice',
      [{ specimen_id: 'S-1' }, { specimen_id: 'S-1' }],
      ['contents.1.specimen_id'],
    ],
    ['no well', [{ well: 'A0', specimen_id: 'S-1' }], ['contents.0.well']],
    [
      'a well beyond every plate',
      [
        { well: 'AG1', specimen_id: 'S-1' },
        { well: 'A49', specimen_id: 'S-1' },
      ],
      ['contents.0.well', 'contents.1.well'],
    ],
    [
      'wells and no well together',
      [{ well: 'A1', specimen_id: 'S-1' }, { specimen_id: 'S-2' }],
      ['contents.1.well'],
    ],
    ['an unknown field', [{ specimen_id: 'S-1', patient: 'x' }], ['contents.0.patient']],
    ['no array', { specimen_id: 'S-1' }, ['contents']],
    ['too many rows', Array.from({ length: 2001 }, () => ({ specimen_id: 'S-1' })), ['contents']],
  ])('refuses %s by name and changes nothing', async (_, body, fields) => {
    await put([{ specimen_id: 'S-4' }]);
    const answer = await put(body);
    expect([answer.status, fieldsOf(answer.text)]).toEqual([422, fields]);
    expect((await read()).contents).toEqual([{ well: null, specimen_id: 'S-4' }]);
  });

  test('takes 2,000 rows', async () => {
    const numbers = Array.from({ length: 500 }, (_, index) => `B-${slot}-${index}`);
    await makeSpecimens(home.lab.id, numbers);
    const body = numbers.flatMap((specimen_id, index) =>
      ['A1', 'B2', 'C3', `${'DEFGH'[index % 5]}${(index % 12) + 1}`].map((well) => ({
        well,
        specimen_id,
      })),
    );
    expect((await put(body)).status).toBe(200);
    expect((await read()).contents).toHaveLength(2000);
  });

  test('a voided specimen may stay where it was', async () => {
    const number = `V-${slot}`;
    await makeSpecimens(home.lab.id, [number]);
    await put([{ well: 'A1', specimen_id: number }]);
    await unboundDb().specimen.updateMany({
      where: { labId: home.lab.id, number },
      data: { voidedAt: new Date() },
    });
    const body = [
      { well: 'A1', specimen_id: number },
      { well: 'A2', specimen_id: 'S-1' },
    ];
    expect((await put(body)).status).toBe(200);
  });

  test('what was in a removed container stays on record and no longer changes', async () => {
    await put([{ specimen_id: 'S-1' }]);
    await removeContainer(admin, id);
    expect((await read()).contents).toEqual([{ well: null, specimen_id: 'S-1' }]);
    expect((await read(barcode)).status).toBe(404);
    expect((await put([])).status).toBe(409);
    expect((await rowsOf(id)).map(({ until }) => until)).toEqual([null]);
  });

  test('of an unknown container, or one of another lab, is 404', async () => {
    expect((await read(newId())).status).toBe(404);
    expect((await put([], keys.admin, 'no-such-barcode')).status).toBe(404);
    expect((await read(id, stranger)).status).toBe(404);
    expect((await put([], stranger)).status).toBe(404);
  });

  test.each([
    ['viewer', 200, 403],
    ['technician', 200, 403],
    ['manager', 200, 403],
    ['lis', 403, 403],
    ['admin', 200, 200],
    ['orchestrator', 200, 200],
  ])('%s: read %i, write %i', async (role, mayRead, mayWrite) => {
    expect((await read(id, keys[role])).status).toBe(mayRead);
    expect((await put([{ specimen_id: 'S-1' }], keys[role])).status).toBe(mayWrite);
    expect(await rowsOf(id)).toHaveLength(mayWrite === 200 ? 1 : 0);
  });

  test('two at once do not mix what they put in', async () => {
    const [one, other] = [
      [{ well: 'A1', specimen_id: 'S-1' }],
      [{ well: 'A1', specimen_id: 'S-2' }],
    ];
    const answers = await Promise.all([put(one), put(other), put(one), put(other)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await read()).contents).toHaveLength(1);
  });
});

describe('where a specimen is', () => {
  async function newSpecimen(): Promise<string> {
    const number = `W-${slot}`;
    await makeSpecimens(home.lab.id, [number]);
    return number;
  }

  test('its container’s place since it is there; then the places it was at', async () => {
    const number = await newSpecimen();
    expect(await containersOfSpecimen(technician, number)).toEqual({
      now: [],
      earlier: [],
      more: false,
    });
    await put([{ well: 'C4', specimen_id: number }]);
    const first = await containersOfSpecimen(technician, number);
    expect(first).toMatchObject({
      now: [
        { container: { id, barcode }, device: 'Hotel', position: slot, well: 'C4', until: null },
      ],
      earlier: [],
    });
    await moveContainer(at(admin, 10), id, {
      source_device: 'Hotel',
      source_pos: slot,
      target_device: 'Hotel',
      target_pos: 400,
    });
    await correctPlace(at(technician, 20), id, { device: 'Hotel', position: 401, reason: 'seen' });
    const places = await containersOfSpecimen(technician, number);
    expect(places.now.map(({ position }) => position)).toEqual([401]);
    expect(places.earlier.map(({ position }) => position)).toEqual([400, slot]);
    const [latest, oldest] = places.earlier;
    expect(oldest?.since).toBe(first.now[0]?.since);
    expect(oldest?.until).toBe(latest?.since);
    expect(latest?.until).toBe(places.now[0]?.since);
    await removeContainer(at(admin, 30), id);
    const gone = await containersOfSpecimen(technician, number);
    expect([gone.now, gone.earlier.map(({ position }) => position)]).toEqual([
      [],
      [401, 400, slot],
    ]);
  });

  test('a change of the container’s name is no other place', async () => {
    const number = await newSpecimen();
    await put([{ specimen_id: number }]);
    const { earlier, now } = await containersOfSpecimen(technician, number);
    expect([earlier, now.length]).toEqual([[], 1]);
  });

  test('is not told to another lab', async () => {
    const number = await newSpecimen();
    await put([{ specimen_id: number }]);
    const away = await (await makeTestLab()).ctxFor('admin');
    expect((await containersOfSpecimen(away, number)).now).toEqual([]);
  });

  test('a container’s specimens come with their states, by well', async () => {
    await put([
      { well: 'B1', specimen_id: 'S-1' },
      { well: 'A12', specimen_id: 'S-2' },
    ]);
    const held = await specimensOfContainer(technician, id);
    expect(held.map(({ well, specimen }) => [well, specimen.specimen_id, specimen.state])).toEqual([
      ['A12', 'S-2', 'received'],
      ['B1', 'S-1', 'received'],
    ]);
  });
});

describe('putting a tube in a place by hand', () => {
  const place = (device: string, position: number) =>
    PutSpecimen.parse({ device, position, reason: 'found it there' });

  async function newSpecimen(): Promise<string> {
    const number = `T-${slot}`;
    await makeSpecimens(home.lab.id, [number]);
    return number;
  }

  test('gives one that has no container one named by its number, filled with it', async () => {
    const number = await newSpecimen();
    const tube = await putSpecimen(technician, number, place('rack', 0));
    expect(tube).toMatchObject({
      name: number,
      barcode: number,
      device: 'Rack',
      position: 0,
      filled: true,
    });
    expect((await read(tube.id)).contents).toEqual([{ well: null, specimen_id: number }]);
    const audit = await unboundDb().auditEvent.findMany({ where: { entityId: tube.id } });
    expect(audit.map(({ action, reason }) => [action, reason]).toSorted()).toEqual([
      ['container.add', null],
      ['container.contents', 'found it there'],
    ]);
  });

  test('moves its tube when it has one, and says why', async () => {
    const number = await newSpecimen();
    await putSpecimen(technician, number, place('Rack', 1));
    const moved = await putSpecimen(technician, number, place('Rack', 2));
    const { now, earlier } = await containersOfSpecimen(technician, number);
    expect(now.map(({ position }) => position)).toEqual([2]);
    expect(earlier.length).toBeLessThanOrEqual(1);
    const last = await unboundDb().containerMove.findFirst({
      where: { containerId: moved.id },
      orderBy: { sequence: 'desc' },
    });
    expect(last).toMatchObject({ action: 'correct', reason: 'found it there', toSlot: 2 });
    await expect(putSpecimen(technician, number, place('Rack', 2))).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('takes an empty container with its barcode for its tube', async () => {
    const number = await newSpecimen();
    const labelled = await addContainer(admin, {
      name: 'Tube',
      barcode: number,
      device: 'Rack',
      position: 10,
      lidded: false,
      filled: true,
    });
    const tube = await putSpecimen(technician, number, place('Rack', 10));
    expect(tube.id).toBe(labelled.id);
    expect((await read(tube.id)).contents).toEqual([{ well: null, specimen_id: number }]);
  });

  test('leaves the plate alone that holds a part of it', async () => {
    const number = await newSpecimen();
    await put([{ well: 'A1', specimen_id: number }]);
    const tube = await putSpecimen(technician, number, place('Rack', 11));
    expect(tube.id).not.toBe(id);
    const { now } = await containersOfSpecimen(technician, number);
    expect(now.map(({ device }) => device).toSorted()).toEqual(['Hotel', 'Rack']);
  });

  test('refuses a place that is taken, or that there is not, and makes nothing', async () => {
    const number = await newSpecimen();
    await putSpecimen(technician, number, place('Rack', 20));
    slot += 1;
    const other = await newSpecimen();
    await expect(putSpecimen(technician, other, place('Rack', 20))).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(putSpecimen(technician, other, place('Rack', 50))).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'position' }],
    });
    await expect(putSpecimen(technician, other, place('Attic', 0))).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'device' }],
    });
    const made = { labId: home.lab.id, name: other };
    expect(await unboundDb().container.count({ where: made })).toBe(0);
  });

  test('two at once give it one tube', async () => {
    const number = await newSpecimen();
    await Promise.allSettled([
      putSpecimen(technician, number, place('Rack', 30)),
      putSpecimen(technician, number, place('Rack', 31)),
    ]);
    const made = { labId: home.lab.id, name: number };
    expect(await unboundDb().container.count({ where: made })).toBe(1);
  });

  test('is for technicians of the lab', async () => {
    const number = await newSpecimen();
    const viewer = await home.ctxFor('viewer');
    await expect(putSpecimen(viewer, number, place('Rack', 40))).rejects.toMatchObject({
      code: 'forbidden',
    });
    const away = await makeTestLab();
    await makeDevice(away.lab.id, 'Rack', 50);
    await expect(
      putSpecimen(await away.ctxFor('admin'), number, place('Rack', 40)),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(putSpecimen(technician, 'S-void', place('Rack', 41))).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

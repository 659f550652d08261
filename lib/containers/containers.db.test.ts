import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import type { Container } from './contract';
import {
  addContainersEndpoint,
  changeContainerEndpoint,
  containerHistoryEndpoint,
  lidEndpoint,
  listContainersEndpoint,
  readContainerEndpoint,
  removeContainerEndpoint,
  unlidEndpoint,
} from './endpoints';
import { answered, refused } from './testing-containers';
import { makeDeck } from './testing-deck';

type Headers = Record<string, string>;

let made: TestLab;
let headers: Headers;
let viewer: Headers;
let stranger: Headers;

beforeAll(async () => {
  const other = (await makeTestLab()).lab;
  stranger = await storedKey(other, 'orchestrator');
  await makeDeck(other, { Hotel: 4 });
});

// A deck of its own for each, so that none depends on another.
beforeEach(async () => {
  made = await makeTestLab();
  headers = await storedKey(made.lab, 'orchestrator');
  viewer = await storedKey(made.lab, 'viewer');
  await makeDeck(made.lab, { Hotel: 8, Reader: 2, Bare: 0 });
});

const plate = (rest: object = {}) => ({
  name: 'Plate',
  device: 'Hotel',
  position: 0,
  lidded: true,
  filled: false,
  ...rest,
});

async function add(rest: object = {}): Promise<Container> {
  const answer = await answered(addContainersEndpoint, { headers, body: plate(rest) });
  if ('data' in answer) throw new Error('One container was answered as many');
  return answer;
}

const rowsOf = () => unboundDb().container.count({ where: { labId: made.lab.id } });
const at = (ref: string) => ({ headers, params: { ref } });
const read = (ref: string) => answered(readContainerEndpoint, at(ref));
const change = (ref: string, body: object) =>
  answered(changeContainerEndpoint, { ...at(ref), body });

async function history(ref: string) {
  const { data } = await answered(containerHistoryEndpoint, at(ref));
  return data.map(({ action, thing, from, to, changes }) => ({ action, thing, from, to, changes }));
}

const hotel = (position: number) => ({ device: 'Hotel', position });

describe('POST /containers', () => {
  test('answers 201 with the container as GET answers it', async () => {
    const container = await add({ barcode: 'P-1', device: 'hotel', filled: true });
    expect(container).toEqual({
      id: container.id,
      barcode: 'P-1',
      name: 'Plate',
      ...hotel(0),
      start_device: 'Hotel',
      start_position: 0,
      lidded: true,
      lid_site: null,
      filled: true,
      removed: false,
      labware_uuid: null,
    });
    expect(await read(container.id)).toEqual(container);
    expect(await read('P-1')).toEqual(container);
  });

  test('takes one without a barcode, with its lid elsewhere, and with a labware', async () => {
    const labware_uuid = newId();
    const rest = { lidded: false, lid_site: hotel(3), labware_uuid: labware_uuid.toUpperCase() };
    const container = await add(rest);
    expect(container).toMatchObject({ barcode: null, lid_site: hotel(3), labware_uuid });
    expect(await read(container.id)).toEqual(container);
    expect(await history(container.id)).toEqual([
      {
        action: 'add',
        thing: 'container',
        from: null,
        to: hotel(0),
        changes: { barcode: null, name: 'Plate', lidded: false, filled: false, labware_uuid },
      },
      { action: 'add', thing: 'lid', from: null, to: hotel(3), changes: {} },
    ]);
  });

  test.each([
    ['a place that the device does not have', { position: 8 }, 'position', '8 positions, 0 to 7'],
    ['a device without places', { device: 'Bare' }, 'position', 'has no positions'],
    ['an unknown device', { device: 'Fridge' }, 'device', 'no device “Fridge”'],
    ['a negative position', { position: -1 }, 'position', 'counted from 0'],
    ['an empty name', { name: ' ' }, 'name', 'must not be empty'],
    ['a barcode in the form of an id', { barcode: newId() }, 'barcode', 'form of a UUID'],
    ['a lid that is on and elsewhere', { lid_site: hotel(3) }, 'lid_site', 'while the lid is on'],
    [
      'a lid where the device has no place',
      { lidded: false, lid_site: { device: 'Reader', position: 2 } },
      'lid_site.position',
      '2 positions, 0 to 1',
    ],
    [
      'a lid on its own container’s place',
      { lidded: false, lid_site: hotel(0) },
      'lid_site.position',
      'named by position too',
    ],
    ['an unknown field', { colour: 'red' }, 'colour', 'not known here'],
  ])('refuses %s with 422 by name', async (_, rest, field, words) => {
    const answer = await refused(addContainersEndpoint, { headers, body: plate(rest) });
    expect([answer.status, answer.fields]).toEqual([422, [field]]);
    expect(answer.detail).toContain(words);
    expect(await rowsOf()).toBe(0);
  });

  test('refuses a place that is taken with 409 and who is there, be it a lid', async () => {
    const first = await add({ barcode: 'P-1', lidded: false, lid_site: hotel(1) });
    for (const position of [0, 1]) {
      const answer = await refused(addContainersEndpoint, { headers, body: plate({ position }) });
      expect(answer).toMatchObject({ status: 409, code: 'conflict', fields: ['position'] });
      expect(answer.detail).toContain('“Plate” (P-1)');
      expect(answer.detail.includes('the lid of')).toBe(position === 1);
      expect(answer.occupant).toEqual(first);
    }
  });

  test('refuses a barcode that is taken with 409 and who has it, until that one is removed', async () => {
    const first = await add({ barcode: 'P-1' });
    const body = plate({ position: 1, barcode: 'P-1' });
    const answer = await refused(addContainersEndpoint, { headers, body });
    expect(answer).toMatchObject({ status: 409, code: 'already_exists', fields: ['barcode'] });
    expect(answer.detail).toContain('stands on Hotel position 0');
    expect(answer.container).toEqual(first);
    await answered(removeContainerEndpoint, at(first.id));
    const second = await add({ position: 1, barcode: 'P-1' });
    expect((await read('P-1')).id).toBe(second.id);
  });

  test('with an Idempotency-Key is done once and answered twice', async () => {
    const call = { headers: { ...headers, 'idempotency-key': 'once' }, body: plate() };
    const first = await answered(addContainersEndpoint, call);
    expect(await answered(addContainersEndpoint, call)).toEqual(first);
    expect(await rowsOf()).toBe(1);
  });

  test('is refused for whoever may not, and to another lab says nothing of this one', async () => {
    const { id } = await add({ barcode: 'P-1' });
    const mayNot: Headers[] = [
      viewer,
      await storedKey(made.lab, 'technician'),
      await storedKey(made.lab, 'lis'),
    ];
    for (const weak of mayNot) {
      const calls = [
        callRoute(addContainersEndpoint, { headers: weak, body: plate({ position: 1 }) }),
        callRoute(changeContainerEndpoint, {
          headers: weak,
          params: { ref: id },
          body: { name: 'X' },
        }),
        callRoute(removeContainerEndpoint, { headers: weak, params: { ref: id } }),
        callRoute(unlidEndpoint, { headers: weak, params: { ref: id }, body: hotel(1) }),
        callRoute(lidEndpoint, { headers: weak, params: { ref: id }, body: {} }),
      ];
      for (const { status } of await Promise.all(calls)) expect(status).toBe(403);
    }
    for (const ref of [id, 'P-1']) {
      for (const [endpoint, body] of [
        [readContainerEndpoint, undefined],
        [containerHistoryEndpoint, undefined],
        [changeContainerEndpoint, { name: 'X' }],
        [removeContainerEndpoint, undefined],
        [unlidEndpoint, hotel(1)],
        [lidEndpoint, {}],
      ] as const) {
        const answer = await refused(endpoint, { headers: stranger, params: { ref }, body });
        expect([answer.status, answer.detail]).toEqual([404, 'No such container in this lab.']);
      }
    }
    const theirs = await answered(listContainersEndpoint, { headers: stranger });
    expect(theirs.data).toEqual([]);
    expect(await read(id)).toMatchObject({ name: 'Plate', removed: false });
    // A barcode is of one container of a lab; another lab has its own.
    const body = plate({ barcode: 'P-1' });
    expect((await callRoute(addContainersEndpoint, { headers: stranger, body })).status).toBe(201);
  });
});

describe('POST /containers of many', () => {
  const many = (count: number, rest: (row: number) => object = () => ({})) =>
    Array.from({ length: count }, (_, row) =>
      plate({ position: row, name: `Plate ${row}`, ...rest(row) }),
    );

  test('puts a thousand on the platform at once, in the order given', async () => {
    await makeDeck(made.lab, { Store: 1000 });
    const body = many(1000, (row) => ({ device: 'Store', barcode: row % 2 ? `S-${row}` : null }));
    const answer = await answered(addContainersEndpoint, { headers, body });
    if (!('data' in answer)) throw new Error('Many containers were answered as one');
    expect(answer.data.map(({ name }) => name)).toEqual(body.map(({ name }) => name));
    expect(answer.data[501]).toMatchObject({ device: 'Store', position: 501, barcode: 'S-501' });
    const list = { headers, query: '?device=store&limit=500' };
    const first = await answered(listContainersEndpoint, list);
    const query = `${list.query}&cursor=${first.next_cursor}`;
    const second = await answered(listContainersEndpoint, { headers, query });
    expect([...first.data, ...second.data]).toEqual(answer.data);
    expect(second.next_cursor).toBeNull();
  });

  test('answers an array of one as many', async () => {
    const answer = await answered(addContainersEndpoint, { headers, body: many(1) });
    expect('data' in answer && answer.data).toHaveLength(1);
  });

  test.each([
    [
      'a row’s field',
      (row: number) => (row === 5 ? { position: 'x' } : {}),
      'containers.5.position',
    ],
    [
      'an unknown device',
      (row: number) => (row === 5 ? { device: 'X' } : {}),
      'containers.5.device',
    ],
    [
      'no such place',
      (row: number) => (row === 5 ? { position: 99 } : {}),
      'containers.5.position',
    ],
    [
      'two for one place',
      (row: number) => (row === 5 ? { position: 2 } : {}),
      'containers.5.position',
    ],
    [
      'a lid on another’s place',
      (row: number) => (row === 5 ? { lidded: false, lid_site: hotel(2) } : {}),
      'containers.5.lid_site.position',
    ],
    [
      'a barcode twice',
      (row: number) => (row % 3 === 2 ? { barcode: 'B' } : {}),
      'containers.5.barcode',
    ],
  ])('refuses %s with 422 by row, and adds none', async (_, rest, field) => {
    const answer = await refused(addContainersEndpoint, { headers, body: many(6, rest) });
    expect([answer.status, answer.fields]).toEqual([422, [field]]);
    expect(await rowsOf()).toBe(0);
  });

  test('refuses a place or a barcode that is taken with 409 by row, and adds none', async () => {
    const there = await add({ barcode: 'P-1', position: 4 });
    const places = await refused(addContainersEndpoint, { headers, body: many(6) });
    expect(places).toMatchObject({ status: 409, code: 'conflict', occupant: there });
    expect(places.fields).toEqual(['containers.4.position']);
    const body = many(3, (row) => (row === 1 ? { barcode: 'P-1' } : {}));
    const barcodes = await refused(addContainersEndpoint, { headers, body });
    expect(barcodes).toMatchObject({ status: 409, code: 'already_exists', container: there });
    expect(barcodes.fields).toEqual(['containers.1.barcode']);
    expect(await rowsOf()).toBe(1);
  });

  test.each([[[]], [Array.from({ length: 1001 }, () => plate())]])(
    'refuses none, and too many',
    async (body) => {
      const answer = await refused(addContainersEndpoint, { headers, body });
      expect([answer.status, answer.fields]).toEqual([422, ['containers']]);
    },
  );
});

describe('GET /containers', () => {
  test('lists those present by device, barcode and the beginning of a name; or the removed', async () => {
    const [a, b, c] = [
      await add({ barcode: 'AB_1', name: 'Assay plate' }),
      await add({ barcode: 'ABX1', device: 'Reader' }),
      await add({ position: 2, name: 'Waste 100%' }),
    ];
    const list = async (query: string, as = viewer) =>
      (await answered(listContainersEndpoint, { headers: as, query })).data.map(({ id }) => id);
    expect(await list('')).toEqual([a.id, b.id, c.id]);
    expect(await list('?device=READER')).toEqual([b.id]);
    expect(await list('?device=nowhere')).toEqual([]);
    expect(await list('?barcode=ABX1')).toEqual([b.id]);
    expect(await list('?barcode=abx1')).toEqual([]);
    expect(await list('?q=ab_')).toEqual([a.id]);
    expect(await list('?q=waste 100%25')).toEqual([c.id]);
    expect(await list('?q=plate')).toEqual([b.id]);
    await answered(removeContainerEndpoint, at(b.id));
    expect(await list('')).toEqual([a.id, c.id]);
    expect(await list('?removed=true')).toEqual([b.id]);
    expect(await list('?removed=true&barcode=ABX1')).toEqual([b.id]);
    expect(await list('?removed=false&device=Reader')).toEqual([]);
    const wrong = await refused(listContainersEndpoint, {
      headers,
      query: '?removed=yes&colour=1',
    });
    expect([wrong.status, wrong.fields.toSorted()]).toEqual([422, ['colour', 'removed']]);
  });
});

describe('PATCH /containers/{ref}', () => {
  test('tells the barcode that was read later, and another name', async () => {
    const { id } = await add();
    expect(await change(id, { barcode: 'P-9' })).toMatchObject({ id, barcode: 'P-9' });
    expect(await change('P-9', { name: 'Cells', filled: true })).toMatchObject({ name: 'Cells' });
    expect(await change('P-9', { filled: true })).toMatchObject({ filled: true });
    expect(await read('P-9')).toMatchObject({ name: 'Cells', filled: true, ...hotel(0) });
    const rest = { action: 'change', thing: 'container', from: hotel(0), to: hotel(0) };
    // The third changed nothing, and left no trace.
    expect((await history(id)).slice(1)).toEqual([
      { ...rest, changes: { barcode: 'P-9' } },
      { ...rest, changes: { name: 'Cells', filled: true } },
    ]);
    expect(await change(id, { barcode: null })).toMatchObject({ barcode: null });
    expect((await refused(readContainerEndpoint, at('P-9'))).status).toBe(404);
  });

  test('says where the lid is: off, elsewhere, nowhere known, on', async () => {
    const { id } = await add();
    const lid = (lidded: boolean, lid_site: object | null) => ({ lidded, lid_site });
    expect(await change(id, lid(false, hotel(3)))).toMatchObject(lid(false, hotel(3)));
    expect(await change(id, { lid_site: hotel(4) })).toMatchObject(lid(false, hotel(4)));
    expect(await change(id, { lid_site: null })).toMatchObject(lid(false, null));
    expect(await change(id, lid(false, hotel(5)))).toMatchObject(lid(false, hotel(5)));
    expect(await change(id, lid(true, null))).toMatchObject(lid(true, null));
    expect((await history(id)).slice(1).map(({ action, from, to }) => [action, from, to])).toEqual([
      ['unlid', null, hotel(3)],
      ['move', hotel(3), hotel(4)],
      ['move', hotel(4), null],
      ['move', null, hotel(5)],
      ['lid', hotel(5), null],
    ]);
    // What a lid left is free.
    await add({ position: 5 });
  });

  test('refuses what cannot be, with who is in the way, and changes nothing', async () => {
    const first = await add({ barcode: 'P-1', lidded: false });
    const second = await add({ barcode: 'P-2', position: 1 });
    const patch = (body: object) => refused(changeContainerEndpoint, { ...at(second.id), body });
    expect(await patch({ barcode: 'P-1', name: 'X' })).toMatchObject({
      status: 409,
      code: 'already_exists',
      fields: ['barcode'],
      container: first,
    });
    expect(await patch({ lidded: false, lid_site: hotel(0), name: 'X' })).toMatchObject({
      status: 409,
      code: 'conflict',
      fields: ['lid_site.position'],
      occupant: first,
    });
    expect(await patch({ lid_site: hotel(3) })).toMatchObject({
      status: 422,
      fields: ['lid_site'],
    });
    expect(await patch({ barcode: newId() })).toMatchObject({ status: 422, fields: ['barcode'] });
    expect(await patch({ device: 'Reader' })).toMatchObject({ status: 422, fields: ['device'] });
    expect(await read(second.id)).toEqual(second);
    await answered(removeContainerEndpoint, at(second.id));
    expect(await patch({ name: 'X' })).toMatchObject({ status: 409, code: 'conflict' });
  });
});

describe('DELETE /containers/{ref}', () => {
  test('frees its place and its lid’s; again is the same by id, 404 by barcode', async () => {
    const { id } = await add({ barcode: 'P-1', lidded: false, lid_site: hotel(1) });
    const gone = await answered(removeContainerEndpoint, at('P-1'));
    expect(gone).toMatchObject({ id, removed: true, device: null, position: null, lid_site: null });
    expect(await answered(removeContainerEndpoint, at(id))).toEqual(gone);
    expect((await refused(removeContainerEndpoint, at('P-1'))).status).toBe(404);
    expect(await read(id)).toEqual(gone);
    expect((await history(id)).slice(2).map(({ thing, from, to }) => [thing, from, to])).toEqual([
      ['lid', hotel(1), null],
      ['container', hotel(0), null],
    ]);
    await add();
    await add({ position: 1 });
  });
});

describe('GET /containers/{ref}/history', () => {
  test('is paged, and says who, when and by which request', async () => {
    const { id } = await add();
    for (const name of ['A', 'B', 'C']) await change(id, { name });
    const first = await answered(containerHistoryEndpoint, { ...at(id), query: '?limit=3' });
    const query = `?cursor=${first.next_cursor}`;
    const second = await answered(containerHistoryEndpoint, { ...at(id), query });
    const rows = [...first.data, ...second.data];
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(second.next_cursor).toBeNull();
    for (const row of rows) {
      expect(row).toMatchObject({
        source: 'api',
        actor: { kind: 'key', name: 'test orchestrator' },
      });
      expect(Date.now() - Date.parse(row.at)).toBeLessThan(60_000);
    }
    expect(new Set(rows.map(({ request_id }) => request_id)).size).toBe(4);
  });
});

describe('lids', () => {
  test('come off onto a place and back on from it', async () => {
    const { id } = await add({ barcode: 'P-1' });
    const off = await answered(unlidEndpoint, { ...at('P-1'), body: hotel(3) });
    expect(off).toMatchObject({ lidded: false, lid_site: hotel(3) });
    expect(await read(id)).toEqual(off);
    const on = await answered(lidEndpoint, { ...at(id), body: hotel(3) });
    expect(on).toMatchObject({ lidded: true, lid_site: null });
    expect(await read(id)).toEqual(on);
    await answered(unlidEndpoint, { ...at(id), body: hotel(4) });
    expect(await answered(lidEndpoint, { ...at(id), body: {} })).toEqual(on);
    expect(
      (await history(id)).slice(1).map(({ action, thing, from, to }) => [action, thing, from, to]),
    ).toEqual([
      ['unlid', 'lid', null, hotel(3)],
      ['lid', 'lid', hotel(3), null],
      ['unlid', 'lid', null, hotel(4)],
      ['lid', 'lid', hotel(4), null],
    ]);
  });

  test('are refused where they cannot be, with 409 and who is there', async () => {
    const a = await add({ barcode: 'A' });
    const b = await add({ barcode: 'B', position: 1, lidded: false });
    const unlid = (ref: string, body: object) => refused(unlidEndpoint, { ...at(ref), body });
    const lid = (ref: string, body: object) => refused(lidEndpoint, { ...at(ref), body });
    expect(await unlid('A', hotel(1))).toMatchObject({
      status: 409,
      code: 'conflict',
      occupant: b,
    });
    expect(await unlid('A', hotel(0))).toMatchObject({ status: 409, occupant: a });
    expect(await unlid('B', hotel(3))).toMatchObject({ status: 409, container: b });
    expect(await unlid('A', hotel(8))).toMatchObject({ status: 422, fields: ['position'] });
    expect(await unlid('A', {})).toMatchObject({ status: 422, fields: ['device', 'position'] });
    expect(await lid('A', {})).toMatchObject({ status: 409, container: a });
    await answered(unlidEndpoint, { ...at('A'), body: hotel(3) });
    const elsewhere = await lid('A', hotel(4));
    expect(elsewhere).toMatchObject({ status: 409, occupant: null });
    expect(elsewhere.detail).toContain('It lies on Hotel position 3');
    expect(await lid('A', hotel(1))).toMatchObject({ status: 409, occupant: b });
    expect(await lid('A', { device: 'Hotel' })).toMatchObject({
      status: 422,
      fields: ['position'],
    });
    // B's lid lies nowhere known: not where another stands, but anywhere else may be.
    expect((await lid('B', hotel(0))).status).toBe(409);
    expect(await answered(lidEndpoint, { ...at('B'), body: hotel(6) })).toMatchObject({
      lidded: true,
    });
  });
});

test('each change is audited, with who and how it stood before', async () => {
  const { id } = await add({ barcode: 'P-1' });
  await change(id, { name: 'Cells' });
  await answered(unlidEndpoint, { ...at(id), body: hotel(3) });
  await answered(lidEndpoint, { ...at(id), body: {} });
  await answered(removeContainerEndpoint, at(id));
  const events = await unboundDb().auditEvent.findMany({
    where: { labId: made.lab.id, entity: 'container', entityId: id },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ action }) => action)).toEqual([
    'container.add',
    'container.update',
    'container.unlid',
    'container.lid',
    'container.remove',
  ]);
  expect(events[1]).toMatchObject({ before: { name: 'Plate' }, after: { name: 'Cells' } });
  const live = await unboundDb().liveEvent.findMany({
    where: { entity: 'container', entityId: id },
    orderBy: { version: 'asc' },
  });
  expect(live.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
});

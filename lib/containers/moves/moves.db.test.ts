import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { addContainer } from '../add-containers';
import type { Container } from '../contract';
import {
  changePositionEndpoint,
  containerHistoryEndpoint,
  correctEndpoint,
  dismissEndpoint,
  listConflictsEndpoint,
  listPositionsEndpoint,
  moveByPlaceEndpoint,
  moveContainerEndpoint,
  readContainerEndpoint,
  readPositionEndpoint,
  reconcileEndpoint,
  removeContainerEndpoint,
  unlidEndpoint,
} from '../endpoints';
import { answered, refused } from '../testing-containers';
import { makeDeck } from '../testing-deck';
import { wipeLab } from '../wipe-lab';

type Headers = Record<string, string>;

let made: TestLab;
let headers: Headers;
let technician: Headers;
let viewer: Headers;
let stranger: Headers;
let a: Container;
let b: Container;

const hotel = (position: number) => ({ device: 'Hotel', position });
const reader = (position: number) => ({ device: 'Reader', position });
type At = ReturnType<typeof hotel>;
const ends = (from: At, to: At) => ({
  source_device: from.device,
  source_pos: from.position,
  target_device: to.device,
  target_pos: to.position,
});

beforeAll(async () => {
  const other = (await makeTestLab()).lab;
  stranger = await storedKey(other, 'admin');
  await makeDeck(other, { Hotel: 8, Reader: 2 });
});

// A on Hotel 0 and B on Hotel 1, both with a lid on.
beforeEach(async () => {
  made = await makeTestLab();
  headers = await storedKey(made.lab, 'orchestrator');
  technician = await storedKey(made.lab, 'technician');
  viewer = await storedKey(made.lab, 'viewer');
  await makeDeck(made.lab, { Hotel: 8, Reader: 2 });
  const ctx = await made.ctxFor('admin');
  const plate = { device: 'Hotel', lidded: true, filled: false };
  a = await addContainer(ctx, { ...plate, name: 'Plate A', barcode: 'A', position: 0 });
  b = await addContainer(ctx, { ...plate, name: 'Plate B', barcode: 'B', position: 1 });
});

const move = (ref: string, from: At, to: At) => ({
  headers,
  params: { ref },
  body: ends(from, to),
});
const moved = (ref: string, from: At, to: At) =>
  answered(moveContainerEndpoint, move(ref, from, to));
const stuck = (ref: string, from: At, to: At) =>
  refused(moveContainerEndpoint, move(ref, from, to));
const read = (ref: string) => answered(readContainerEndpoint, { headers, params: { ref } });
const history = async (ref: string) =>
  (await answered(containerHistoryEndpoint, { headers, params: { ref } })).data;
const conflicts = async (query = '?open=true') =>
  (await answered(listConflictsEndpoint, { headers: viewer, query })).data;

describe('a move', () => {
  test('is told with its number, and seen in place and history', async () => {
    const { move_id, container, status } = await moved('A', hotel(0), {
      ...reader(1),
      device: 'READER',
    });
    expect([status, container]).toEqual(['success', { ...a, ...reader(1) }]);
    expect(await read('A')).toEqual(container);
    expect((await history('A')).at(-1)).toMatchObject({
      id: move_id,
      action: 'move',
      thing: 'container',
      from: hotel(0),
      to: reader(1),
    });
    await moved(a.id, reader(1), hotel(0));
  });

  test('of whatever stands there needs no container, and verifies a barcode', async () => {
    const byPlace = (body: object) => answered(moveByPlaceEndpoint, { headers, body });
    const first = await byPlace(ends(hotel(0), reader(0)));
    expect(first.container).toEqual({ ...a, ...reader(0) });
    const second = await byPlace({ ...ends(reader(0), hotel(0)), barcode: 'A' });
    expect(second.container).toEqual(a);
    const call = { headers, body: { ...ends(hotel(0), reader(0)), barcode: 'B' } };
    const other = await refused(moveByPlaceEndpoint, call);
    expect(other).toMatchObject({ status: 409, code: 'conflict', container: b, occupant: a });
    expect(other.detail).toContain('it stands on Hotel position 1');
    const unknown = { headers, body: { ...ends(hotel(0), reader(0)), barcode: 'Z' } };
    const nobody = await refused(moveByPlaceEndpoint, unknown);
    expect(nobody).toMatchObject({ status: 409, container: null, occupant: a });
    // A container that was never read has no other barcode.
    const ctx = await made.ctxFor('admin');
    const plate = { name: 'Unread', device: 'Hotel', position: 2, lidded: false, filled: false };
    const unread = await addContainer(ctx, plate);
    const answer = await byPlace({ ...ends(hotel(2), reader(1)), barcode: 'Z' });
    expect(answer.container).toEqual({ ...unread, ...reader(1) });
  });

  test('with an Idempotency-Key is done once and answered twice; a refused one is told anew', async () => {
    const once = {
      ...move('A', hotel(0), reader(0)),
      headers: { ...headers, 'idempotency-key': 'k' },
    };
    const first = await answered(moveContainerEndpoint, once);
    expect(await answered(moveContainerEndpoint, once)).toEqual(first);
    expect(await history('A')).toHaveLength(2);
    const again = {
      ...move('B', hotel(1), reader(0)),
      headers: { ...headers, 'idempotency-key': 'l' },
    };
    const one = await refused(moveContainerEndpoint, again);
    expect(await refused(moveContainerEndpoint, again)).toEqual(one);
    expect((await conflicts()).map(({ id, times }) => [id, times])).toEqual([[one.conflict, 2]]);
  });

  test.each([
    [
      'of one that is elsewhere',
      'A',
      hotel(3),
      reader(0),
      'NOT_THERE',
      'source_pos',
      'nothing stands there',
    ],
    [
      'from where another stands',
      'A',
      hotel(1),
      reader(0),
      'NOT_THERE',
      'source_pos',
      'there stands “Plate B” (B)',
    ],
    [
      'onto another',
      'A',
      hotel(0),
      hotel(1),
      'TARGET_TAKEN',
      'target_pos',
      'there stands “Plate B” (B)',
    ],
  ])('%s is 409, changes nothing and is kept', async (_, ref, from, to, kind, field, words) => {
    const answer = await stuck(ref, from, to);
    expect(answer).toMatchObject({ status: 409, code: 'conflict', fields: [field], container: a });
    expect(answer.detail).toContain(words);
    expect(answer.detail).toContain('stands on Hotel position 0');
    expect([await read('A'), await read('B')]).toEqual([a, b]);
    expect(await history('A')).toHaveLength(1);
    const [kept, ...rest] = await conflicts();
    expect(rest).toEqual([]);
    expect(kept).toMatchObject({
      id: answer.conflict,
      kind,
      container: a,
      from,
      to,
      times: 1,
      open: true,
    });
    expect(kept?.occupant ?? null).toEqual(words.includes('nothing') ? null : b);
    const events = await unboundDb().auditEvent.findMany({
      where: { labId: made.lab.id, action: 'container.move_refused' },
    });
    expect(events.map(({ entityId }) => entityId)).toEqual([a.id]);
    const live = await unboundDb().liveEvent.findMany({ where: { entityId: a.id } });
    expect(live).toHaveLength(2);
  });

  test('that was made and is told again is refused, and nobody is in the way', async () => {
    await moved('A', hotel(0), reader(0));
    const answer = await stuck('A', hotel(0), reader(0));
    expect(answer).toMatchObject({
      status: 409,
      conflict: null,
      container: { ...a, ...reader(0) },
    });
    expect(await conflicts()).toEqual([]);
    expect(await history('A')).toHaveLength(2);
  });

  test('told again is the same conflict, told more often', async () => {
    const first = await stuck('A', hotel(0), hotel(1));
    const second = await stuck(a.id, hotel(0), hotel(1));
    const third = await stuck('A', hotel(0), hotel(1));
    expect([second.conflict, third.conflict]).toEqual([first.conflict, first.conflict]);
    expect((await conflicts()).map(({ times }) => times)).toEqual([3]);
    await stuck('A', hotel(5), hotel(1));
    expect((await conflicts()).map(({ times }) => times)).toEqual([1, 3]);
  });

  test('onto a lid, or of a lid, is 409 with whose it is', async () => {
    await answered(unlidEndpoint, { headers, params: { ref: 'B' }, body: hotel(4) });
    const onto = await stuck('A', hotel(0), hotel(4));
    expect(onto.detail).toContain('the lid of “Plate B” (B)');
    const of = await refused(moveByPlaceEndpoint, { headers, body: ends(hotel(4), hotel(5)) });
    expect(of).toMatchObject({ status: 409, container: null, occupant: { id: b.id } });
    expect(of.detail).toContain('the lid of “Plate B” (B)');
  });

  test.each([
    ['its own place', 'A', hotel(0), hotel(0), 'target_pos'],
    ['a place that there is not', 'A', hotel(0), hotel(8), 'target_pos'],
    ['an unknown device', 'A', hotel(0), { device: 'Fridge', position: 0 }, 'target_device'],
    ['no place at all', 'A', hotel(-1), hotel(1), 'source_pos'],
  ])('to %s is 422, and no conflict', async (_, ref, from, to, field) => {
    const answer = await stuck(ref, from, to);
    expect([answer.status, answer.fields]).toEqual([422, [field]]);
    expect(await conflicts('')).toEqual([]);
  });

  test('is refused for whoever may not, and 404 for another lab', async () => {
    for (const weak of [viewer, technician]) {
      const call = { ...move('A', hotel(0), reader(0)), headers: weak };
      expect((await callRoute(moveContainerEndpoint, call)).status).toBe(403);
      const body = ends(hotel(0), reader(0));
      expect((await callRoute(moveByPlaceEndpoint, { headers: weak, body })).status).toBe(403);
    }
    for (const ref of ['A', a.id, 'nothing']) {
      const call = { ...move(ref, hotel(0), reader(0)), headers: stranger };
      const answer = await refused(moveContainerEndpoint, call);
      expect([answer.status, answer.detail]).toEqual([404, 'No such container in this lab.']);
    }
    expect(await conflicts('')).toEqual([]);
  });

  test('two at once to one place: one goes, the other is told who was faster', async () => {
    for (const round of [0, 1, 2, 3, 4]) {
      const answers = await Promise.all(
        ['A', 'B'].map((ref, index) =>
          callRoute(moveContainerEndpoint, move(ref, hotel(index), reader(round % 2))),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const winner = answers[0]?.status === 200 ? 'A' : 'B';
      const lost = answers.find(({ status }) => status === 409);
      expect(JSON.parse(lost?.text ?? '').occupant.barcode).toBe(winner);
      await moved(winner, reader(round % 2), hotel(winner === 'A' ? 0 : 1));
    }
  });
});

const by = (id: string | null | undefined, body: object = {}, as = technician) => ({
  headers: as,
  params: { id: id ?? '' },
  body,
});

describe('a placement conflict', () => {
  test('is reconciled: the move is taken as done, from wherever the container was', async () => {
    const { conflict } = await stuck('A', hotel(5), reader(0));
    const ended = await answered(reconcileEndpoint, by(conflict));
    expect(ended).toMatchObject({
      open: false,
      ended: 'RECONCILED',
      ended_by: 'test technician',
      container: { ...a, ...reader(0) },
    });
    expect((await history('A')).at(-1)).toMatchObject({
      action: 'reconcile',
      from: hotel(0),
      to: reader(0),
      actor: { name: 'test technician' },
    });
    expect(await conflicts()).toEqual([]);
    expect(await conflicts('?open=false')).toEqual([ended]);
    const again = await refused(reconcileEndpoint, by(conflict));
    expect(again).toMatchObject({ status: 409, code: 'conflict' });
    expect(again.detail).toContain('was reconciled by test technician');
    expect((await refused(dismissEndpoint, by(conflict))).status).toBe(409);
  });

  test('cannot be reconciled while another stands there: 409 with who', async () => {
    const { conflict } = await stuck('A', hotel(0), hotel(1));
    const answer = await refused(reconcileEndpoint, by(conflict));
    expect(answer).toMatchObject({ status: 409, code: 'conflict', occupant: b, container: a });
    expect((await conflicts()).map(({ id }) => id)).toEqual([conflict]);
    await moved('B', hotel(1), reader(1));
    expect(await answered(reconcileEndpoint, by(conflict))).toMatchObject({ ended: 'RECONCILED' });
    expect(await read('A')).toMatchObject(hotel(1));
  });

  test('of nobody known takes the container from whoever reconciles', async () => {
    const call = { headers, body: ends(hotel(6), reader(0)) };
    const { conflict, container } = await refused(moveByPlaceEndpoint, call);
    expect(container).toBeNull();
    const without = await refused(reconcileEndpoint, by(conflict));
    expect([without.status, without.fields]).toEqual([422, ['container']]);
    const unknown = await refused(reconcileEndpoint, by(conflict, { container: 'Z' }));
    expect(unknown.status).toBe(404);
    await answered(reconcileEndpoint, by(conflict, { container: 'A' }));
    expect(await read('A')).toMatchObject(reader(0));
    const other = await stuck('B', hotel(4), hotel(5));
    const wrong = await refused(reconcileEndpoint, by(other.conflict, { container: 'A' }));
    expect([wrong.status, wrong.fields]).toEqual([422, ['container']]);
  });

  test('is dismissed with a reason, without a move', async () => {
    const { conflict } = await stuck('A', hotel(0), hotel(1));
    const ended = await answered(dismissEndpoint, by(conflict, { reason: 'arm was stopped' }));
    expect(ended).toMatchObject({
      ended: 'DISMISSED',
      end_reason: 'arm was stopped',
      container: a,
    });
    expect(await history('A')).toHaveLength(1);
    // Told again it is a new one.
    const next = await stuck('A', hotel(0), hotel(1));
    expect(next.conflict).not.toBe(conflict);
  });

  test.each([
    ['a move', () => moved('A', hotel(0), reader(1))],
    ['a correction', () => correct('A', { ...reader(1), reason: 'seen' })],
    ['a removal', () => answered(removeContainerEndpoint, { headers, params: { ref: 'A' } })],
  ])('is overtaken by %s of its container, not of another', async (_, overtake) => {
    const { conflict } = await stuck('A', hotel(0), hotel(1));
    await moved('B', hotel(1), reader(0));
    expect((await conflicts()).map(({ id }) => id)).toEqual([conflict]);
    await overtake();
    expect(await conflicts()).toEqual([]);
    expect(await conflicts('')).toMatchObject([{ id: conflict, ended: 'OVERTAKEN' }]);
  });

  test('is for technicians of its lab: others are refused', async () => {
    const { conflict } = await stuck('A', hotel(0), hotel(1));
    for (const endpoint of [reconcileEndpoint, dismissEndpoint]) {
      expect((await callRoute(endpoint, by(conflict, {}, viewer))).status).toBe(403);
      expect((await callRoute(endpoint, by(conflict, {}, headers))).status).toBe(403);
      expect((await callRoute(endpoint, by(conflict, {}, stranger))).status).toBe(404);
      expect((await callRoute(endpoint, by(newId()))).status).toBe(404);
      expect((await callRoute(endpoint, by('nothing'))).status).toBe(404);
    }
    expect((await answered(listConflictsEndpoint, { headers: stranger })).data).toEqual([]);
    expect(await conflicts()).toHaveLength(1);
  });

  test('is listed newest first, a page at a time', async () => {
    for (const position of [3, 4, 5]) await stuck('A', hotel(position), hotel(1));
    const first = await answered(listConflictsEndpoint, { headers, query: '?limit=2' });
    const query = `?limit=2&cursor=${first.next_cursor}`;
    const second = await answered(listConflictsEndpoint, { headers, query });
    const from = [...first.data, ...second.data].map((one) => one.from.position);
    expect([from, second.next_cursor]).toEqual([[5, 4, 3], null]);
  });
});

const correct = (ref: string, body: object) =>
  answered(correctEndpoint, { headers: technician, params: { ref }, body });

describe('a correction by hand', () => {
  test('is history like any other move, with its reason', async () => {
    const reason = 'found on the reader';
    expect(await correct('A', { ...reader(0), reason })).toEqual({ ...a, ...reader(0) });
    expect((await history('A')).at(-1)).toMatchObject({
      action: 'correct',
      from: hotel(0),
      to: reader(0),
      reason,
      actor: { name: 'test technician' },
    });
    const events = await unboundDb().auditEvent.findMany({
      where: { labId: made.lab.id, action: 'container.correct' },
    });
    expect(events).toMatchObject([{ entityId: a.id, reason, before: hotel(0), after: reader(0) }]);
  });

  test('says that a container is gone', async () => {
    const gone = await correct('A', { gone: true, reason: 'dropped' });
    expect(gone).toMatchObject({ id: a.id, removed: true, device: null });
    expect((await history(a.id)).at(-1)).toMatchObject({ action: 'remove', reason: 'dropped' });
  });

  test.each([
    ['a place that is taken', { ...hotel(1), reason: 'x' }, 409, 'position'],
    ['the place it is on', { ...hotel(0), reason: 'x' }, 422, 'position'],
    ['a place there is not', { ...hotel(8), reason: 'x' }, 422, 'position'],
    ['no reason', hotel(3), 422, 'reason'],
    ['an empty reason', { ...hotel(3), reason: ' ' }, 422, 'reason'],
    ['half a place', { device: 'Hotel', reason: 'x' }, 422, 'position'],
    ['neither a place nor gone', { reason: 'x' }, 422, 'device'],
    ['both a place and gone', { ...hotel(3), gone: true, reason: 'x' }, 422, 'device'],
  ])('is refused for %s', async (_, body, status, field) => {
    const answer = await refused(correctEndpoint, {
      headers: technician,
      params: { ref: 'A' },
      body,
    });
    expect([answer.status, answer.fields[0]]).toEqual([status, field]);
    if (status === 409) {
      expect(answer.occupant).toEqual(b);
      expect(answer.detail).toContain('correct the place of that one first');
    }
    expect(await history('A')).toHaveLength(1);
  });

  test('is for technicians of its lab: others are refused', async () => {
    const body = { ...reader(0), reason: 'x' };
    const as = (who: Headers) => ({ headers: who, params: { ref: 'A' }, body });
    expect((await callRoute(correctEndpoint, as(viewer))).status).toBe(403);
    expect((await callRoute(correctEndpoint, as(headers))).status).toBe(403);
    expect((await callRoute(correctEndpoint, as(stranger))).status).toBe(404);
    expect(await read('A')).toEqual(a);
  });
});

describe('positions', () => {
  const at = (slot: string, as = viewer) => ({ headers: as, params: { name: 'hotel', slot } });

  test('are listed from 0 with what stands there', async () => {
    await answered(unlidEndpoint, { headers, params: { ref: 'B' }, body: hotel(4) });
    const known = await answered(listPositionsEndpoint, {
      headers: viewer,
      params: { name: 'hotel' },
    });
    expect(known.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const open = { ...b, lidded: false, lid_site: hotel(4) };
    const rest = { deep_well: false };
    expect(known[0]).toEqual({ position: 0, empty: false, container: a, lid: null, ...rest });
    expect(known[1]).toEqual({ position: 1, empty: false, container: open, lid: null, ...rest });
    expect(known[2]).toEqual({ position: 2, empty: true, container: null, lid: null, ...rest });
    expect(known[4]).toEqual({ position: 4, empty: false, container: null, lid: open, ...rest });
    for (const slot of [0, 1, 2, 4]) {
      expect(await answered(readPositionEndpoint, at(String(slot)))).toEqual(known[slot]);
    }
  });

  test('that there are not are 404, in another lab too', async () => {
    for (const slot of ['8', '-1', 'x', '0.5', '99999']) {
      expect((await refused(readPositionEndpoint, at(slot))).detail).toContain('No such position');
    }
    const unknown = { headers: viewer, params: { name: 'Fridge' } };
    expect((await refused(listPositionsEndpoint, unknown)).status).toBe(404);
    const other = await storedKey((await makeTestLab()).lab, 'admin');
    expect((await refused(readPositionEndpoint, at('0', other))).status).toBe(404);
    expect(
      (await refused(changePositionEndpoint, { ...at('0', other), body: { deep_well: true } }))
        .status,
    ).toBe(404);
  });

  test('are read by the key of an instrument of its own device alone', async () => {
    const key = await storedKey(made.lab, 'instrument');
    const own = await unboundDb().device.findFirstOrThrow({
      where: { labId: made.lab.id, type: 'reader' },
    });
    await unboundDb().device.update({ where: { id: own.id }, data: { slots: 2 } });
    const params = { name: own.name, slot: '1' };
    expect(await answered(listPositionsEndpoint, { headers: key, params })).toHaveLength(2);
    expect(await answered(readPositionEndpoint, { headers: key, params })).toMatchObject({
      position: 1,
      empty: true,
    });
    const foreign = { headers: key, params: { name: 'Hotel', slot: '1' } };
    expect((await refused(listPositionsEndpoint, foreign)).status).toBe(403);
    expect((await refused(readPositionEndpoint, foreign)).status).toBe(403);
  });

  test('take deep-well plates where an orchestrator says so', async () => {
    const body = { deep_well: true };
    for (const weak of [viewer, technician]) {
      expect((await callRoute(changePositionEndpoint, { ...at('3', weak), body })).status).toBe(
        403,
      );
    }
    const changed = await answered(changePositionEndpoint, { ...at('3', headers), body });
    expect(changed).toMatchObject({ position: 3, deep_well: true });
    expect(await answered(readPositionEndpoint, at('3'))).toEqual(changed);
    expect(await answered(readPositionEndpoint, at('2'))).toMatchObject({ deep_well: false });
  });
});

test('a lab is wiped: containers removed with their history, conflicts ended, devices retired', async () => {
  await answered(unlidEndpoint, { headers, params: { ref: 'B' }, body: hotel(4) });
  await refused(moveByPlaceEndpoint, { headers, body: ends(hotel(6), hotel(7)) });
  expect(await conflicts()).toMatchObject([{ container: null }]);
  await expect(wipeLab(await made.ctxFor('manager'))).rejects.toMatchObject({ code: 'forbidden' });
  expect(await wipeLab(await made.ctxFor('admin'))).toEqual({ devices: 2, containers: 2 });
  for (const { id } of [a, b])
    expect(await read(id)).toMatchObject({ removed: true, lid_site: null });
  expect(await conflicts('')).toMatchObject([{ open: false, ended: 'OVERTAKEN' }]);
  expect((await history(b.id)).map(({ action, thing }) => [action, thing])).toEqual([
    ['add', 'container'],
    ['unlid', 'lid'],
    ['remove', 'lid'],
    ['remove', 'container'],
  ]);
  expect((await stuck(a.id, hotel(0), hotel(1))).fields).toEqual([
    'source_device',
    'target_device',
  ]);
  expect(await wipeLab(await made.ctxFor('admin'))).toEqual({ devices: 0, containers: 0 });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { ROLES } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { addContainer } from '../add-containers';
import { putContents } from '../contents/put-contents';
import { NewContainer } from '../contract';
import { correctPlace } from '../moves/correct-place';
import { dismissConflict, reconcileConflict } from '../conflicts/end-conflict';
import { moveByPlace, moveContainer } from '../moves/move-container';
import { unlidContainer } from '../moves/move-lid';
import { removeContainer } from '../remove-container';
import { makeDeck } from '../testing-deck';
import type { DeckDevice } from './deck';
import { findOnDeck } from './find-on-deck';
import { readDeck } from './read-deck';

let lab: TestLab;
let machine: Ctx;
let viewer: Ctx;

beforeAll(async () => {
  lab = await makeTestLab();
  machine = lab.keyCtxFor('orchestrator');
  viewer = await lab.ctxFor('viewer');
  await makeDeck(lab.lab, { Hotel: 8, Reader: 1, Archive: 300, Plain: 0 });
});

async function put(barcode: string | null, device: string, position: number, more = {}) {
  const row = { name: `Plate ${barcode ?? position}`, barcode, device, position, ...more };
  return addContainer(machine, NewContainer.parse(row));
}

const ends = (from: [string, number], to: [string, number]) => ({
  source_device: from[0],
  source_pos: from[1],
  target_device: to[0],
  target_pos: to[1],
});

async function deviceOf(ctx: Ctx, name: string): Promise<DeckDevice> {
  const device = (await readDeck(ctx)).devices.find((candidate) => candidate.name === name);
  if (!device) throw new Error(`${name} is not on the deck`);
  return device;
}

async function givenSpecimen(number: string): Promise<void> {
  const data = { id: newId(), labId: lab.lab.id, number, stateKey: 'received' };
  await unboundDb().specimen.create({ data });
}

/** An experiment with a step of a container, begun at that hour. */
async function givenStep(process: string, container: string, hour: number, finished: boolean) {
  const db = unboundDb();
  const labId = lab.lab.id;
  const by = { actorKind: 'system', actorName: 'test' } as const;
  const [processId, experimentId] = [newId(), newId()];
  const at = new Date(Date.UTC(2026, 2, 2, hour));
  const device = await db.device.findFirstOrThrow({ where: { labId, name: 'Reader' } });
  await db.process.create({
    data: { id: processId, labId, name: process, version: 1, source: process, ...by },
  });
  await db.experiment.create({
    data: {
      id: experimentId,
      labId,
      processId,
      createdAt: at,
      ...by,
      finishedAt: finished ? new Date() : null,
    },
  });
  await db.$executeRaw`
    INSERT INTO steps (id, lab_id, kind, name, device_id, container_id, experiment_id, started_at,
      status, data, actor_kind, actor_name)
    VALUES (${newId()}::uuid, ${labId}::uuid, 'PROCESS', 'read', ${device.id}::uuid,
      ${container}::uuid, ${experimentId}::uuid, ${at}::timestamptz, 'running', '{}', 'system', 'test')`;
  return experimentId;
}

describe('the deck', () => {
  it('has the devices that have positions, and what stands on each, since when and from where', async () => {
    const plate = await put('D-1', 'Hotel', 2, { lidded: true, filled: true });
    await moveContainer(machine, plate.id, ends(['Hotel', 2], ['Reader', 0]));
    await unlidContainer(machine, plate.id, { device: 'Hotel', position: 5 });
    const deck = await readDeck(viewer);
    expect(deck.devices.map(({ name, slots }) => [name, slots])).toEqual([
      ['Hotel', 8],
      ['Reader', 1],
      ['Archive', 300],
    ]);
    expect(deck).toMatchObject({ positions: 309, containers: 1, lids: 1, conflicts: [] });
    expect((await deviceOf(viewer, 'Reader')).things).toEqual([
      {
        id: plate.id,
        barcode: 'D-1',
        name: 'Plate D-1',
        position: 0,
        thing: 'container',
        lidded: false,
        filled: true,
        other_place: { device: 'Hotel', position: 5 },
        since: machine.now.toISOString(),
        came_from: { device: 'Hotel', position: 2 },
        action: 'move',
        experiment: null,
        specimens: 0,
        first_specimen: null,
      },
    ]);
    expect((await deviceOf(viewer, 'Hotel')).things).toMatchObject([
      { id: plate.id, thing: 'lid', position: 5, other_place: { device: 'Reader', position: 0 } },
    ]);
    await removeContainer(machine, plate.id);
    expect(await readDeck(viewer)).toMatchObject({ containers: 0, lids: 0 });
  });

  it('says the unfinished experiment whose step came last, and the contents', async () => {
    const plate = await put('D-2', 'Hotel', 0);
    await givenSpecimen('DK-2');
    await givenSpecimen('DK-1');
    await putContents(machine, plate.id, [
      { well: 'A1', specimen_id: 'DK-2' },
      { well: 'B1', specimen_id: 'DK-2' },
      { well: 'A2', specimen_id: 'DK-1' },
    ]);
    await givenStep('early', plate.id, 8, false);
    const running = await givenStep('running', plate.id, 9, false);
    await givenStep('done', plate.id, 10, true);
    expect((await deviceOf(viewer, 'Hotel')).things).toMatchObject([
      {
        experiment: { id: running, process: 'running' },
        specimens: 2,
        first_specimen: 'DK-1',
        filled: true,
      },
    ]);
    await removeContainer(machine, plate.id);
  });

  it('draws part of a large store: its first positions, or where something was looked for', async () => {
    const far = await put('D-3', 'Archive', 250);
    const near = await put('D-4', 'Archive', 1);
    expect(await deviceOf(viewer, 'Archive')).toMatchObject({
      containers: 2,
      from: 0,
      to: 48,
      things: [{ barcode: 'D-4' }],
    });
    const found = await findOnDeck(viewer, 'd-3');
    const lookedFor = found.hits.flatMap(({ place }) => place ?? []);
    expect(lookedFor).toEqual([{ device: 'Archive', position: 250 }]);
    const { devices } = await readDeck(viewer, { lookedFor });
    expect(devices.find(({ name }) => name === 'Archive')).toMatchObject({
      containers: 2,
      from: 240,
      to: 288,
      things: [{ id: far.id, position: 250 }],
    });
    await removeContainer(machine, far.id);
    await removeContainer(machine, near.id);
  });

  it('has the refused moves with who is in the way, until somebody deals with them', async () => {
    const technician = await lab.ctxFor('technician');
    const moving = await put('D-5', 'Hotel', 3);
    const sealed = await put('D-6', 'Reader', 0);
    const refused = moveContainer(machine, moving.id, ends(['Hotel', 3], ['Reader', 0]));
    await expect(refused).rejects.toMatchObject({ code: 'conflict' });
    const nothing = moveByPlace(machine, ends(['Hotel', 6], ['Hotel', 7]));
    await expect(nothing).rejects.toMatchObject({ code: 'conflict' });
    const { conflicts, conflict_count: count } = await readDeck(technician);
    expect(count).toBe(2);
    const taken = conflicts.find(({ kind }) => kind === 'TARGET_TAKEN');
    expect(taken).toMatchObject({
      container: { barcode: 'D-5', place: { device: 'Hotel', position: 3 }, removed: false },
      in_the_way: { barcode: 'D-6', thing: 'container' },
      from: { device: 'Hotel', position: 3 },
      to: { device: 'Reader', position: 0 },
      times: 1,
      actor: 'test key',
    });
    expect(conflicts.find(({ kind }) => kind === 'NOT_THERE')).toMatchObject({
      container: null,
      in_the_way: null,
    });

    await correctPlace(technician, sealed.id, { device: 'Hotel', position: 1, reason: 'by hand' });
    expect((await readDeck(technician)).conflicts).toContainEqual(
      expect.objectContaining({ id: taken?.id, in_the_way: null }),
    );
    await reconcileConflict(technician, taken?.id ?? '');
    expect((await deviceOf(technician, 'Reader')).things).toMatchObject([
      { barcode: 'D-5', action: 'reconcile', came_from: { device: 'Hotel', position: 3 } },
    ]);
    const [left] = (await readDeck(technician)).conflicts;
    await dismissConflict(technician, left?.id ?? '');
    expect(await readDeck(technician)).toMatchObject({ conflicts: [], conflict_count: 0 });
    await removeContainer(machine, moving.id);
    await removeContainer(machine, sealed.id);
  });

  it.each(ROLES)('is read by a %s, who sees their own lab’s', async (role) => {
    expect((await readDeck(await lab.ctxFor(role))).devices).toHaveLength(3);
    const stranger = await (await makeTestLab()).ctxFor(role);
    expect(await readDeck(stranger)).toMatchObject({ devices: [], positions: 0, conflicts: [] });
  });

  it.each(['instrument', 'lis'] as const)('is not read by a key of an %s', async (role) => {
    const ctx = lab.keyCtxFor(role);
    await expect(readDeck(ctx)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(findOnDeck(ctx, 'D-1')).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a search', () => {
  it('finds by barcode, name, id, part of them, and by specimen with its well', async () => {
    const plate = await put('F-10', 'Hotel', 0, { name: 'Serum plate' });
    const other = await put('F-1', 'Hotel', 1, { name: 'Wash_plate' });
    await givenSpecimen('FS-1');
    await putContents(machine, plate.id, [{ well: 'C3', specimen_id: 'FS-1' }]);
    const ids = async (text: string) => (await findOnDeck(viewer, text)).hits.map(({ id }) => id);
    expect(await ids('F-1')).toEqual([other.id]);
    expect(await ids(' f-10 ')).toEqual([plate.id]);
    expect(await ids('serum PLATE')).toEqual([plate.id]);
    expect(await ids(plate.id)).toEqual([plate.id]);
    expect((await ids('plate')).toSorted()).toEqual([plate.id, other.id].toSorted());
    expect(await ids('h_p')).toEqual([other.id]);
    expect(await ids('%')).toEqual([]);
    expect((await findOnDeck(viewer, 'FS-1')).hits).toEqual([
      {
        id: plate.id,
        barcode: 'F-10',
        name: 'Serum plate',
        by: 'specimen',
        place: { device: 'Hotel', position: 0 },
        specimen: 'FS-1',
        well: 'C3',
      },
    ]);
    const stranger = await (await makeTestLab()).ctxFor('admin');
    for (const text of ['F-1', plate.id, 'FS-1', 'plate']) {
      expect(await findOnDeck(stranger, text)).toMatchObject({
        hits: [],
        removed: null,
        specimen: null,
      });
    }
    await removeContainer(machine, plate.id);
    expect(await findOnDeck(viewer, 'f-10')).toMatchObject({
      hits: [],
      removed: { id: plate.id, at: machine.now.toISOString() },
      specimen: null,
    });
    expect(await findOnDeck(viewer, 'FS-1')).toMatchObject({ hits: [], specimen: 'FS-1' });
    await removeContainer(machine, other.id);
  });

  it('lists twenty, and says that there are more', async () => {
    for (let at = 0; at < 21; at += 1) await put(`MANY-${at}`, 'Archive', at);
    const found = await findOnDeck(viewer, 'many');
    expect(found.hits).toHaveLength(20);
    expect(found.more).toBe(true);
    expect(await findOnDeck(viewer, '\0')).toMatchObject({ text: '', hits: [], more: false });
    expect(await findOnDeck(viewer, 'MANY\0-7')).toMatchObject({
      hits: [{ barcode: 'MANY-7' }],
      more: false,
    });
  });
});

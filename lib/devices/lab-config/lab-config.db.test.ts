import { beforeAll, describe, expect, it } from 'vitest';
import { addContainersEndpoint, listContainersEndpoint } from '@/lib/containers/endpoints';
import { unboundDb } from '@/lib/platform/db/client';
import { applyLabConfigEndpoint, devices, wipeLabEndpoint } from '../endpoints';
import { makePlatform } from '../testing-devices';

let platform: Awaited<ReturnType<typeof makePlatform>>;

beforeAll(async () => {
  platform = await makePlatform();
});

const CONFIG = `
description: Two movers and a hotel
sila_servers:
  movers:
    Arm: {capacity: 1}
  storage:
    Hotel: {capacity: 4, type: carousel}
pythonlab_translation: {MoverServiceResource: movers}
`;
const NOTHING = { created: [], changed: [], unchanged: [], brought_back: [] };

const put = (body: string, type = 'application/yaml') =>
  platform.ask(applyLabConfigEndpoint, { body, type });

const rows = async () =>
  (
    await unboundDb().device.findMany({
      where: { labId: platform.lab.id },
      orderBy: { name: 'asc' },
      include: { _count: { select: { positions: true } } },
    })
  ).map(({ id, name, type, slots, retiredAt, _count }) => {
    return { id, name, type, slots, retired: retiredAt !== null, positions: _count.positions };
  });

describe('PUT /lab-config', () => {
  it('makes the devices with their positions, and the second time changes nothing', async () => {
    await platform.ask(devices.create, { body: { name: 'Washer', type: 'washer', slots: 2 } });
    expect(await put(CONFIG)).toEqual({
      status: 200,
      answer: { ...NOTHING, created: ['Arm', 'Hotel'] },
    });
    const made = await rows();
    expect(made).toMatchObject([
      { name: 'Arm', type: 'movers', slots: 1, positions: 1, retired: false },
      { name: 'Hotel', type: 'carousel', slots: 4, positions: 4, retired: false },
      { name: 'Washer', type: 'washer', slots: 2, positions: 2, retired: false },
    ]);
    const trail = await platform.trail();
    const told = await platform.told();
    expect(trail).toEqual(['device.create', 'device.create', 'device.create']);
    expect(await put(CONFIG)).toEqual({
      status: 200,
      answer: { ...NOTHING, unchanged: ['Arm', 'Hotel'] },
    });
    expect(await put(CONFIG.replace('Hotel:', 'HOTEL:'))).toMatchObject({
      answer: { ...NOTHING, unchanged: ['Arm', 'Hotel'] },
    });
    expect(await rows()).toEqual(made);
    expect([await platform.trail(), await platform.told()]).toEqual([trail, told]);
  });

  it('at once by several makes each device once', async () => {
    const { ask } = await makePlatform();
    const all = await Promise.all(
      Array.from({ length: 6 }, () =>
        ask(applyLabConfigEndpoint, { body: CONFIG, type: 'text/plain' }),
      ),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const created = all.flatMap(({ answer }) => Object(answer).created);
    expect(created.toSorted()).toEqual(['Arm', 'Hotel']);
  });

  it('changes what it says anew and brings back what was retired', async () => {
    const before = await rows();
    await platform.ask(devices.change, { name: 'Arm', body: { active: false } });
    const changed = CONFIG.replace('capacity: 4, type: carousel', 'capacity: 6');
    expect(await put(changed)).toEqual({
      status: 200,
      answer: { ...NOTHING, changed: ['Hotel'], brought_back: ['Arm'] },
    });
    expect(await rows()).toMatchObject([
      { id: before[0]?.id, name: 'Arm', retired: false },
      { id: before[1]?.id, name: 'Hotel', type: 'storage', slots: 6, positions: 6 },
      { name: 'Washer', retired: false },
    ]);
    expect((await platform.trail()).slice(-2).toSorted()).toEqual([
      'device.reactivate',
      'device.update',
    ]);
  });

  it('takes no position from under a container, and then does nothing of the rest', async () => {
    const body = { name: 'Plate', device: 'Hotel', position: 5 };
    expect((await platform.ask(addContainersEndpoint, { body })).status).toBe(201);
    const before = await rows();
    const smaller = CONFIG.replace('movers:', 'movers:\n    Second arm: {capacity: 1}');
    expect(await put(smaller)).toMatchObject({
      status: 409,
      answer: {
        code: 'conflict',
        detail: expect.stringContaining('“Plate” on Hotel position 5'),
        standing: [{ device: 'Hotel', position: 5 }],
      },
    });
    expect(await rows()).toEqual(before);
  });

  it('names the path at fault, and changes nothing', async () => {
    const before = await rows();
    const refused = await put('sila_servers: {movers: {New: {capacity: 1}, Arm: {}}}');
    expect(refused).toMatchObject({
      status: 422,
      answer: { errors: [{ field: 'sila_servers.movers.Arm.capacity' }] },
    });
    expect(await rows()).toEqual(before);
  });

  it.each([
    'text/yaml',
    'text/plain;charset=UTF-8',
    'application/x-yaml',
    'application/octet-stream',
  ])('is taken as %s', async (type) =>
    expect((await put('sila_servers: {}', type)).status).toBe(200),
  );

  it('is refused as another type, and over a megabyte', async () => {
    expect((await put(CONFIG, 'multipart/form-data')).status).toBe(415);
    expect((await put(`# ${'x'.repeat(1_048_576)}`)).status).toBe(413);
    expect((await put('')).status).toBe(422);
  });

  it('is for orchestrators and admins of the lab', async () => {
    await platform.ownDevice();
    const before = await rows();
    const asked = { body: 'sila_servers: {x: {New: {capacity: 1}}}', type: 'text/yaml' };
    for (const as of ['viewer', 'technician', 'manager', 'instrument', 'lis'] as const) {
      expect((await platform.ask(applyLabConfigEndpoint, { as, ...asked })).status, as).toBe(403);
      expect((await platform.ask(wipeLabEndpoint, { as })).status, as).toBe(403);
    }
    // Somebody of another lab makes their own, and clears their own.
    expect((await platform.ask(applyLabConfigEndpoint, { as: 'stranger', ...asked })).status).toBe(
      200,
    );
    const wiped = await platform.ask(wipeLabEndpoint, { as: 'stranger' });
    expect(wiped).toEqual({ status: 200, answer: { devices: 1, containers: 0 } });
    expect(await rows()).toEqual(before);
  });
});

describe('DELETE /lab-config', () => {
  it('removes the containers and retires the devices, which the configuration brings back', async () => {
    const count = (await rows()).filter(({ retired }) => !retired).length;
    expect(await platform.ask(wipeLabEndpoint)).toEqual({
      status: 200,
      answer: { devices: count, containers: 1 },
    });
    expect((await rows()).every(({ retired }) => retired)).toBe(true);
    expect(await platform.ask(listContainersEndpoint)).toMatchObject({ answer: { data: [] } });
    expect((await platform.trail()).at(-1)).toBe('device.retire_all');
    expect(await put(CONFIG)).toMatchObject({
      status: 200,
      answer: { brought_back: ['Arm', 'Hotel'], created: [] },
    });
    expect(await platform.ask(devices.list, { query: '?active=true' })).toMatchObject({
      answer: { data: [{ name: 'Arm' }, { name: 'Hotel' }] },
    });
  });
});

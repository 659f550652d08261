import { beforeEach, describe, expect, it } from 'vitest';
import { makePlatform } from '@/lib/devices/testing-devices';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { PeerAnswer, PeerList } from './contract';
import { addPeerEndpoint, listPeersEndpoint, removePeerEndpoint } from './endpoints';

let lab: Awaited<ReturnType<typeof makePlatform>>;
let name: string;

async function device() {
  const id = newId();
  const made = `Reader ${id.slice(-6)}`;
  await unboundDb().device.create({ data: { id, labId: lab.lab.id, name: made, type: 'x' } });
  return made;
}

beforeEach(async () => {
  lab = await makePlatform();
  name = await device();
});

const add = (body: unknown, to = name) => lab.ask(addPeerEndpoint, { as: 'admin', name: to, body });

async function added(body: unknown, to = name) {
  const { status, answer } = await add(body, to);
  expect(status, JSON.stringify(answer)).toBe(201);
  return PeerAnswer.parse(answer);
}

async function list() {
  const { answer } = await lab.ask(listPeersEndpoint, { as: 'admin', name });
  return PeerList.parse(answer).data;
}

async function remove(id: string, as: 'admin' | 'manager' | 'stranger' = 'admin') {
  const home = as === 'stranger' ? lab.other.lab : lab.lab;
  const headers = await storedKey(home, as === 'stranger' ? 'admin' : as);
  return callRoute(removePeerEndpoint, { headers, params: { name, id } });
}

describe('an address that a device speaks from', () => {
  it('is added, listed, removed, and all of it stands in the trail', async () => {
    const one = await added({ network: '10.1.2.3' });
    expect(one).toMatchObject({ network: '10.1.2.3/32', role: 'instrument' });
    const two = await added({
      network: '2001:DB8:0::/48',
      sending_application: ' LIS ',
      sending_facility: 'Main',
      role: 'lis',
    });
    expect(two).toMatchObject({
      network: '2001:db8::/48',
      sending_application: 'LIS',
      sending_facility: 'Main',
      role: 'lis',
    });
    expect(await list()).toEqual([one, two]);
    expect((await remove(one.id)).status).toBe(200);
    expect(await list()).toEqual([two]);
    expect((await remove(one.id)).status).toBe(404);
    expect((await remove('nothing')).status).toBe(404);
    expect(await lab.trail()).toEqual(['device.add_peer', 'device.add_peer', 'device.remove_peer']);
    expect(await lab.told()).toBe(3);
  });

  it('is one device’s, where MSH-3 and MSH-4 do not tell two apart', async () => {
    await added({ network: '10.1.2.0/24', sending_application: 'Cobas' });
    const other = await device();
    const taken = await add({ network: '10.1.2.0/24', sending_application: 'COBAS' }, other);
    expect(taken).toMatchObject({ status: 409, answer: { code: 'already_exists' } });
    expect(JSON.stringify(taken.answer)).toContain(name);
    await added({ network: '10.1.2.0/24', sending_application: 'Architect' }, other);
    await added({ network: '10.1.2.0/25', sending_application: 'Cobas' }, other);
  });

  it.each([
    [{ network: '10.1.2.3/24' }, '10.1.2.0/24'],
    [{ network: '10.1.2.300' }, 'such as 10.1.2.3'],
    [{ network: '10.0.0.0/7' }, '/8 to /32'],
    [{ network: '0.0.0.0/0' }, '/8 to /32'],
    [{ network: '2000::/3' }, '/16 to /128'],
    [{ network: '::ffff:10.1.2.3' }, 'IPv4'],
    [{ network: 'reader.example.org' }, 'such as 10.1.2.3'],
    [{ network: '10.1.2.3/' }, '/8 to /32'],
    [{ network: '10.1.2.0/24/8' }, 'such as 10.1.2.3'],
    [{ network: '10.1.2.3', role: 'admin' }, 'instrument or lis'],
    [{ network: '10.1.2.3', port: 1 }, 'port'],
    [{}, 'network'],
  ])('is no %j', async (body, said) => {
    const { status, answer } = await add(body);
    expect(status).toBe(422);
    expect(JSON.stringify(answer)).toContain(said);
    expect(await list()).toEqual([]);
  });

  it('is for admins of the lab alone', async () => {
    const peer = await added({ network: '10.1.2.3' });
    const body = { network: '10.1.2.4' };
    for (const as of ['manager', 'orchestrator', 'instrument', 'lis'] as const) {
      expect((await lab.ask(addPeerEndpoint, { as, name, body })).status).toBe(403);
      expect((await lab.ask(listPeersEndpoint, { as, name })).status).toBe(403);
    }
    expect((await remove(peer.id, 'manager')).status).toBe(403);
    expect((await lab.ask(addPeerEndpoint, { as: 'stranger', name, body })).status).toBe(404);
    expect((await lab.ask(listPeersEndpoint, { as: 'stranger', name })).status).toBe(404);
    expect((await remove(peer.id, 'stranger')).status).toBe(404);
    expect(await list()).toEqual([peer]);
  });

  it('is of no retired device, and of fifty at most', async () => {
    for (let nth = 0; nth < 50; nth += 1) await added({ network: `10.1.2.${nth}` });
    expect((await add({ network: '10.1.2.50' })).status).toBe(409);
    const retired = await device();
    await unboundDb().device.updateMany({
      where: { name: retired },
      data: { retiredAt: new Date() },
    });
    expect((await add({ network: '10.9.9.9' }, retired)).status).toBe(409);
  });
});

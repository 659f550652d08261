import { beforeAll, expect, test } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { store } from '../inbox/testing-inbox';
import { heartbeat, makeDevice, makeInstrument } from '../receive/testing-webhook';
import { listConnections } from './list-connections';

const NOW = new Date();
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

let home: Awaited<ReturnType<typeof makeInstrument>>;
let stranger: Awaited<ReturnType<typeof makeInstrument>>;

async function quarantine(id: string) {
  await unboundDb().instrumentMessage.update({
    where: { id },
    data: { status: 'quarantined', code: 'malformed', reason: 'no text', settledAt: NOW },
  });
}

beforeAll(async () => {
  home = await makeInstrument();
  stranger = await makeInstrument();
  await makeDevice(home.lab, 'AAA silent');
  for (const minutes of [0.5, 0.7, 3, 20]) {
    await store(home, heartbeat(), { at: ago(minutes) });
  }
  for (const minutes of [60, 1_430, 1_450]) {
    await quarantine(await store(home, heartbeat(), { at: ago(minutes) }));
  }
  await store(stranger, heartbeat(), { at: ago(1) });
});

test('each device says when it was heard, how often, and what failed and waits', async () => {
  const ctx = await home.ctxFor('viewer', NOW);
  const [silent, reader, ...more] = await listConnections(ctx);
  expect(more).toEqual([]);
  expect(silent).toMatchObject({
    device: 'AAA silent',
    lastMessageAt: null,
    minutes: Array.from({ length: 15 }, () => 0),
    failed: 0,
    pending: 0,
    mayConnect: false,
  });
  expect(reader).toMatchObject({
    id: home.device.id,
    device: home.device.name,
    type: 'reader',
    state: { kind: 'unknown' },
    minutes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2],
    failed: 2,
    pending: 4,
    mayConnect: true,
  });
  // The latest is the one that was stored last, whatever its clock said.
  expect(reader?.lastMessageAt).toBe(ago(1_450).toISOString());
});

test('a retired device is left out, and so are the messages of another lab', async () => {
  const { device } = stranger;
  const before = await listConnections(await stranger.ctxFor('viewer', NOW));
  expect(before.map(({ device: name, pending }) => [name, pending])).toEqual([[device.name, 1]]);
  await unboundDb().device.update({ where: { id: device.id }, data: { retiredAt: NOW } });
  expect(await listConnections(await stranger.ctxFor('viewer', NOW))).toEqual([]);
});

test('a secret that has ended, a revoked key and nothing else let no device speak', async () => {
  const one = await makeInstrument();
  await unboundDb().deviceSecret.updateMany({
    where: { deviceId: one.device.id },
    data: { validUntil: new Date() },
  });
  const ctx = await one.ctxFor('viewer', new Date(Date.now() + 1));
  expect((await listConnections(ctx))[0]?.mayConnect).toBe(true);
  await unboundDb().apiKey.updateMany({
    where: { deviceId: one.device.id },
    data: { revokedAt: new Date() },
  });
  expect((await listConnections(ctx))[0]?.mayConnect).toBe(false);
  await unboundDb().mllpPeer.create({
    data: { id: newId(), labId: one.lab.id, deviceId: one.device.id, network: '10.0.0.0/8' },
  });
  expect((await listConnections(ctx))[0]?.mayConnect).toBe(true);
});

test('the key of an instrument, which sees its own device only, may not ask', async () => {
  const ctx = home.keyCtxFor('instrument', home.device.id);
  await expect(listConnections(ctx)).rejects.toMatchObject({ code: 'forbidden' });
});

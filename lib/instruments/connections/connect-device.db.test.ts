import { beforeAll, describe, expect, test } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { makeDevice, makeInstrument, storedOf } from '../receive/testing-webhook';
import { readConnection } from './read-connection';
import { sendTestMessage } from './send-test-message';

let home: Awaited<ReturnType<typeof makeInstrument>>;
let stranger: Awaited<ReturnType<typeof makeInstrument>>;

beforeAll(async () => {
  home = await makeInstrument();
  stranger = await makeInstrument();
});

describe('how a device can be connected', () => {
  test('is told to everybody of the lab, without anything secret', async () => {
    const told = await readConnection(await home.ctxFor('viewer'), home.device.name);
    expect(told).toMatchObject({
      id: home.device.id,
      device: home.device.name,
      active: true,
      secrets: 1,
      keys: 1,
      peers: 0,
      mappingVersion: 0,
    });
    expect(told.webhookUrl).toMatch(new RegExp(`/api/webhooks/instruments/${home.device.id}$`));
    expect(JSON.stringify(told)).not.toContain(home.secret.slice(6));
  });

  test('is of no other lab', async () => {
    const asked = readConnection(await stranger.ctxFor('admin'), home.device.name);
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a test message', () => {
  test('is the device’s own: signed, stored, waiting to be applied, and in the audit trail', async () => {
    const sent = await sendTestMessage(await home.ctxFor('admin'), home.device.name);
    expect(sent.status).toBe('accepted');
    const [stored, ...more] = await storedOf(home.device.id);
    expect(more).toEqual([]);
    expect(stored).toMatchObject({
      id: sent.id,
      status: 'accepted',
      proof: 'signature',
      actorId: home.secretId,
      actorRole: 'instrument',
    });
    expect(JSON.parse(Buffer.from(stored?.raw ?? []).toString())).toMatchObject({
      type: 'device.heartbeat',
    });
    const trail = await unboundDb().auditEvent.findMany({ where: { labId: home.lab.id } });
    expect(trail.map(({ action }) => action)).toContain('device.send_test');
  });

  test('is for admins of the lab alone', async () => {
    const before = (await storedOf(home.device.id)).length;
    const byManager = sendTestMessage(await home.ctxFor('manager'), home.device.name);
    await expect(byManager).rejects.toMatchObject({ code: 'forbidden' });
    const byStranger = sendTestMessage(await stranger.ctxFor('admin'), home.device.name);
    await expect(byStranger).rejects.toMatchObject({ code: 'not_found' });
    expect(await storedOf(home.device.id)).toHaveLength(before);
  });

  test('needs a secret to sign it with', async () => {
    const bare = await makeDevice(home.lab);
    const sent = sendTestMessage(await home.ctxFor('admin'), bare.name);
    await expect(sent).rejects.toMatchObject({ code: 'conflict' });
    expect(await storedOf(bare.id)).toEqual([]);
  });

  test('is not sent for a retired device', async () => {
    const retired = await makeInstrument();
    const { id, name } = retired.device;
    await unboundDb().device.update({ where: { id }, data: { retiredAt: new Date() } });
    const sent = sendTestMessage(await retired.ctxFor('admin'), name);
    await expect(sent).rejects.toMatchObject({ code: 'conflict' });
    expect(await storedOf(id)).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { makePlatform } from '@/lib/devices/testing-devices';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { openText } from '@/lib/platform/secrets/sealed-text';
import { MadeSecret, SecretList } from './contract';
import { listSecretsEndpoint, makeSecretEndpoint, revokeSecretEndpoint } from './endpoints';

let lab: Awaited<ReturnType<typeof makePlatform>>;
let name: string;
let deviceId: string;

beforeAll(async () => {
  lab = await makePlatform();
  deviceId = newId();
  name = `Reader ${deviceId.slice(-6)}`;
  await unboundDb().device.create({ data: { id: deviceId, labId: lab.lab.id, name, type: 'x' } });
});

async function make(body: object = {}) {
  const { status, answer } = await lab.ask(makeSecretEndpoint, { as: 'admin', name, body });
  expect(status).toBe(201);
  return MadeSecret.parse(answer);
}

async function list() {
  const { answer } = await lab.ask(listSecretsEndpoint, { as: 'admin', name });
  return SecretList.parse(answer).data;
}

async function revoke(id: string, as: 'admin' | 'manager' | 'stranger' = 'admin') {
  const key = as === 'stranger' ? lab.other.lab : lab.lab;
  const headers = await storedKey(key, as === 'stranger' ? 'admin' : as);
  return callRoute(revokeSecretEndpoint, { headers, params: { name, id } });
}

describe('a secret of a device', () => {
  it('is shown once, kept encrypted, and told of without its text', async () => {
    const made = await make();
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(made.webhook_path).toBe(`/api/webhooks/instruments/${deviceId}`);
    expect(made).toMatchObject({ state: 'good', valid_until: null, made_by: 'test admin' });
    const row = await unboundDb().deviceSecret.findFirstOrThrow({ where: { id: made.id } });
    expect(Buffer.from(row.ciphertext).includes(made.secret.slice(6))).toBe(false);
    expect(openText(row.id, row.ciphertext)).toBe(made.secret);
    const listed = await list();
    expect(listed.map(({ id }) => id)).toContain(made.id);
    const events = await unboundDb().auditEvent.findMany({ where: { labId: lab.lab.id } });
    expect(events.some(({ action }) => action === 'device.make_secret')).toBe(true);
    for (const shown of [listed, events]) {
      expect(JSON.stringify(shown)).not.toContain(made.secret.slice(6));
    }
  });

  it('is not made again with an Idempotency-Key, which would have to keep it', async () => {
    const headers = { ...(await storedKey(lab.lab, 'admin')), 'idempotency-key': 'once' };
    const before = await list();
    const answer = await callRoute(makeSecretEndpoint, { headers, params: { name }, body: {} });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Idempotency-Key');
    expect(await list()).toEqual(before);
    expect(await unboundDb().idempotencyRecord.count({ where: { labId: lab.lab.id } })).toBe(0);
  });

  it('replaces those before it after the overlap, never later than they would have ended', async () => {
    const first = await make({ overlap_hours: 0 });
    const second = await make({ overlap_hours: 2 });
    const third = await make();
    const states = new Map((await list()).map((one) => [one.id, one]));
    expect(states.get(third.id)).toMatchObject({ state: 'good', valid_until: null });
    expect(states.get(second.id)?.state).toBe('ending');
    const hours = (id: string) =>
      (Date.parse(states.get(id)?.valid_until ?? '') - Date.now()) / 3_600_000;
    expect(hours(second.id)).toBeCloseTo(24, 1);
    expect(hours(first.id)).toBeCloseTo(2, 1);
    await make({ overlap_hours: 0 });
    expect((await list()).filter(({ state }) => state !== 'ended')).toHaveLength(1);
  });

  it('ends at once when it is revoked, and stays ended', async () => {
    const made = await make({ overlap_hours: 0 });
    expect((await revoke(made.id)).status).toBe(200);
    const [ended] = (await list()).filter(({ id }) => id === made.id);
    expect(ended?.state).toBe('ended');
    const again = await revoke(made.id);
    expect(JSON.parse(again.text)).toEqual(ended);
    expect((await revoke(newId())).status).toBe(404);
    expect((await revoke('nothing')).status).toBe(404);
  });

  it('is for admins of the lab alone', async () => {
    const made = await make();
    const roles = ['manager', 'orchestrator', 'instrument', 'lis'] as const;
    for (const as of roles) {
      expect((await lab.ask(makeSecretEndpoint, { as, name, body: {} })).status).toBe(403);
      expect((await lab.ask(listSecretsEndpoint, { as, name })).status).toBe(403);
    }
    expect((await revoke(made.id, 'manager')).status).toBe(403);
    const stranger = { as: 'stranger', name } as const;
    expect((await lab.ask(makeSecretEndpoint, { ...stranger, body: {} })).status).toBe(404);
    expect((await lab.ask(listSecretsEndpoint, stranger)).status).toBe(404);
    expect((await revoke(made.id, 'stranger')).status).toBe(404);
    expect((await list()).find(({ id }) => id === made.id)?.state).toBe('good');
  });

  it.each([
    { overlap_hours: -1 },
    { overlap_hours: 721 },
    { overlap_hours: 'a day' },
    { hours: 1 },
  ])('takes no %j', async (body) => {
    expect((await lab.ask(makeSecretEndpoint, { as: 'admin', name, body })).status).toBe(422);
  });

  it('is one of five at most, and of no retired device', async () => {
    await make({ overlap_hours: 0 });
    for (let count = 1; count < 5; count += 1) await make({ overlap_hours: 1 });
    const sixth = await lab.ask(makeSecretEndpoint, { as: 'admin', name, body: {} });
    expect(sixth).toMatchObject({ status: 409, answer: { code: 'conflict' } });
    expect((await list()).filter(({ state }) => state !== 'ended')).toHaveLength(5);
    await unboundDb().device.updateMany({
      where: { id: deviceId },
      data: { retiredAt: new Date() },
    });
    const body = { overlap_hours: 0 };
    expect((await lab.ask(makeSecretEndpoint, { as: 'admin', name, body })).status).toBe(409);
  });
});

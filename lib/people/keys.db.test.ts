import { expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { ROLES } from '@/lib/platform/access/roles';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { authenticateKey } from './authenticate-key';
import { createKey } from './create-key';
import { listKeys } from './list-keys';
import { revokeKey } from './revoke-key';

async function device(labId: string, retiredAt: Date | null = null): Promise<string> {
  const id = newId();
  await unboundDb().device.create({
    data: { id, labId, name: `Reader ${id}`, type: 'reader', retiredAt },
  });
  return id;
}

test('a key proves itself until it is revoked, and is stored as its hash', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const ctx = await ctxFor('admin');
  const { keyId, key, prefix } = await createKey(ctx, { name: 'BI', role: 'manager' });
  expect(key).toMatch(/^bw_[\w-]{43}$/);
  expect(await authenticateKey(key)).toMatchObject({ role: 'manager', lab: { id: lab.id } });
  const [shown] = await listKeys(ctx);
  expect(shown).toMatchObject({ keyId, prefix, status: 'active', madeBy: 'Test admin' });
  expect(JSON.stringify([shown, await ctx.db.auditEvent.findMany()])).not.toContain(key);
  const row = await ctx.db.apiKey.findUniqueOrThrow({ where: { id: keyId } });
  expect(Buffer.from(row.hash).toString('latin1')).not.toContain(key);
  await revokeKey(ctx, { keyId });
  expect(await authenticateKey(key)).toBeNull();
  await expect(revokeKey(ctx, { keyId })).rejects.toMatchObject({ code: 'not_found' });
});

test('a key ends at its expiry', async () => {
  const { ctxFor } = await makeTestLab();
  const twoDaysAgo = await ctxFor('admin', new Date(Date.now() - 48 * 3600_000));
  const { key } = await createKey(twoDaysAgo, { name: 'old', role: 'viewer', expiresInDays: 1 });
  expect(await authenticateKey(key)).toBeNull();
});

test('below admin nobody makes, sees or revokes keys', async () => {
  const { ctxFor, keyCtxFor } = await makeTestLab();
  const { keyId } = await createKey(await ctxFor('admin'), { name: 'BI', role: 'viewer' });
  const weak = [
    ...(await Promise.all(ROLES.filter((role) => role !== 'admin').map((role) => ctxFor(role)))),
    keyCtxFor('instrument'),
    keyCtxFor('orchestrator'),
    keyCtxFor('lis'),
  ];
  for (const ctx of weak) {
    const refused = { code: 'forbidden' };
    await expect(createKey(ctx, { name: 'x', role: 'viewer' })).rejects.toMatchObject(refused);
    await expect(revokeKey(ctx, { keyId })).rejects.toMatchObject(refused);
    await expect(listKeys(ctx)).rejects.toMatchObject(refused);
  }
});

test('another lab’s key is not found and not listed', async () => {
  const { keyId } = await createKey(await (await makeTestLab()).ctxFor('admin'), {
    name: 'BI',
    role: 'viewer',
  });
  const elsewhere = await (await makeTestLab()).ctxFor('admin');
  await expect(revokeKey(elsewhere, { keyId })).rejects.toMatchObject({ code: 'not_found' });
  expect(await listKeys(elsewhere)).toEqual([]);
});

test('an instrument’s key needs a device in use of the same lab', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const ctx = await ctxFor('admin');
  const refusedField = { code: 'invalid', fields: [{ field: 'deviceId' }] };
  const make = (deviceId: string | null) =>
    createKey(ctx, { name: 'Reader', role: 'instrument', deviceId });
  await expect(make(null)).rejects.toMatchObject(refusedField);
  await expect(make(await device(lab.id, new Date()))).rejects.toMatchObject(refusedField);
  const foreign = await device((await makeTestLab()).lab.id);
  await expect(make(foreign)).rejects.toMatchObject(refusedField);
  const own = await device(lab.id);
  const { key } = await make(own);
  expect(await authenticateKey(key)).toMatchObject({ role: 'instrument', deviceId: own });
});

import { Webhook } from 'standardwebhooks';
import { callRoute } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { KeyRole } from '@/lib/platform/access/roles';
import type { LabRef } from '@/lib/platform/context';
import { hashKey, makeKey } from '@/lib/people/api-key';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeSecret } from '../secrets/make-secret';
import { receiveMessageEndpoint } from './endpoints';

/** Headers of a message signed by the library of Standard Webhooks. */
export function signed(
  secret: string,
  body: string,
  { id = newId(), at = new Date() }: { id?: string; at?: Date } = {},
): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

/** A device of a lab that exists. */
export async function makeDevice(lab: LabRef, name = `Reader ${newId().slice(-6)}`) {
  const id = newId();
  await unboundDb().device.create({ data: { id, labId: lab.id, name, type: 'reader' } });
  return { id, name };
}

/** A key of that role in the database, as its Authorization header. */
export async function keyOf(
  lab: LabRef,
  role: KeyRole,
  deviceId: string | null,
  fate: { revokedAt?: Date; expiresAt?: Date } = {},
): Promise<{ authorization: string }> {
  const { key, prefix } = makeKey();
  await unboundDb().apiKey.create({
    data: {
      id: newId(),
      labId: lab.id,
      name: `test ${role}`,
      prefix,
      hash: hashKey(key),
      role,
      deviceId,
      makerName: 'test',
      ...fate,
    },
  });
  return { authorization: `Bearer ${key}` };
}

/** A lab with a device that has a secret and a key. */
export async function makeInstrument() {
  const home = await makeTestLab();
  const device = await makeDevice(home.lab);
  const admin = await home.ctxFor('admin');
  const { secret, id: secretId } = await makeSecret(admin, device.name, { overlap_hours: 0 });
  const key = await keyOf(home.lab, 'instrument', device.id);
  return { ...home, admin, device, secret, secretId, key };
}

/** Sends a message as Next would hand it over, and reads the answer. */
export async function send(
  device: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const {
    status,
    headers: answered,
    text,
  } = await callRoute(receiveMessageEndpoint, {
    params: { device },
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const answer: unknown = answered.get('content-type')?.includes('json') ? JSON.parse(text) : text;
  return { status, headers: answered, text, answer };
}

/** A heartbeat that is not the same as any before. */
export function heartbeat(): string {
  const time = new Date().toISOString();
  return JSON.stringify({ type: 'device.heartbeat', time, data: {}, nonce: newId() });
}

/** The stored messages of a device, in their order. */
export function storedOf(deviceId: string) {
  return unboundDb().instrumentMessage.findMany({
    where: { deviceId },
    orderBy: { position: 'asc' },
  });
}

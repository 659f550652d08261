import { randomBytes } from 'node:crypto';
import { authenticateKey } from '@/lib/people/authenticate-key';
import { findDeviceInLab, findDeviceToVerify } from './find-receiving-device';
import type { Sender, Unproved } from './sender';
import { verifySignature } from './verify-signature';

type Proof = { sender: Sender } | { unproved: Unproved };

/** Tried where there is no secret, so that a device that is not there takes as long as one that is. */
const NOBODYS = { id: '', text: randomBytes(32).toString('base64') };

async function bySignature(
  headers: Headers,
  deviceRef: string,
  bytes: Uint8Array,
  now: Date,
): Promise<Proof> {
  const device = await findDeviceToVerify(deviceRef, now);
  const signed = {
    id: headers.get('webhook-id'),
    timestamp: headers.get('webhook-timestamp'),
    signature: headers.get('webhook-signature'),
  };
  const secrets = device?.secrets ?? [];
  const tried = secrets.length > 0 ? secrets : [NOBODYS];
  const verified = verifySignature(signed, bytes, tried, now);
  if (!device) return { unproved: 'unknown_device' };
  if (secrets.length === 0) return { unproved: 'no_secret' };
  if ('fault' in verified) return { unproved: verified.fault };
  const { id: deviceId, name, lab } = device;
  return {
    sender: {
      lab,
      deviceId,
      proof: 'signature',
      actor: { kind: 'key', keyId: verified.secretId, deviceId, name, role: 'instrument' },
    },
  };
}

async function byKey(authorization: string, deviceRef: string): Promise<Proof> {
  const token = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization)?.[1];
  const key = token === undefined ? null : await authenticateKey(token);
  if (key?.kind !== 'key') return { unproved: 'unknown_key' };
  const { keyId, deviceId: ownDevice, name, role, lab } = key;
  if (role !== 'instrument' && role !== 'lis') return { unproved: 'wrong_role' };
  const deviceId = await findDeviceInLab(lab.id, deviceRef);
  if (deviceId === null) return { unproved: 'unknown_device' };
  if (role === 'instrument' && deviceId !== ownDevice) return { unproved: 'another_device' };
  return {
    sender: {
      lab,
      deviceId,
      proof: 'key',
      actor: { kind: 'key', keyId, deviceId: ownDevice, name, role },
    },
  };
}

/**
 * Who sent a message: whoever signed it with a secret of the device, or has its key or a key of the
 * LIS. A cookie proves nothing here. Where it is signed the signature decides, whatever else is said.
 */
export async function proveSender(
  headers: Headers,
  deviceRef: string,
  bytes: Uint8Array,
  now: Date,
): Promise<Proof> {
  if (headers.has('webhook-signature')) return bySignature(headers, deviceRef, bytes, now);
  const authorization = headers.get('authorization');
  if (authorization !== null) return byKey(authorization, deviceRef);
  return { unproved: 'no_proof' };
}

import { createHmac, randomBytes } from 'node:crypto';

/** A new secret: 32 random bytes, written as Standard Webhooks writes them. */
export function makeWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

const keyOf = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** HMAC-SHA-256 of `id.timestamp.bytes`, as Standard Webhooks 1.0.0 says under "v1". */
export function signatureOf(
  secret: string,
  { id, timestamp }: { id: string; timestamp: string },
  bytes: Uint8Array | string,
): string {
  const hmac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(bytes);
  return `v1,${hmac.digest('base64')}`;
}

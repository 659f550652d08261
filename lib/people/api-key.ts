import { createHash, randomBytes } from 'node:crypto';

const MARK = 'bw_';
const SHOWN = MARK.length + 6;

/** A new key: 256 random bits, of which only the SHA-256 and a visible prefix are kept. */
export function makeKey(): { key: string; prefix: string; hash: Uint8Array<ArrayBuffer> } {
  const key = MARK + randomBytes(32).toString('base64url');
  return { key, prefix: key.slice(0, SHOWN), hash: hashKey(key) };
}

export function hashKey(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(key).digest());
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '../env';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const START = 1 + NONCE_BYTES + TAG_BYTES;

let derived: Buffer | undefined;

/** A key for this alone: SECRETS_KEY serves other ends too. */
function key(): Buffer {
  derived ??= Buffer.from(
    hkdfSync('sha256', Buffer.from(env().SECRETS_KEY, 'base64'), '', 'secrets at rest', 32),
  );
  return derived;
}

function associatedData(rowId: string): Buffer {
  return Buffer.from(rowId.toLowerCase());
}

/**
 * Encrypts text that is kept in the row of that id: AES-256-GCM (NIST SP 800-38D) with a random
 * nonce and the id as associated data, so that it opens in no other row. The bytes are a version,
 * the nonce, the tag and the ciphertext.
 */
export function sealText(rowId: string, text: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(associatedData(rowId));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Uint8Array.from(
    Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]),
  );
}

/** The text again, or null where the bytes are not of that row and this SECRETS_KEY. */
export function openText(rowId: string, sealed: Uint8Array): string | null {
  if (sealed.length < START || sealed[0] !== VERSION) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(1, 1 + NONCE_BYTES))
      .setAAD(associatedData(rowId))
      .setAuthTag(sealed.subarray(1 + NONCE_BYTES, START));
    return Buffer.concat([decipher.update(sealed.subarray(START)), decipher.final()]).toString();
  } catch {
    return null;
  }
}

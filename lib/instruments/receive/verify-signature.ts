import { timingSafeEqual } from 'node:crypto';
import { signatureOf } from '@/lib/platform/webhooks/standard-webhooks';

/** A signature older or newer than this is refused. */
const TOLERANCE_SECONDS = 5 * 60;
/** More signatures than this nobody needs; each costs a comparison. */
const MOST_SIGNATURES = 10;

/** The headers of a signed message as they came. */
export type SignedHeaders = {
  id: string | null;
  timestamp: string | null;
  signature: string | null;
};

/** A secret of a device, as it was made: `whsec_` and the key in base64. */
export type GoodSecret = { id: string; text: string };

/** Why a signature proves nothing: for the log, never for the sender. */
export type SignatureFault =
  'headers_missing' | 'stale_timestamp' | 'no_secret' | 'wrong_signature';

function sameText(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * The secret that one of a message's signatures was made with. The signature is over the bytes as
 * they came: the package standardwebhooks signs their text, in which all bytes that are no UTF-8
 * are alike. Every secret is tried with every signature, so that time tells nothing.
 */
export function verifySignature(
  { id, timestamp, signature }: SignedHeaders,
  bytes: Uint8Array,
  secrets: readonly GoodSecret[],
  now: Date,
): { secretId: string } | { fault: SignatureFault } {
  if (!id || !timestamp || !signature) return { fault: 'headers_missing' };
  if (!/^\d{1,12}$/.test(timestamp)) return { fault: 'stale_timestamp' };
  const ageSeconds = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (Math.abs(ageSeconds) > TOLERANCE_SECONDS) return { fault: 'stale_timestamp' };
  const given = signature.split(' ').slice(0, MOST_SIGNATURES);
  let proved: string | undefined;
  for (const secret of secrets) {
    const wanted = signatureOf(secret.text, { id, timestamp }, bytes);
    for (const one of given) if (sameText(one, wanted)) proved ??= secret.id;
  }
  if (proved !== undefined) return { secretId: proved };
  return { fault: secrets.length === 0 ? 'no_secret' : 'wrong_signature' };
}

import { X509Certificate } from 'node:crypto';
import { invalidField } from '@/lib/platform/errors';
import type { DeviceCertificate } from './contract';

const DAY_MS = 86_400_000;
export const WARNED_AHEAD_DAYS = 30;

const BLOCK = /-----BEGIN ([^-\r\n]*)-----[\s\S]*?-----END \1-----/g;
const BEGIN = /-----BEGIN /g;

const refused = (message: string) => invalidField('certificate', message);

function parsed(block: string): X509Certificate {
  let certificate;
  try {
    certificate = new X509Certificate(block);
  } catch {
    throw refused('is not a certificate that can be read: copy the whole PEM text');
  }
  // OpenSSL reads a certificate whose times are none.
  const { validFrom, validTo } = certificate;
  if ([validFrom, validTo].some((time) => Number.isNaN(Date.parse(time)))) {
    throw refused('does not say from when to when it is valid');
  }
  return certificate;
}

/**
 * The certificates of a PEM text, the device's own first. 422 for anything else; a private key is
 * told apart, and nothing of what was sent is repeated.
 */
export function certificatesOf(pem: string): [X509Certificate, ...X509Certificate[]] {
  if (/PRIVATE KEY/i.test(pem)) {
    throw refused(
      'holds a private key, which was not kept: send the certificate alone, and replace that key',
    );
  }
  const blocks = [...pem.matchAll(BLOCK)];
  const [first, ...rest] = blocks;
  const begun = pem.match(BEGIN)?.length ?? 0;
  if (!first || begun !== blocks.length) {
    throw refused('must be PEM: -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----');
  }
  if (blocks.some(([, label]) => label !== 'CERTIFICATE')) {
    throw refused('must hold certificates only');
  }
  return [parsed(first[0]), ...rest.map(([block]) => parsed(block))];
}

/** When the device's own certificate ends; null where the text, kept before, cannot be read. */
export function certificateEnd(pem: string): Date | null {
  try {
    return new Date(certificatesOf(pem)[0].validTo);
  } catch {
    return null;
  }
}

/** Names as one line: CN=reader, O=Lab. */
const oneLine = (name: string) => name.split('\n').join(', ');

/** What people and programs want to know of a certificate, or that there is none. */
export function describeCertificate(pem: string | null, now: Date): DeviceCertificate {
  if (pem === null) {
    return {
      certificate: null,
      fingerprint: null,
      subject: null,
      issuer: null,
      valid_from: null,
      valid_to: null,
      expires_soon: null,
    };
  }
  const [own] = certificatesOf(pem);
  const validTo = new Date(own.validTo);
  return {
    certificate: pem,
    fingerprint: own.fingerprint256,
    // A certificate may name nobody, where its alternative names say who it is.
    subject: oneLine(own.subject ?? ''),
    issuer: oneLine(own.issuer ?? ''),
    valid_from: new Date(own.validFrom).toISOString(),
    valid_to: validTo.toISOString(),
    expires_soon: validTo.getTime() - now.getTime() <= WARNED_AHEAD_DAYS * DAY_MS,
  };
}

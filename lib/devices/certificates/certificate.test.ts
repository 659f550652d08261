import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '@/lib/demo/platform/self-signed-certificate';
import { AppError } from '@/lib/platform/errors';
import { certificateEnd, certificatesOf, describeCertificate } from './certificate';
import { CHAIN, READER_FINGERPRINT } from './testing-certificate';

const at = (text: string) => new Date(text);
const PRIVATE_KEY = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

const READER = CHAIN.slice(0, CHAIN.indexOf('-----END'));

const derOf = (pem: string) => Buffer.from(pem.replace(/-----[A-Z ]*-----/g, ''), 'base64');

/** The certificate with some of its bytes changed. */
function changed(pem: string, change: (der: Buffer) => void): string {
  const der = derOf(pem);
  change(der);
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function refusal(pem: string): AppError {
  try {
    certificatesOf(pem);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was taken');
}

describe('a certificate', () => {
  it('is described by its first, as OpenSSL describes it', () => {
    expect(describeCertificate(CHAIN, at('2030-01-01T00:00:00Z'))).toEqual({
      certificate: CHAIN,
      fingerprint: READER_FINGERPRINT,
      subject: 'O=Example laboratory, CN=reader.lab.example',
      issuer: 'O=Example laboratory, CN=reader.lab.example',
      valid_from: '2026-11-21T15:06:45.000Z',
      valid_to: '2126-10-28T15:06:45.000Z',
      expires_soon: false,
    });
    expect(certificatesOf(CHAIN).map(({ subject }) => subject)).toHaveLength(2);
  });

  it.each([
    ['2026-03-01T11:59:59.999Z', false],
    ['2026-03-01T12:00:00.000Z', true],
    ['2026-03-31T12:00:00.000Z', true],
    ['2027-01-01T00:00:00.000Z', true],
  ])('that ends on 31 March ends soon at %s: %s', (now, soon) => {
    const end = at('2026-03-31T12:00:00Z');
    const pem = selfSignedCertificate('reader', at('2026-01-01T00:00:00Z'), end);
    expect(describeCertificate(pem, at(now)).expires_soon).toBe(soon);
    expect(certificateEnd(pem)).toEqual(end);
  });

  it('may be none', () => {
    expect(Object.values(describeCertificate(null, new Date()))).toEqual(Array(7).fill(null));
    expect(certificateEnd('what was kept before')).toBeNull();
  });

  it('may have text about it around it', () => {
    expect(certificatesOf(`Certificate:\n  Issuer: Lab\n${CHAIN}\nend`)).toHaveLength(2);
  });

  it.each([
    ['no text', ''],
    ['other text', 'reader.pem'],
    ['only its beginning', CHAIN.slice(0, 200)],
    ['another block', CHAIN.replaceAll('CERTIFICATE', 'PUBLIC KEY')],
    ['a request', CHAIN.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')],
    ['rubbish in the block', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['a second that was cut off', CHAIN.slice(0, -40)],
    [
      'a second that is rubbish',
      `${CHAIN}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    ],
  ])('is not %s', (_what, pem) => {
    expect(refusal(pem)).toMatchObject({ code: 'invalid', fields: [{ field: 'certificate' }] });
  });

  it.each(['269930000000Z', 'xxxxxxxxxxxxZ'])('does not begin at %s', (time) => {
    const wrong = changed(READER, (bytes) => {
      bytes.write(time, bytes.indexOf('261121150645Z'), 'latin1');
    });
    expect(refusal(wrong)).toMatchObject({ code: 'invalid', fields: [{ field: 'certificate' }] });
    expect(certificateEnd(wrong)).toBeNull();
  });

  it('of any bytes is described or refused', () => {
    const length = derOf(READER).length;
    const changes = fc.array(fc.tuple(fc.nat({ max: length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(changes, (bytes) => {
        const pem = changed(READER, (der) => bytes.forEach(([at, byte]) => (der[at] = byte)));
        try {
          expect(describeCertificate(pem, new Date()).valid_to).toMatch(/^[0-9-]+T[0-9:.]+Z$/);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['alone', PRIVATE_KEY],
    ['with its certificate', CHAIN + PRIVATE_KEY],
    ['of another kind', PRIVATE_KEY.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE')],
    ['cut off', CHAIN + PRIVATE_KEY.slice(0, 60)],
  ])('is not a private key %s, of which nothing is repeated', (_what, pem) => {
    const { message, fields } = refusal(pem);
    expect(message).toContain('private key');
    const secret = PRIVATE_KEY.split('\n')[1] ?? '';
    expect(secret).toHaveLength(64);
    expect(JSON.stringify([message, fields])).not.toContain(secret.slice(0, 10));
  });

  it('of any text is certificates or a refusal', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '-----BEGIN CERTIFICATE-----',
        '-----END CERTIFICATE-----',
        '\n',
        CHAIN,
        CHAIN.slice(28, 400),
      ),
      fc.base64String(),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        try {
          expect(certificatesOf(pieces.join(''))[0].fingerprint256).toMatch(/^[0-9A-F:]{95}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});

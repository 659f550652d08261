import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const TAG = { integer: 2, bits: 3, oid: 6, utf8: 12, utcTime: 23, sequence: 48, set: 49 };
const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME = [0x55, 0x04, 0x03];
const VERSION_3 = Buffer.from([0xa0, 0x03, 0x02, 0x01, 0x02]);

/** A value of ASN.1 in DER: tag, length, content. */
function der(tag: number, ...parts: (Buffer | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const size = content.length;
  const length =
    size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** yyMMddHHmmssZ, which X.509 wants of years before 2050. */
function utcTime(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14);
  return der(TAG.utcTime, Buffer.from(`${digits}Z`));
}

/**
 * A certificate of a test server with a key that nobody keeps, as PEM (RFC 5280, ECDSA on P-256).
 * It proves nothing to anybody: it is there to be shown, with its fingerprint and its last day.
 */
export function selfSignedCertificate(commonName: string, from: Date, until: Date): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = der(TAG.sequence, der(TAG.oid, ECDSA_WITH_SHA256));
  const attribute = der(
    TAG.sequence,
    der(TAG.oid, COMMON_NAME),
    der(TAG.utf8, Buffer.from(commonName)),
  );
  const name = der(TAG.sequence, der(TAG.set, attribute));
  const serial = randomBytes(16);
  // Positive, and without a zero in front.
  serial[0] = (serial.readUInt8(0) & 0x7f) | 0x40;
  const told = der(
    TAG.sequence,
    VERSION_3,
    der(TAG.integer, serial),
    algorithm,
    name,
    der(TAG.sequence, utcTime(from), utcTime(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = sign('sha256', told, privateKey);
  const certificate = der(TAG.sequence, told, algorithm, der(TAG.bits, [0], signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

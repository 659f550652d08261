import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { selfSignedCertificate } from './self-signed-certificate';

describe('selfSignedCertificate', () => {
  const from = new Date('2026-03-01T10:00:00Z');
  const until = new Date('2027-04-02T11:30:15Z');

  it('is read as what was asked for, signed by its own key', () => {
    for (let round = 0; round < 20; round++) {
      const certificate = new X509Certificate(selfSignedCertificate('ROBOT-1', from, until));
      expect(certificate.subject).toBe('CN=ROBOT-1');
      expect(certificate.issuer).toBe('CN=ROBOT-1');
      expect(new Date(certificate.validFrom)).toEqual(from);
      expect(new Date(certificate.validTo)).toEqual(until);
      expect(certificate.verify(certificate.publicKey)).toBe(true);
    }
  });

  it('has another key each time', () => {
    const fingerprint = () =>
      new X509Certificate(selfSignedCertificate('A', from, until)).fingerprint256;
    expect(fingerprint()).not.toBe(fingerprint());
  });
});

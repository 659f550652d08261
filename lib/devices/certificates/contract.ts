import { z } from 'zod';
import { timeAnswer } from '@/lib/platform/http/time-field';

/** Room for a chain of certificates. */
const PEM_CHARACTERS = 65_536;

export const CertificateChange = z.strictObject({
  certificate: z
    .string({ error: 'must be PEM text, or null' })
    .max(PEM_CHARACTERS, `must have at most ${PEM_CHARACTERS} characters`)
    .nullable()
    .describe('PEM, a chain too, its own certificate first; null takes it away.'),
});
export type CertificateChange = z.output<typeof CertificateChange>;

/** The certificate of a device's server; everything is null where there is none. */
export const DeviceCertificate = z.object({
  certificate: z.string().nullable().describe('PEM, as it was given.'),
  fingerprint: z.string().nullable().describe('SHA-256, in pairs with colons.'),
  subject: z.string().nullable(),
  issuer: z.string().nullable(),
  valid_from: timeAnswer.nullable(),
  valid_to: timeAnswer.nullable(),
  expires_soon: z.boolean().nullable().describe('In 30 days or less, or it has.'),
});
export type DeviceCertificate = z.output<typeof DeviceCertificate>;

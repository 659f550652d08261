import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { timeAnswer } from '@/lib/platform/http/time-field';

export const PEER_ROLES = ['instrument', 'lis'] as const;

/** Wider networks than these say nothing of who speaks. */
const LEAST_BITS = { v4: 8, v6: 16 } as const;
const v4 = z.ipv4();
const v6 = z.ipv6();

/** What is wrong with a network or an address as people write it, or null. */
function faultOf(text: string): string | null {
  const [address = '', bits, ...rest] = text.split('/');
  const isV4 = v4.safeParse(address).success;
  if ((!isV4 && !v6.safeParse(address).success) || rest.length > 0) {
    return 'must be an address or a network, such as 10.1.2.3 or 10.1.2.0/24';
  }
  if (!isV4 && /^[0:]*:ffff:/i.test(address)) return 'must be written as an IPv4 address';
  if (bits === undefined) return null;
  const [least, most] = isV4 ? [LEAST_BITS.v4, 32] : [LEAST_BITS.v6, 128];
  const given = /^\d{1,3}$/.test(bits) ? Number(bits) : NaN;
  return given >= least && given <= most ? null : `must end in /${least} to /${most}`;
}

const networkField = z
  .string({ error: 'must be text' })
  .trim()
  .max(64, 'must have at most 64 characters')
  .superRefine((text, context) => {
    const fault = faultOf(text);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  })
  .describe('The address it connects from, or its network: 10.1.2.3, 10.1.2.0/24.');

const nameField = lineField(120)
  .nullish()
  .transform((text) => text ?? null);

export const NewPeer = z.strictObject({
  network: networkField,
  sending_application: nameField.describe('MSH-3, where several speak from one address.'),
  sending_facility: nameField.describe('MSH-4, likewise.'),
  role: z
    .enum(PEER_ROLES, { error: 'must be instrument or lis' })
    .nullish()
    .transform((role) => role ?? 'instrument')
    .describe('instrument unless given; lis may send orders too.'),
});
export type NewPeer = z.output<typeof NewPeer>;

export const PeerAnswer = z.object({
  id: z.uuid(),
  network: z.string().describe('As a CIDR: 10.1.2.3/32.'),
  sending_application: z.string().nullable(),
  sending_facility: z.string().nullable(),
  role: z.enum(PEER_ROLES),
  created_at: timeAnswer,
});
export type PeerAnswer = z.output<typeof PeerAnswer>;

export const PeerList = z.object({ data: z.array(PeerAnswer) });
export const PeerParams = z.object({ name: z.string().min(1).max(200), id: z.string() });

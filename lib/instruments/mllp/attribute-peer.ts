import { isIP } from 'node:net';
import { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
import { Prisma } from '@/lib/platform/db/generated/client';
import { LAB_COLUMNS, labOf, labShape } from '@/lib/platform/db/lab-columns';
import { parseHl7 } from '../hl7/parse-segments';
import type { Sender } from '../receive/sender';

const Rows = z.array(
  z.object({
    id: z.string(),
    role: z.enum(['instrument', 'lis']),
    bits: z.number(),
    application: z.string().nullable(),
    facility: z.string().nullable(),
    device_id: z.string(),
    device_name: z.string(),
    ...labShape,
  }),
);
export type PossiblePeer = z.output<typeof Rows>[number];

/** The address of a connection as the database knows it: no zone, and IPv4 where it is that. */
export function plainAddress(remote: string | undefined): string | null {
  const address = (remote ?? '').replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
}

/** Whoever may speak from an address, of all labs; those of retired devices may not. */
export async function peersAt(address: string): Promise<PossiblePeer[]> {
  return Rows.parse(
    await unboundDb().$queryRaw`
      SELECT p.id::text AS id, p.role::text AS role, masklen(p.network::cidr) AS bits,
        p.sending_application AS application, p.sending_facility AS facility,
        d.id::text AS device_id, d.name AS device_name, ${Prisma.raw(LAB_COLUMNS)}
      FROM mllp_peers p
      JOIN devices d ON d.lab_id = p.lab_id AND d.id = p.device_id
      JOIN labs l ON l.id = p.lab_id
      WHERE ${address}::inet <<= p.network::cidr AND d.retired_at IS NULL`,
  );
}

/** MSH-3 and MSH-4 of a message: as a whole, and the first component alone. */
export type SaidSender = { application: readonly string[]; facility: readonly string[] };

const HEAD_BYTES = 4096;

/** Nothing, where the message has no MSH that could be read. */
export function saidSender(bytes: Uint8Array): SaidSender {
  try {
    const { msh } = parseHl7(bytes.subarray(0, HEAD_BYTES));
    const of = (field: number) =>
      [msh.value(field), ...msh.text(field)].map((text) => text.toLowerCase());
    return { application: of(3), facility: of(4) };
  } catch {
    return { application: [], facility: [] };
  }
}

const fits = (wanted: string | null, said: readonly string[]) =>
  wanted === null || said.includes(wanted.toLowerCase());
const named = ({ application, facility }: PossiblePeer) =>
  (application === null ? 0 : 2) + (facility === null ? 0 : 1);

/**
 * Who of those at an address a message is from: the narrowest network counts, then MSH-3, then
 * MSH-4. Between labs nothing is guessed: where it fits peers of two, it is nobody's.
 */
export function choosePeer(
  peers: readonly PossiblePeer[],
  said: SaidSender,
): PossiblePeer | 'unknown' | 'two_labs' {
  const fitting = peers
    .filter((peer) => fits(peer.application, said.application))
    .filter((peer) => fits(peer.facility, said.facility));
  const [best] = fitting.toSorted((a, b) => b.bits - a.bits || named(b) - named(a));
  if (!best) return 'unknown';
  return fitting.some((peer) => peer.lab_id !== best.lab_id) ? 'two_labs' : best;
}

export function senderFrom(peer: PossiblePeer): Sender {
  const { id: keyId, role, device_id: deviceId, device_name: name } = peer;
  return {
    lab: labOf(peer),
    deviceId,
    proof: 'address',
    actor: { kind: 'key', keyId, deviceId: role === 'lis' ? null : deviceId, name, role },
  };
}

import type { MllpPeer } from '@/lib/platform/db/generated/client';
import type { PeerAnswer } from './contract';

export const PEER_COLUMNS = {
  id: true,
  network: true,
  sendingApplication: true,
  sendingFacility: true,
  role: true,
  createdAt: true,
} as const;

type Row = Pick<MllpPeer, keyof typeof PEER_COLUMNS>;

export function peerAnswer(row: Row): PeerAnswer {
  return {
    id: row.id,
    network: row.network,
    sending_application: row.sendingApplication,
    sending_facility: row.sendingFacility,
    role: row.role === 'lis' ? 'lis' : 'instrument',
    created_at: row.createdAt.toISOString(),
  };
}

/** What the audit trail says of it. */
export function peerFacts(device: string, row: Row) {
  const { id, network, sending_application, sending_facility, role } = peerAnswer(row);
  return { device, peer_id: id, network, sending_application, sending_facility, role };
}

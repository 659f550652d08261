import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import type { PeerAnswer } from './contract';
import { PEER_COLUMNS, peerAnswer } from './peer-row';

/** From where a device may speak MLLP, the oldest first. */
export async function listPeers(ctx: Ctx, name: string): Promise<{ data: PeerAnswer[] }> {
  const deviceId = await findDevice(ctx.db, ctx, 'mapping.write', name);
  const rows = await ctx.db.mllpPeer.findMany({
    where: { deviceId },
    select: PEER_COLUMNS,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return { data: rows.map(peerAnswer) };
}

import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { PeerAnswer } from './contract';
import { PEER_COLUMNS, peerAnswer, peerFacts } from './peer-row';

/** Takes an address from a device; from its next message on, nobody is it from there. */
export async function removePeer(ctx: Ctx, name: string, id: string): Promise<PeerAnswer> {
  return ctx.db.$transaction(async (tx) => {
    const deviceId = await findDevice(tx, ctx, 'mapping.write', name, 'lock');
    const row = isId(id)
      ? await tx.mllpPeer.findFirst({
          where: { id, deviceId },
          select: { ...PEER_COLUMNS, device: { select: { name: true } } },
        })
      : null;
    if (!row) throw notFound('address of this device');
    await tx.mllpPeer.deleteMany({ where: { id } });
    await recordAuditEvent(tx, ctx, {
      action: 'device.remove_peer',
      entity: 'device',
      entityId: deviceId,
      before: peerFacts(row.device.name, row),
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: deviceId, version: 0 });
    return peerAnswer(row);
  });
}

import { createKey } from '@/lib/people/create-key';
import { addPeer } from '@/lib/instruments/mllp/add-peer';
import { makeSecret } from '@/lib/instruments/secrets/make-secret';
import type { Ctx } from '@/lib/platform/context';
import type { MessageProof } from '@/lib/platform/db/generated/enums';
import type { Speaker } from './speak';

/** Who a device proves to be: the columns of its messages that say so. */
export type Proved = { deviceId: string; proof: MessageProof; actorId: string; actorName: string };

/**
 * Gives each device what it proves itself by: a secret to sign with, an address for MLLP, a key where
 * it speaks ASTM. Nobody is told the text of any: whoever tries it out makes another.
 */
export async function connectDevices(
  ctx: Ctx,
  speakers: readonly Speaker[],
): Promise<Map<string, Proved>> {
  const devices = await ctx.db.device.findMany({
    where: { name: { in: speakers.map(({ name }) => name) }, retiredAt: null },
    select: { id: true, name: true },
  });
  const proved = new Map<string, Proved>();
  for (const [index, { name, speaks }] of speakers.entries()) {
    const device = devices.find((one) => one.name === name);
    if (!device) continue;
    const deviceId = device.id;
    switch (speaks) {
      case 'json':
      case 'hl7': {
        const { id } = await makeSecret(ctx, name, { overlap_hours: 0 });
        proved.set(name, { deviceId, proof: 'signature', actorId: id, actorName: name });
        break;
      }
      case 'mllp': {
        const { id } = await addPeer(ctx, name, {
          network: `10.20.4.${10 + index}`,
          sending_application: name,
          sending_facility: null,
          role: 'instrument',
        });
        proved.set(name, { deviceId, proof: 'address', actorId: id, actorName: name });
        break;
      }
      case 'astm':
      case 'astm frames': {
        const actorName = `${name} line`;
        const { keyId } = await createKey(ctx, {
          name: actorName,
          role: 'instrument',
          deviceId,
          expiresInDays: null,
        });
        proved.set(name, { deviceId, proof: 'key', actorId: keyId, actorName });
      }
    }
  }
  return proved;
}

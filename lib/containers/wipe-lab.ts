import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { retireAllIn } from '@/lib/devices/retire-all';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { appendMoves, type NewMove } from './moves/append-moves';
import { placeTransaction } from './places/place-transaction';

const Standing = z.array(
  z.object({
    thing: z.enum(['container', 'lid']),
    containerId: z.string(),
    deviceId: z.string(),
    slot: z.int(),
  }),
);

/** Rows of history in one statement; each is some 600 bytes on the way. */
const AT_ONCE = 2000;
const LONGEST_MS = 600_000;

/**
 * Clears the platform: every container is removed, every open conflict ended, then every device
 * retired; histories stay. All of it or nothing.
 */
export async function wipeLab(ctx: Ctx): Promise<{ devices: number; containers: number }> {
  authorize(ctx, 'platform.write');
  return placeTransaction(
    ctx,
    async (tx) => {
      // Nobody puts anything onto a device from here on; then nobody who began before holds a place.
      await tx.$queryRaw`
        SELECT id::text FROM devices WHERE lab_id = ${ctx.lab.id}::uuid AND retired_at IS NULL
        ORDER BY id FOR NO KEY UPDATE`;
      await tx.$queryRaw`
        SELECT p.slot FROM positions p
        WHERE p.lab_id = ${ctx.lab.id}::uuid AND (p.device_id, p.slot) IN (
          SELECT o.device_id, o.slot FROM occupancies o WHERE o.lab_id = ${ctx.lab.id}::uuid)
        ORDER BY p.device_id, p.slot FOR UPDATE`;
      const standing = Standing.parse(
        await tx.$queryRaw`
          SELECT thing::text AS thing, container_id::text AS "containerId",
                 device_id::text AS "deviceId", slot
          FROM occupancies WHERE lab_id = ${ctx.lab.id}::uuid ORDER BY container_id, thing DESC`,
      );
      for (let begin = 0; begin < standing.length; begin += AT_ONCE) {
        const moves = standing
          .slice(begin, begin + AT_ONCE)
          .map(({ thing, containerId, deviceId, slot }): NewMove => {
            return { containerId, action: 'remove', thing, from: { deviceId, slot }, to: null };
          });
        await appendMoves(tx, ctx, moves);
      }
      const { count: containers } = await tx.container.updateMany({
        where: { removedAt: null },
        data: { removedAt: ctx.now },
      });
      // No move on a platform that is cleared is a question any more.
      await tx.placementConflict.updateMany({
        where: { endedAt: null },
        data: {
          ended: 'OVERTAKEN',
          endedAt: ctx.now,
          endedBy: actorColumns(ctx.actor).actorName,
        },
      });
      const devices = (await retireAllIn(tx, ctx)).length;
      await recordAuditEvent(tx, ctx, {
        action: 'lab_config.wipe',
        entity: 'lab',
        entityId: ctx.lab.id,
        after: { devices, containers },
      });
      return { devices, containers };
    },
    { timeout: LONGEST_MS },
  );
}

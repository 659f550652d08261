import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { refuseOccupied } from './refuse-occupied';

const Held = z.array(z.object({ id: z.string(), name: z.string() }));

/**
 * Retires every device of the lab within a transaction, and answers their names in their order. 409
 * where something still stands on one: whoever empties the lab removes the containers first. One
 * audit event tells of them all.
 */
export async function retireAllIn(tx: LabTx, ctx: Ctx): Promise<string[]> {
  const held = Held.parse(
    await tx.$queryRaw`
      SELECT id::text AS id, name FROM devices
      WHERE lab_id = ${ctx.lab.id}::uuid AND retired_at IS NULL ORDER BY id FOR NO KEY UPDATE`,
  );
  if (held.length === 0) return [];
  const ids = held.map(({ id }) => id);
  await refuseOccupied(
    tx,
    ctx,
    ids.map((id) => ({ id, slots: 0 })),
    'retire',
  );
  await tx.device.updateMany({ where: { id: { in: ids } }, data: { retiredAt: ctx.now } });
  const names = held.map(({ name }) => name).toSorted();
  await recordAuditEvent(tx, ctx, {
    action: 'device.retire_all',
    entity: 'device',
    after: { retired: names },
  });
  return names;
}

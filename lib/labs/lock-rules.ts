import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';

/**
 * One change of the lab's targets or calendars at a time, so that versions are split, moved and
 * joined on what nobody else is changing. Rows that refer to the lab may be written meanwhile.
 */
export async function lockRules(tx: LabTx, ctx: Ctx): Promise<void> {
  await tx.$queryRaw`
    SELECT id::text FROM labs WHERE id = ${ctx.lab.id}::uuid FOR NO KEY UPDATE`;
}

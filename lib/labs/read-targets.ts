import type { LabTx } from '@/lib/platform/db/lab-db';
import type { TargetRow } from './target';

/** The lab's targets, past and present, as resolveTarget takes them. */
export async function readTargets(ctx: { db: Pick<LabTx, 'target'> }): Promise<TargetRow[]> {
  const rows = await ctx.db.target.findMany();
  return rows.map(({ id, assayId, priority, locationId, segment, minutes, time, ...period }) => ({
    id,
    assayId,
    priority,
    locationId,
    segment,
    minutes,
    time,
    effectiveFrom: period.effectiveFrom.getTime(),
    effectiveTo: period.effectiveTo?.getTime() ?? null,
  }));
}

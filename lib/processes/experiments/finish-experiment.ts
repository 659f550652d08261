import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { ExperimentWithPlan } from '../contract';
import { readExperiment } from './read-experiment';

/** Ends an experiment; one that has ended keeps its time and is answered as it is. */
export async function finishExperiment(ctx: Ctx, uuid: string): Promise<ExperimentWithPlan> {
  authorize(ctx, 'platform.write');
  if (!isId(uuid)) throw notFound('experiment');
  await ctx.db.$transaction(async (tx) => {
    const finished = await tx.$executeRaw`
      UPDATE experiments SET finished_at = greatest(${ctx.now}::timestamptz, created_at)
      WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${uuid}::uuid AND finished_at IS NULL`;
    if (finished === 0) return;
    await recordAuditEvent(tx, ctx, {
      action: 'experiment.finish',
      entity: 'experiment',
      entityId: uuid,
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'experiment', entityId: uuid, version: 0 });
  });
  return readExperiment(ctx, uuid);
}

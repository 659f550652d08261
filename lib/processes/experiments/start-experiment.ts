import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { ExperimentWithPlan, NewExperiment } from '../contract';
import { planToKeep } from './kept-plan';
import { readExperiment } from './read-experiment';

/**
 * Begins an experiment of a process. A process or a planned device that this lab does not have is
 * 422 for its field.
 */
export async function startExperiment(ctx: Ctx, given: NewExperiment): Promise<ExperimentWithPlan> {
  authorize(ctx, 'platform.write');
  const process = await ctx.db.process.findFirst({
    where: { id: given.process_uuid },
    select: { name: true, version: true },
  });
  if (!process) throw invalidField('process_uuid', 'this lab has no such process');
  const plan = given.plan ? await planToKeep(ctx.db, ctx, given.plan) : null;
  const id = newId();
  const { actorKind, actorId, actorName } = actorColumns(ctx.actor);
  await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO experiments (id, lab_id, process_id, plan, created_at, actor_kind, actor_id, actor_name)
      VALUES (${id}::uuid, ${ctx.lab.id}::uuid, ${given.process_uuid}::uuid,
        ${plan && JSON.stringify(plan)}::jsonb, ${ctx.now}::timestamptz,
        ${actorKind}::actor_kind, ${actorId}::uuid, ${actorName})`;
    await recordAuditEvent(tx, ctx, {
      action: 'experiment.create',
      entity: 'experiment',
      entityId: id,
      after: { process: process.name, version: process.version, planned: plan?.length ?? null },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'experiment', entityId: id, version: 0 });
  });
  return readExperiment(ctx, id);
}

import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { State } from '@/lib/platform/db/generated/client';
import { notFound } from '@/lib/platform/errors';
import type { StateChange, WorkflowState } from './contract';

function recordOf({ key, label, kind }: State) {
  return { id: key, label, kind };
}

/** Renames a state; its key, kind and milestone come by migration only. An unknown one is 404. */
export async function changeState(
  ctx: Ctx,
  key: string,
  change: StateChange,
): Promise<WorkflowState> {
  authorize(ctx, 'workflow.write');
  const labId = ctx.lab.id;
  const { id, label, kind } = await recordedChange(ctx, 'state', async (tx) => {
    await tx.$queryRaw`
      SELECT key FROM states WHERE lab_id = ${labId}::uuid AND key = ${key} FOR UPDATE`;
    const where = { labId_key: { labId, key } };
    const before = await tx.state.findUnique({ where });
    if (!before) throw notFound('state');
    const after = await tx.state.update({ where, data: { label: change.label } });
    return { before: recordOf(before), after: recordOf(after) };
  });
  return { key: id, label, kind };
}

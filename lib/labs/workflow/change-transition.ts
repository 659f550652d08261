import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Transition } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField, notFound } from '@/lib/platform/errors';
import type { TransitionChange, TransitionsOfAction, WorkflowTransition } from './contract';

function transitionOf(row: Transition): WorkflowTransition {
  return {
    action: row.action,
    label: row.label,
    from: row.fromState,
    to: row.toState,
    least_role: row.leastRole,
    needs_reason: row.needsReason,
    needs_signature: row.needsSignature,
    four_eyes: row.fourEyes,
  };
}

/** The action as the audit trail keeps it: its rules by the state it leaves. */
function recordOf(action: string, rows: readonly Transition[]) {
  const rules = rows.map((row) => [
    row.fromState,
    {
      least_role: row.leastRole,
      needs_reason: row.needsReason,
      needs_signature: row.needsSignature,
      four_eyes: row.fourEyes,
    },
  ]);
  return { id: action, label: rows[0]?.label ?? '', from: Object.fromEntries(rules) };
}

/** The rows of an action in the order of the states they leave. */
function rowsOf(tx: LabTx, action: string): Promise<Transition[]> {
  return tx.transition.findMany({ where: { action }, orderBy: { from: { rank: 'asc' } } });
}

/**
 * Changes the rules of an action, of all its transitions or of the one that leaves `from`; its
 * label is one, whatever the state. An unknown action is 404, a `from` it does not leave 422.
 * States and which transitions exist come by migration only.
 */
export async function changeTransition(
  ctx: Ctx,
  action: string,
  change: TransitionChange,
): Promise<TransitionsOfAction> {
  authorize(ctx, 'workflow.write');
  let rows: Transition[] = [];
  await recordedChange(ctx, 'transition', async (tx) => {
    await tx.$queryRaw`
      SELECT action FROM transitions
      WHERE lab_id = ${ctx.lab.id}::uuid AND action = ${action}
      ORDER BY from_state FOR UPDATE`;
    const before = await rowsOf(tx, action);
    if (before.length === 0) throw notFound('action of the workflow');
    const { from, label } = change;
    if (from !== undefined && !before.some((row) => row.fromState === from)) {
      const states = before.map((row) => row.fromState).join(', ');
      throw invalidField('from', `${action} does not leave “${from}”; it leaves ${states}`);
    }
    await tx.transition.updateMany({
      where: { action, fromState: from },
      data: {
        leastRole: change.least_role,
        needsReason: change.needs_reason,
        needsSignature: change.needs_signature,
        fourEyes: change.four_eyes,
      },
    });
    if (label !== undefined) {
      await tx.transition.updateMany({ where: { action }, data: { label } });
    }
    rows = await rowsOf(tx, action);
    return { before: recordOf(action, before), after: recordOf(action, rows) };
  });
  return { transitions: rows.map(transitionOf) };
}

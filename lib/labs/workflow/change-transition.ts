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

/** The state a change names must be one that the action leaves. */
function refuseUnknownFrom(action: string, rows: readonly Transition[], from?: string): void {
  if (from === undefined || rows.some((row) => row.fromState === from)) return;
  const states = rows.map((row) => row.fromState).join(', ');
  throw invalidField('from', `${action} does not leave “${from}”; it leaves ${states}`);
}

/**
 * Changes the rules of an action, one change after the other and all or none: each of all its
 * transitions or of the one that leaves `from`; its label is one, whatever the state. An unknown
 * action is 404, a `from` it does not leave 422. States and which transitions exist come by
 * migration only.
 */
export async function changeTransitions(
  ctx: Ctx,
  action: string,
  changes: readonly TransitionChange[],
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
    for (const { from, label, ...change } of changes) {
      refuseUnknownFrom(action, before, from);
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
    }
    rows = await rowsOf(tx, action);
    return { before: recordOf(action, before), after: recordOf(action, rows) };
  });
  return { transitions: rows.map(transitionOf) };
}

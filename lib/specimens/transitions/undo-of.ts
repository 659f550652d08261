import { atLeast, type Role } from '@/lib/platform/access/roles';
import { actionNeeds, type NeedsRow } from './action-needs';

type UndoRule = NeedsRow & { action: string; from: string; to: string | null; leastRole: Role };

export type Undo = { action: string; needsReason: boolean };

/**
 * The action that takes a step back: one that leads from where it ended to where it began, or to
 * the state before, and that this role may take without signing and without naming an error or a
 * reason of rejection. Null where the workflow has none.
 */
export function undoOf(
  rules: readonly UndoRule[],
  step: { action: string; from: string; to: string },
  role: Role,
): Undo | null {
  if (step.from === step.to) return null;
  const back = rules.find((rule) => {
    const needs = actionNeeds(rule.action, [rule]);
    return (
      rule.from === step.to &&
      (rule.to === step.from || rule.to === null) &&
      atLeast(role, rule.leastRole) &&
      !needs.signature &&
      !needs.device &&
      !needs.errorCode &&
      !needs.rejectionReason
    );
  });
  return back ? { action: back.action, needsReason: back.needsReason } : null;
}

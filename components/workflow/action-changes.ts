import type { TransitionChange, WorkflowTransition } from '@/lib/labs/workflow/contract';

const FLAGS = ['needs_reason', 'needs_signature', 'four_eyes'] as const;

/** Whether all transitions of an action ask for it, or only some. */
export function asks(
  rules: readonly WorkflowTransition[],
  flag: (typeof FLAGS)[number],
): 'all' | 'some' | 'none' {
  const count = rules.filter((rule) => rule[flag]).length;
  if (count === 0) return 'none';
  return count === rules.length ? 'all' : 'some';
}

/** The name a role's field has for one of the states. */
export function roleField(from: string): string {
  return `least_role:${from}`;
}

/**
 * What a form changes of an action, and nothing else: what nobody touched is not written again, so
 * that a rule which differs by state stays so. What is no role stays as it is, for the server to refuse.
 */
export function actionChanges(
  rules: readonly WorkflowTransition[],
  data: FormData,
): Record<string, unknown>[] {
  const common: Record<string, unknown> = {};
  const label = String(data.get('label') ?? '').trim();
  if (label !== rules[0]?.label) common.label = label;
  for (const flag of FLAGS) {
    const ticked = data.has(flag);
    if (ticked !== (asks(rules, flag) === 'all')) common[flag] = ticked;
  }
  const roles = rules.flatMap(
    (rule): Record<keyof Pick<TransitionChange, 'from' | 'least_role'>, unknown>[] => {
      const role = data.get(roleField(rule.from));
      return role === null || role === rule.least_role
        ? []
        : [{ from: rule.from, least_role: role }];
    },
  );
  return [...(Object.keys(common).length > 0 ? [common] : []), ...roles];
}

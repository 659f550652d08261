import type { WorkflowTransition } from './contract';

/** Transitions of one action that differ in nothing but the state they leave. */
export type RuleGroup = Omit<WorkflowTransition, 'from'> & { from: string[] };

/** The key of all that one line of the list says. */
function ruleOf({ from: _from, ...rule }: WorkflowTransition): string {
  return JSON.stringify(rule);
}

/**
 * The transitions as people read them: one line for each rule of an action, the actions and the
 * states they leave in the orders given.
 */
export function ruleGroups(
  transitions: readonly WorkflowTransition[],
  actions: readonly string[],
  states: readonly string[],
): RuleGroup[] {
  const sorted = transitions.toSorted(
    (a, b) =>
      actions.indexOf(a.action) - actions.indexOf(b.action) ||
      states.indexOf(a.from) - states.indexOf(b.from),
  );
  const groups = new Map<string, RuleGroup>();
  for (const transition of sorted) {
    const key = ruleOf(transition);
    const group = groups.get(key);
    if (group) group.from.push(transition.from);
    else groups.set(key, { ...transition, from: [transition.from] });
  }
  return [...groups.values()];
}

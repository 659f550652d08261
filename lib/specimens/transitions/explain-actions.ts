import { isPersonRole } from '@/lib/platform/access/roles';
import type { LabState, LabTransition } from '../lab-rules';
import { inOrder, mayTake, type WorkflowActor } from '../workflow';

export type RefusedAction = { action: string; why: string };

type Situation = {
  state: string;
  states: readonly LabState[];
  transitions: readonly LabTransition[];
  actor: WorkflowActor;
  /** Whether four eyes keep the actor from verifying it. */
  ownHand: boolean;
};

function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

function whyNot(rule: LabTransition, { actor, ownHand }: Situation): string | null {
  if (mayTake(actor, rule)) {
    if (!rule.fourEyes || !ownHand) return null;
    return 'You submitted it or entered its results: somebody else has to do this';
  }
  if (actor.kind === 'key' && rule.needsSignature) return 'Takes a person’s signature';
  if (actor.kind !== 'system' && !isPersonRole(actor.role)) return 'Not for this kind of key';
  const article = rule.leastRole === 'admin' ? 'an' : 'a';
  return `Takes ${article} ${rule.leastRole}`;
}

/**
 * Every action of the workflow that is not open to the actor on a test as it stands, with why not
 * in a few words; in the order of the work, each once. `states` stand least advanced first.
 */
export function refusedActions(situation: Situation): RefusedAction[] {
  const { state, states, transitions } = situation;
  return inOrder(transitions.map(({ action }) => action)).flatMap((action) => {
    const rules = transitions.filter((rule) => rule.action === action);
    const here = rules.find((rule) => rule.from === state);
    if (!here) {
      const from = states.filter(({ key }) => rules.some((rule) => rule.from === key));
      return [{ action, why: `Only from ${either(from.map(({ label }) => label))}` }];
    }
    const why = whyNot(here, situation);
    return why === null ? [] : [{ action, why }];
  });
}

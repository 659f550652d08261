import { atLeast, isPersonRole, type KeyRole, type Role } from '@/lib/platform/access/roles';

/** One transition row of a lab's workflow. `to` is null where it goes back to the state before. */
export type TransitionRule = {
  action: string;
  from: string;
  to: string | null;
  leastRole: Role;
  needsSignature: boolean;
};

/** The actions in the order a test meets them; what a lab adds follows by name. */
const ACTION_ORDER = [
  'receive',
  'start',
  'submit',
  'fail',
  'retry',
  'verify',
  'publish',
  'retract',
  'amend',
  'invalidate',
  'reject',
  'cancel',
  'reinstate',
];

/** What an instrument's key may do with the tests of its own device. */
const INSTRUMENT_ACTIONS = new Set(['start', 'submit', 'fail', 'retry']);

/** Who asks: a person or a person-like key has a role; `system` may everything. */
export type WorkflowActor = { kind: 'person' | 'key'; role: KeyRole } | { kind: 'system' };

function place(action: string): number {
  const index = ACTION_ORDER.indexOf(action);
  return index === -1 ? ACTION_ORDER.length : index;
}

/** Each action once, in the order a test meets them. */
export function inOrder(actions: Iterable<string>): string[] {
  return [...new Set(actions)].toSorted((a, b) => place(a) - place(b) || a.localeCompare(b));
}

/** Whether this actor may ever take this transition. Signatures need a person. */
export function mayTake(actor: WorkflowActor, rule: TransitionRule): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'key' && rule.needsSignature) return false;
  if (isPersonRole(actor.role)) return atLeast(actor.role, rule.leastRole);
  return actor.role === 'instrument' && INSTRUMENT_ACTIONS.has(rule.action);
}

/** The actions open to this actor on a test in this state, each once, in the order of the work. */
export function allowedActions(
  state: string,
  rules: readonly TransitionRule[],
  actor: WorkflowActor,
): string[] {
  return inOrder(
    rules.filter((rule) => rule.from === state && mayTake(actor, rule)).map((rule) => rule.action),
  );
}

/** What may be done to a specimen: whatever one of its tests allows. */
export function allowedOnAny(testActions: readonly (readonly string[])[]): string[] {
  return inOrder(testActions.flat());
}

type DrawnState = { key: string; label: string; kind: 'open' | 'done' | 'void' };

/** The workflow as a Mermaid state diagram, one line a pair of states. */
export function workflowMermaid(
  states: readonly DrawnState[],
  rules: readonly Pick<TransitionRule, 'action' | 'from' | 'to'>[],
): string {
  const arrows = new Map<string, string[]>();
  for (const rule of rules) {
    if (rule.to === null) continue;
    const arrow = `${rule.from} --> ${rule.to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), rule.action]);
  }
  const first = states[0];
  return [
    'stateDiagram-v2',
    // Quotes and line ends would end the label.
    ...states.map((state) => `  state "${state.label.replace(/["\n\r]/g, ' ')}" as ${state.key}`),
    ...(first ? [`  [*] --> ${first.key}`] : []),
    ...[...arrows].map(([arrow, actions]) => `  ${arrow} : ${inOrder(actions).join(', ')}`),
    ...states.filter((state) => state.kind === 'done').map((state) => `  ${state.key} --> [*]`),
    '',
  ].join('\n');
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import { ROLES, type KeyRole } from '@/lib/platform/access/roles';
import { allowedActions, allowedOnAny, workflowMermaid, type TransitionRule } from './workflow';

const rules: TransitionRule[] = DEFAULT_TRANSITIONS.map((row) => ({
  action: row.action,
  from: row.fromState,
  to: row.toState,
  leastRole: row.leastRole,
  needsSignature: row.needsSignature ?? false,
}));
const keys = DEFAULT_STATES.map(({ key }) => key);
const anyState = fc.constantFrom(...keys);
const anyRole = fc.constantFrom(...ROLES);

describe('allowed actions', () => {
  test.each([
    ['received', 'viewer', []],
    ['expected', 'technician', ['receive', 'reject', 'cancel']],
    ['received', 'technician', ['start', 'submit', 'fail', 'reject', 'cancel']],
    ['in_process', 'technician', ['submit', 'fail', 'reject']],
    ['in_process', 'supervisor', ['submit', 'fail', 'reject', 'cancel']],
    ['error', 'technician', ['retry', 'reject']],
    ['submitted', 'technician', ['fail', 'reject']],
    ['submitted', 'supervisor', ['fail', 'verify', 'retract', 'reject']],
    ['verified', 'supervisor', ['publish', 'retract']],
    ['verified', 'manager', ['publish', 'retract', 'invalidate']],
    ['published', 'supervisor', ['amend']],
    ['published', 'admin', ['amend', 'invalidate']],
    ['cancelled', 'technician', ['receive']],
    ['rejected', 'supervisor', ['reinstate']],
    ['invalidated', 'admin', []],
    ['nowhere', 'admin', []],
  ] as const)('%s as %s', (state, role, expected) => {
    expect(allowedActions(state, rules, { kind: 'person', role })).toEqual(expected);
  });

  test('a key never signs', () => {
    expect(allowedActions('published', rules, { kind: 'key', role: 'admin' })).toEqual(['amend']);
  });

  test('machines: an instrument runs its tests, the others move none', () => {
    const as = (role: KeyRole) => allowedActions('received', rules, { kind: 'key', role });
    expect(as('instrument')).toEqual(['start', 'submit', 'fail']);
    expect(as('lis')).toEqual([]);
    expect(as('orchestrator')).toEqual([]);
  });

  test('a stronger role may all that a weaker one may', () => {
    fc.assert(
      fc.property(anyState, anyRole, anyRole, (state, one, other) => {
        const [weak, strong] =
          ROLES.indexOf(one) <= ROLES.indexOf(other) ? [one, other] : [other, one];
        const stronger = allowedActions(state, rules, { kind: 'person', role: strong });
        const weaker = allowedActions(state, rules, { kind: 'person', role: weak });
        expect(stronger).toEqual(expect.arrayContaining(weaker));
      }),
    );
  });

  test('every action named is a transition from that state, and named once', () => {
    fc.assert(
      fc.property(anyState, anyRole, (state, role) => {
        const actions = allowedActions(state, rules, { kind: 'person', role });
        expect(new Set(actions).size).toBe(actions.length);
        for (const action of actions) {
          expect(rules.some((rule) => rule.action === action && rule.from === state)).toBe(true);
        }
      }),
    );
  });

  test('of a specimen: what any of its tests allows, once, in the order of the work', () => {
    expect(allowedOnAny([['publish'], ['start', 'reject'], ['start']])).toEqual([
      'start',
      'publish',
      'reject',
    ]);
    expect(allowedOnAny([])).toEqual([]);
  });
});

describe('the drawing', () => {
  const drawn = workflowMermaid(DEFAULT_STATES, rules);

  test('names every state and every transition that leads somewhere', () => {
    for (const { key, label } of DEFAULT_STATES) {
      expect(drawn).toContain(`state "${label}" as ${key}`);
    }
    expect(drawn).toContain('received --> in_process : start');
    expect(drawn).toContain('submitted --> in_process : retract');
    expect(drawn).not.toContain('null');
  });

  test('a label cannot break out of its quotes', () => {
    const state = { key: 'x', label: 'a"\nb --> c', kind: 'open' } as const;
    expect(workflowMermaid([state], [])).toContain('state "a  b --> c" as x');
  });
});

import { describe, expect, test } from 'vitest';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import type { KeyRole } from '@/lib/platform/access/roles';
import { refusedActions } from './explain-actions';
import { allowedActions } from '../workflow';

const transitions = DEFAULT_TRANSITIONS.map(({ fromState: from, toState: to, ...rest }) => ({
  needsReason: false,
  needsSignature: false,
  fourEyes: false,
  ...rest,
  from,
  to,
}));

function why(state: string, action: string, role: KeyRole, rest: { key?: true; own?: true } = {}) {
  const actor = { kind: rest.key ? 'key' : 'person', role } as const;
  const ownHand = rest.own ?? false;
  const refused = refusedActions({ state, states: DEFAULT_STATES, transitions, actor, ownHand });
  return refused.find((entry) => entry.action === action)?.why ?? null;
}

describe('why an action is not open', () => {
  test.each([
    ['received', 'verify', 'admin', {}, 'Only from Submitted'],
    ['published', 'cancel', 'admin', {}, 'Only from Expected, Received, In process or Error'],
    ['submitted', 'verify', 'technician', {}, 'Takes a supervisor'],
    ['submitted', 'verify', 'supervisor', {}, null],
    ['verified', 'invalidate', 'admin', { key: true }, 'Takes a person’s signature'],
    ['received', 'cancel', 'instrument', { key: true }, 'Not for this kind of key'],
    ['received', 'start', 'instrument', { key: true }, null],
  ] as const)('%s: %s by %s', (state, action, role, rest, expected) => {
    expect(why(state, action, role, rest)).toBe(expected);
  });

  test('four eyes speak to whoever had a hand in it', () => {
    expect(why('submitted', 'verify', 'supervisor', { own: true })).toMatch(/^You submitted/);
    expect(why('submitted', 'retract', 'supervisor', { own: true })).toBeNull();
  });

  test('what is allowed and what is explained are together every action, and never both', () => {
    const every = [...new Set(transitions.map(({ action }) => action))].toSorted();
    for (const { key: state } of DEFAULT_STATES) {
      for (const role of ['viewer', 'technician', 'supervisor', 'manager', 'admin'] as const) {
        const actor = { kind: 'person', role } as const;
        const given = { state, states: DEFAULT_STATES, transitions, actor, ownHand: false };
        const refused = refusedActions(given).map(({ action }) => action);
        const allowed = allowedActions(state, transitions, actor);
        expect([...refused, ...allowed].toSorted()).toEqual(every);
      }
    }
  });
});

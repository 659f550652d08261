import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import type { Actor } from '@/lib/platform/access/actor';
import { AppError } from '@/lib/platform/errors';
import { KEY_ROLES, ROLES, type KeyRole, type Role } from '@/lib/platform/access/roles';
import { type Movable, planTransition } from './plan-transition';
import { newestRuns } from '../newest-runs';
import { allowedActions } from '../workflow';

const rules = {
  states: DEFAULT_STATES,
  kindOf: new Map(DEFAULT_STATES.map(({ key, kind }) => [key, kind])),
  transitions: DEFAULT_TRANSITIONS.map(({ fromState: from, toState: to, ...rest }) => ({
    needsReason: false,
    needsSignature: false,
    fourEyes: false,
    ...rest,
    from,
    to,
  })),
};

const person = (role: Role): Actor => ({
  kind: 'person',
  userId: 'u',
  sessionId: 's',
  name: 'Ada',
  role,
});
const key = (role: KeyRole, deviceId: string | null = null): Actor => ({
  kind: 'key',
  keyId: 'k',
  deviceId,
  name: 'key',
  role,
});

function tube(...states: string[]): Movable[] {
  return states.map((state, index) => ({
    id: `t${index}`,
    assay: `A${index}`,
    run: 1,
    state,
    deviceId: null,
  }));
}

function plan(
  tests: Movable[],
  action: string,
  {
    actor = person('admin'),
    assays,
    own = [],
  }: { actor?: Actor; assays?: string[]; own?: string[] } = {},
): string[] {
  const hadAHand = (of: Movable) => own.includes(of.assay);
  return planTransition({ number: 'S-1', tests, rules, actor, hadAHand }, { action, assays }).map(
    ({ test: moved, rule }) => `${moved.assay} ${rule.from}`,
  );
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'allowed';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('which tests an action moves', () => {
  test('every one that allows it', () => {
    expect(plan(tube('received', 'in_process', 'published'), 'submit')).toEqual([
      'A0 received',
      'A1 in_process',
    ]);
  });

  test('void ones only when no open one allows it', () => {
    expect(plan(tube('expected', 'cancelled'), 'receive')).toEqual(['A0 expected']);
    expect(plan(tube('submitted', 'cancelled'), 'receive')).toEqual(['A1 cancelled']);
    expect(plan(tube('expected', 'cancelled'), 'receive', { assays: ['a1'] })).toEqual([
      'A1 cancelled',
    ]);
  });

  test('the newest run of each assay', () => {
    const runs = tube('verified', 'submitted').map((row, index) => ({
      ...row,
      assay: 'A',
      run: index + 1,
    }));
    expect(newestRuns(runs).map(({ run }) => run)).toEqual([2]);
    expect(plan(runs, 'verify')).toEqual(['A submitted']);
    expect(codeOf(() => plan(runs, 'publish'))).toBe('transition_not_allowed');
  });

  test('not what four eyes keep from the actor, unless named', () => {
    const tests = tube('submitted', 'submitted');
    expect(plan(tests, 'verify', { own: ['A0'] })).toEqual(['A1 submitted']);
    expect(codeOf(() => plan(tests, 'verify', { own: ['A0', 'A1'] }))).toBe('four_eyes');
    expect(codeOf(() => plan(tests, 'verify', { own: ['A0'], assays: ['A0'] }))).toBe('four_eyes');
    // Only verifying looks at hands.
    expect(plan(tests, 'retract', { own: ['A0', 'A1'] })).toHaveLength(2);
  });
});

test.each([
  ['an unknown action', () => plan(tube('received'), 'explode'), 'invalid'],
  ['an unknown assay', () => plan(tube('received'), 'submit', { assays: ['Z'] }), 'invalid'],
  [
    'one named that does not allow it',
    () => plan(tube('received', 'published'), 'submit', { assays: ['A0', 'A1'] }),
    'transition_not_allowed',
  ],
  ['no tests', () => plan([], 'receive'), 'transition_not_allowed'],
  [
    'too weak a role',
    () => plan(tube('submitted'), 'verify', { actor: person('technician') }),
    'forbidden',
  ],
  [
    'a key where a signature is needed',
    () => plan(tube('verified'), 'invalidate', { actor: key('admin') }),
    'signature_needs_person',
  ],
  ['a LIS key', () => plan(tube('expected'), 'receive', { actor: key('lis') }), 'forbidden'],
  [
    'another device’s test',
    () =>
      plan([{ id: 't', assay: 'A', run: 1, state: 'in_process', deviceId: 'd2' }], 'submit', {
        actor: key('instrument', 'd1'),
      }),
    'forbidden',
  ],
])('refuses %s', (_, run, code) => {
  expect(codeOf(run)).toBe(code);
});

const anyState = fc.constantFrom(...DEFAULT_STATES.map((state) => state.key));
const anyAction = fc.constantFrom(...new Set(DEFAULT_TRANSITIONS.map(({ action }) => action)));
const anyActor = fc.oneof(
  fc.constantFrom(...ROLES).map(person),
  fc.constantFrom(...KEY_ROLES).map((role) => key(role, 'd1')),
);

test('what is planned is what is offered, for any tube, action and actor', () => {
  fc.assert(
    fc.property(
      fc.array(anyState, { maxLength: 4 }),
      anyAction,
      anyActor,
      (states, action, actor) => {
        const tests = tube(...states);
        const outcome = codeOf(() => plan(tests, action, { actor }));
        const offered = tests.filter((row) =>
          allowedActions(row.state, rules.transitions, actor).includes(action),
        );
        if (outcome === 'allowed') {
          const planned = plan(tests, action, { actor });
          expect(planned.length).toBeGreaterThan(0);
          for (const moved of planned) {
            expect(offered.map((row) => `${row.assay} ${row.state}`)).toContain(moved);
          }
        } else {
          const open = offered.filter((row) => rules.kindOf.get(row.state) !== 'void');
          expect(open).toEqual([]);
        }
      },
    ),
  );
});

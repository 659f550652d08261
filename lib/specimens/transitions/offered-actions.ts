import { actionNeeds, type ActionNeeds } from './action-needs';
import type { ActionOptions } from './action-options';

/** What of a test decides what may be done to it. */
export type ActedTest = {
  state: string;
  device: string | null;
  allowed_actions: readonly string[];
  refused_actions?: readonly { action: string; why: string }[];
};

/** That much of a test, for lists that need no more. */
export function actedTest({ state, device, allowed_actions }: ActedTest): ActedTest {
  return { state, device, allowed_actions };
}

export type OfferedAction = {
  action: string;
  label: string;
  /** How many of the tests it would move. */
  count: number;
  needs: ActionNeeds;
  /** Whether one of those tests has no device to go on with. */
  deviceMissing: boolean;
  /** Why it is not allowed, in words; null where it is. */
  why: string | null;
};

const OTHERWISE = 'Not in this state';

/**
 * An action on the whole tube takes the tests that allow it, void ones only where no open one does;
 * one on tests by name takes all of them or none.
 */
function taken<T extends ActedTest>(
  tests: readonly T[],
  action: string,
  { options, named }: { options: ActionOptions; named: boolean },
) {
  const able = tests.filter((test) => test.allowed_actions.includes(action));
  if (named) return able.length === tests.length ? able : [];
  const kinds = new Map(options.states.map(({ key, kind }) => [key, kind]));
  const open = able.filter((test) => kinds.get(test.state) !== 'void');
  return open.length > 0 ? open : able;
}

/**
 * Every action of the workflow for these tests together: allowed with what it needs, or why not.
 * `named` where the tests were picked one by one, and are not simply the tube’s newest runs.
 */
export function offeredActions(
  tests: readonly ActedTest[],
  options: ActionOptions,
  named = false,
): OfferedAction[] {
  return options.actions.map(({ action, label }) => {
    const moved = taken(tests, action, { options, named });
    const states = new Set(moved.map((test) => test.state));
    const rows = options.rules.filter((rule) => rule.action === action && states.has(rule.from));
    const whys = new Set(
      tests.flatMap((test) =>
        (test.refused_actions ?? [])
          .filter((refused) => refused.action === action)
          .map(({ why }) => why),
      ),
    );
    return {
      action,
      label,
      count: moved.length,
      needs: actionNeeds(action, rows),
      deviceMissing: moved.some((test) => test.device === null),
      why: moved.length > 0 ? null : whys.size > 0 ? [...whys].join(' · ') : OTHERWISE,
    };
  });
}

import type { Actor } from '@/lib/platform/access/actor';
import { AppError, invalidField } from '@/lib/platform/errors';
import type { LabRules, LabTransition } from '../lab-rules';
import { newestRuns } from '../newest-runs';
import { allowedActions, allowedOnAny, mayTake } from '../workflow';

/** What of a test decides whether it can be moved. */
export type Movable = {
  id: string;
  assay: string;
  run: number;
  state: string;
  /** The device it is on. */
  deviceId: string | null;
};

export type PlannedMove<T extends Movable> = { test: T; rule: LabTransition };

export type Asked = {
  action: string;
  /** Codes of assays; absent for the whole tube. */
  assays?: readonly string[] | undefined;
};

type Situation<T extends Movable> = {
  number: string;
  tests: readonly T[];
  rules: Pick<LabRules, 'states' | 'transitions' | 'kindOf'>;
  actor: Actor;
  /** Whether the actor had a hand in what this test's verification looks at. */
  hadAHand: (test: T) => boolean;
};

function named<T extends Movable>(situation: Situation<T>, assays: readonly string[]): T[] {
  const newest = newestRuns(situation.tests);
  return assays.map((code, index) => {
    const found = newest.find((test) => test.assay.toLowerCase() === code.toLowerCase());
    if (!found) throw invalidField(`assays.${index}`, `${situation.number} has no test ${code}`);
    return found;
  });
}

/** 422 for an action that no row of the workflow knows. */
export function refuseUnknownAction(action: string, rules: Pick<LabRules, 'transitions'>): void {
  if (rules.transitions.some((rule) => rule.action === action)) return;
  const known = [...new Set(rules.transitions.map((rule) => rule.action))].toSorted();
  throw invalidField('action', `is none of ${known.join(', ')}`);
}

function stateLabel(key: string, rules: Pick<LabRules, 'states'>): string {
  return rules.states.find((state) => state.key === key)?.label ?? key;
}

function notFromHere<T extends Movable>(
  situation: Situation<T>,
  action: string,
  of: readonly T[],
): AppError {
  const { rules, actor, number } = situation;
  const from = rules.transitions
    .filter((rule) => rule.action === action)
    .map((rule) => stateLabel(rule.from, rules));
  const now = of.map((test) => `${test.assay} is ${stateLabel(test.state, rules)}`).join(', ');
  const allowed = allowedOnAny(
    newestRuns(situation.tests).map((test) => allowedActions(test.state, rules.transitions, actor)),
  );
  return new AppError(
    'transition_not_allowed',
    `${number}: ${action} goes from ${from.join(' or ')}; ${now || 'there are no tests'}.`,
    { extra: { allowed_actions: allowed, state: of[0]?.state ?? null } },
  );
}

function tooWeak(rule: LabTransition, actor: Actor): AppError {
  if (actor.kind === 'key' && rule.needsSignature) {
    return new AppError('signature_needs_person', `${rule.label} takes a person’s signature.`);
  }
  return new AppError('forbidden', `${rule.label} takes a ${rule.leastRole} or more.`);
}

/** Whether an instrument's key speaks of another's work. */
function isForeign(test: Movable, actor: Actor): boolean {
  if (actor.kind !== 'key' || actor.role !== 'instrument') return false;
  return test.deviceId !== null && test.deviceId !== actor.deviceId;
}

/**
 * Which tests an action moves, by which row of the workflow. Without named assays it is every newest
 * run that allows it; void ones only when no open one does, so that receiving a tube does not revive
 * what was cancelled on it. Named ones must all allow it.
 *
 * 422 for an unknown action or assay; 409 `transition_not_allowed` from these states; 403 for too
 * weak a role, an instrument's foreign test, or `four_eyes`.
 */
export function planTransition<T extends Movable>(
  situation: Situation<T>,
  asked: Asked,
): PlannedMove<T>[] {
  const { rules, actor, tests, hadAHand } = situation;
  const { action, assays } = asked;
  refuseUnknownAction(action, rules);
  const considered = assays ? named(situation, assays) : newestRuns(tests);
  const fitting = considered.flatMap((test): PlannedMove<T>[] => {
    const rule = rules.transitions.find((row) => row.action === action && row.from === test.state);
    return rule ? [{ test, rule }] : [];
  });
  if (fitting.length === 0 || (assays && fitting.length < considered.length)) {
    const stuck = considered.filter((test) => !fitting.some((move) => move.test === test));
    throw notFromHere(situation, action, stuck);
  }
  const isVoid = ({ test }: PlannedMove<T>) => rules.kindOf.get(test.state) === 'void';
  const open = fitting.filter((move) => !isVoid(move));
  const meant = assays || open.length === 0 ? fitting : open;

  const refusals = meant.map(({ test, rule }): AppError | null => {
    if (!mayTake(actor, rule)) return tooWeak(rule, actor);
    if (isForeign(test, actor)) {
      return new AppError('forbidden', `${test.assay} is on another device than this key’s.`);
    }
    if (rule.fourEyes && hadAHand(test)) {
      return new AppError(
        'four_eyes',
        `${test.assay}: you submitted it or entered its results; somebody else has to ${action} it.`,
      );
    }
    return null;
  });
  const refused = refusals.find((refusal) => refusal !== null);
  const free = meant.filter((_, index) => refusals[index] === null);
  if (refused && (assays || free.length === 0)) throw refused;
  return free;
}

import type { LabRules } from '../lab-rules';
import { MILESTONE_LABELS, type Milestone, type Milestones } from '../milestones';

type CorrectableTest = { id: string; assay: string; state: string; milestones: Milestones };

/** The milestones that are the tube's own. */
export type TubeTimes = Pick<Milestones, 'collected' | 'received' | 'rejected'>;

export function isOfTube(milestone: Milestone): milestone is keyof TubeTimes {
  return milestone === 'collected' || milestone === 'received' || milestone === 'rejected';
}

/** What a correction comes to: the times it sets, of the tube and of each test by its id. */
export type Correction = {
  tube: Partial<TubeTimes>;
  tests: Map<string, Partial<Milestones>>;
};

function same(a: Date | null, b: Date | null): boolean {
  return a?.getTime() === b?.getTime();
}

/** When a test counts as received: the later of the tube's receipt and its own order. */
function receivedBy(tube: Date | null, ordered: Date | null): Date | null {
  if (tube === null) return null;
  return ordered !== null && ordered > tube ? ordered : tube;
}

/** Whether work on it has begun and goes on, or is done. */
function isUnderWay(test: CorrectableTest, rules: Pick<LabRules, 'states' | 'kindOf'>): boolean {
  return test.state !== rules.states[0]?.key && rules.kindOf.get(test.state) !== 'void';
}

/**
 * Corrects a time of the tube. Tests whose own time came of the tube's move with it; a retest, or
 * one that was corrected by itself, keeps its own.
 */
export function correctTube(
  milestone: keyof TubeTimes,
  time: Date | null,
  tube: TubeTimes,
  tests: readonly CorrectableTest[],
  rules: Pick<LabRules, 'states' | 'kindOf'>,
): Correction {
  const correction: Correction = { tube: {}, tests: new Map() };
  const old = tube[milestone];
  if (same(old, time)) return correction;
  correction.tube[milestone] = time;
  if (milestone === 'collected') return correction;
  for (const test of tests) {
    const { ordered, received, rejected } = test.milestones;
    if (milestone === 'rejected') {
      if (old !== null && same(rejected, old)) correction.tests.set(test.id, { rejected: time });
      continue;
    }
    const follows = same(received, receivedBy(old, ordered));
    if (!follows || (old === null && !isUnderWay(test, rules))) continue;
    const now = receivedBy(time, ordered);
    if (!same(received, now)) correction.tests.set(test.id, { received: now });
  }
  return correction;
}

/** Corrects a time of one test. Its receipt follows its order where it came of it. */
export function correctTest(
  milestone: Exclude<Milestone, 'collected'>,
  time: Date | null,
  tubeReceived: Date | null,
  test: CorrectableTest,
): Correction {
  const correction: Correction = { tube: {}, tests: new Map() };
  const { ordered, received } = test.milestones;
  if (same(test.milestones[milestone], time)) return correction;
  const changed: Partial<Milestones> = { [milestone]: time };
  if (milestone === 'ordered' && received !== null && tubeReceived !== null) {
    const now = receivedBy(tubeReceived, time);
    const followed = same(received, receivedBy(tubeReceived, ordered));
    if (followed && !same(received, now)) changed.received = now;
  }
  correction.tests.set(test.id, changed);
  return correction;
}

/**
 * Why a milestone cannot be given to something in this state, or null where it can: a time for what
 * has not happened yet is what actions are for.
 */
export function notThereYet(
  milestone: Milestone,
  state: string,
  rules: Pick<LabRules, 'states' | 'kindOf'>,
): string | null {
  if (milestone === 'ordered' || milestone === 'collected') return null;
  const here = rules.states.find(({ key }) => key === state);
  const there = rules.states.find((row) => row.milestone === milestone);
  if (!here || !there || here.kind === 'void' || here.rank >= there.rank) return null;
  const name = MILESTONE_LABELS[milestone].toLowerCase();
  return `it is ${here.label.toLowerCase()}, and was not ${name} yet; take that step instead, with its time`;
}

import { noMilestones, type Milestone, type Milestones } from './milestones';
import type { StateKind } from './specimen-state';

/** What of a test counts for its specimen. */
export type SummedTest = {
  kind: StateKind;
  milestones: Milestones;
  dueAt: Date | null;
};

/** What the specimen itself knows; the rest comes from its tests. */
export type OwnTimes = Pick<Milestones, 'collected' | 'received' | 'rejected'>;

function earliest(times: readonly (Date | null)[]): Date | null {
  const known = times.filter((time) => time !== null);
  return known.reduce<Date | null>((a, b) => (a === null || b < a ? b : a), null);
}

function latestOfAll(times: readonly (Date | null)[]): Date | null {
  let latest: Date | null = null;
  for (const time of times) {
    if (time === null) return null;
    if (latest === null || time > latest) latest = time;
  }
  return latest;
}

/**
 * A specimen's milestones: ordered and started are the first of its tests; resulted, verified and
 * released the last, once every test has it that is not void. Without such tests the void count.
 */
export function specimenMilestones(own: OwnTimes, tests: readonly SummedTest[]): Milestones {
  const alive = tests.filter((test) => test.kind !== 'void');
  const counted = alive.length > 0 ? alive : tests;
  const of = (milestone: Milestone) => counted.map((test) => test.milestones[milestone]);
  return {
    ...noMilestones(),
    ...own,
    ordered: earliest(of('ordered')),
    started: earliest(of('started')),
    resulted: latestOfAll(of('resulted')),
    verified: latestOfAll(of('verified')),
    released: latestOfAll(of('released')),
  };
}

/** The first due among its unreleased open tests, else among all that are not void; null for none. */
export function specimenDueAt(tests: readonly SummedTest[]): Date | null {
  const open = tests.filter((test) => test.kind === 'open' && test.milestones.released === null);
  const alive = tests.filter((test) => test.kind !== 'void');
  return earliest(open.map((test) => test.dueAt)) ?? earliest(alive.map((test) => test.dueAt));
}

import {
  isMilestone,
  KEEP_FIRST_TIME,
  noMilestones,
  type Milestone,
  type Milestones,
} from './milestones';

/** What of a history row counts for state and milestones. */
export type HistoryRow = {
  sequence: number;
  /** Null where the whole specimen is meant. */
  testId: string | null;
  action: string;
  toState: string | null;
  occurredAt: Date;
  /** `{milestone: ISO time | null}` given by the row itself; `failed` may be among them. */
  stamps: unknown;
};

export type FoldedTest = { state: string | null; milestones: Milestones; failedAt: Date | null };

/** These bring their times in their stamps; only actions of the workflow stamp by themselves. */
const STAMPLESS_ACTIONS = new Set(['create', 'import', 'correct']);

function stampsOf(stamps: unknown): [string, Date | null][] {
  if (typeof stamps !== 'object' || stamps === null) return [];
  return Object.entries(stamps).flatMap(([name, time]): [string, Date | null][] => {
    if (time === null) return [[name, null]];
    if (typeof time !== 'string') return [];
    return [[name, new Date(time)]];
  });
}

function later(a: Date, b: Date | null): Date {
  return b !== null && b > a ? b : a;
}

function enter(test: FoldedTest, row: HistoryRow, milestone: Milestone | null): void {
  if (row.action === 'retract') {
    test.milestones.resulted = null;
    test.milestones.verified = null;
  }
  if (row.action === 'fail') test.failedAt = row.occurredAt;
  if (row.action === 'reinstate' || milestone === null) return;
  if (KEEP_FIRST_TIME.has(milestone) && test.milestones[milestone] !== null) return;
  // An add-on starts when it is asked for, not when the tube came.
  test.milestones[milestone] =
    milestone === 'received' ? later(row.occurredAt, test.milestones.ordered) : row.occurredAt;
}

function fold(test: FoldedTest, row: HistoryRow, stampedBy: ReadonlyMap<string, string | null>) {
  if (row.testId !== null && row.toState !== null) {
    test.state = row.toState;
    if (!STAMPLESS_ACTIONS.has(row.action)) {
      const milestone = stampedBy.get(row.toState) ?? null;
      enter(test, row, milestone !== null && isMilestone(milestone) ? milestone : null);
    }
  }
  for (const [name, time] of stampsOf(row.stamps)) {
    if (name === 'failed') test.failedAt = time;
    else if (isMilestone(name) && name !== 'collected') test.milestones[name] = time;
  }
}

/**
 * Replays one specimen's history into the state and milestones of each of its tests.
 * `stampedBy` says which milestone entering a state stamps. Collection is the specimen's: whichever
 * row gives it, every test has it.
 */
export function foldHistory(
  rows: readonly HistoryRow[],
  stampedBy: ReadonlyMap<string, string | null>,
): Map<string, FoldedTest> {
  const ordered = rows.toSorted((a, b) => a.sequence - b.sequence);
  const tests = new Map<string, FoldedTest>();
  for (const { testId } of ordered) {
    if (testId === null || tests.has(testId)) continue;
    tests.set(testId, { state: null, milestones: noMilestones(), failedAt: null });
  }
  let collected: Date | null = null;
  for (const row of ordered) {
    for (const [name, time] of stampsOf(row.stamps)) if (name === 'collected') collected = time;
    for (const [testId, test] of tests) {
      if (row.testId === null || row.testId === testId) fold(test, row, stampedBy);
    }
  }
  for (const test of tests.values()) test.milestones.collected = collected;
  return tests;
}

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

function enter(test: FoldedTest, row: Step, milestone: Milestone | null): void {
  if (row.action === 'fail') test.failedAt = row.occurredAt;
  // What was released stays in every figure where it was: amending moves none of its times.
  if (test.milestones.released !== null && milestone !== 'rejected') return;
  if (row.action === 'retract') {
    test.milestones.resulted = null;
    test.milestones.verified = null;
  }
  if (row.action === 'reinstate' || milestone === null) return;
  if (KEEP_FIRST_TIME.has(milestone) && test.milestones[milestone] !== null) return;
  // An add-on starts when it is asked for, not when the tube came.
  test.milestones[milestone] =
    milestone === 'received' ? later(row.occurredAt, test.milestones.ordered) : row.occurredAt;
}

type Step = Pick<HistoryRow, 'action' | 'toState' | 'occurredAt'> & { stamps?: unknown };

/** Takes a test one row of its own further: what it does to state and milestones, and nothing else. */
export function foldRow(
  test: FoldedTest,
  row: Step,
  stampedBy: ReadonlyMap<string, string | null>,
): void {
  if (row.toState !== null) {
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
 * row gives it, every test has it. Rows of the whole specimen touch no test otherwise.
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
      if (row.testId === testId) foldRow(test, row, stampedBy);
    }
  }
  for (const test of tests.values()) test.milestones.collected = collected;
  return tests;
}

export type FoldedTube = { received: Date | null; rejected: Date | null };

/**
 * When the tube itself was received and rejected, of a specimen whose history is the workflow's:
 * its first receipt, unless a row of the whole specimen says otherwise. An import brings the tube's
 * receipt by its tests' (lib/imports/merge-row.ts).
 */
export function foldTube(rows: readonly HistoryRow[]): FoldedTube {
  const tube: FoldedTube = { received: null, rejected: null };
  for (const row of rows.toSorted((a, b) => a.sequence - b.sequence)) {
    if (row.testId !== null) {
      if (row.action === 'receive') tube.received ??= row.occurredAt;
      continue;
    }
    for (const [name, time] of stampsOf(row.stamps)) {
      if (name === 'received' || name === 'rejected') tube[name] = time;
    }
  }
  return tube;
}

import type { NewHistoryRow } from '../append-history';
import type { Priority } from '../contract';
import { foldRow } from '../fold-history';
import { MILESTONES, type Milestones } from '../milestones';

/** A test as a transition works on it: all of it that an action may change. */
export type WorkTest = {
  id: string;
  assayId: string;
  /** The code of the assay. */
  assay: string;
  run: number;
  priority: Priority;
  state: string;
  deviceId: string | null;
  operator: string | null;
  errorCodeId: string | null;
  rejectionReasonId: string | null;
  /** The specimen's. */
  locationId: string | null;
  milestones: Milestones;
  failedAt: Date | null;
  amendedAt: Date | null;
  dueAt: Date | null;
  /** Who gave each field, as on the row. */
  sources: Record<string, string>;
};

/** One step of one test, with what was said of it. */
export type Move = Omit<NewHistoryRow, 'testId' | 'fromState' | 'toState' | 'stamps'> & {
  to: string;
  /** The way it came in. */
  source: string;
};

function sourcesAfter(before: WorkTest, after: WorkTest, source: string): Record<string, string> {
  const sources = { ...before.sources, state: source };
  const changed = MILESTONES.filter(
    (name) => before.milestones[name]?.getTime() !== after.milestones[name]?.getTime(),
  );
  const fields = [
    ['device', before.deviceId, after.deviceId],
    ['operator', before.operator, after.operator],
    ['error_code', before.errorCodeId, after.errorCodeId],
    ['rejection_reason', before.rejectionReasonId, after.rejectionReasonId],
  ] as const;
  return Object.fromEntries([
    ...Object.entries(sources),
    ...changed.map((name) => [name, source]),
    ...fields.flatMap(([name, was, is]) => (was === is ? [] : [[name, source]])),
  ]);
}

/**
 * A test after one step, and the row its history keeps of it. State and milestones come from the
 * function that folds a history, so what is cached and what is told cannot disagree. An error code
 * and a rejection reason belong to the state they led to, and leave with it.
 */
export function moveTest(
  test: WorkTest,
  move: Move,
  stampedBy: ReadonlyMap<string, string | null>,
): { test: WorkTest; row: NewHistoryRow } {
  const { to, source, ...said } = move;
  const { action, occurredAt } = said;
  const folded = { state: test.state, milestones: { ...test.milestones }, failedAt: test.failedAt };
  foldRow(folded, { action, occurredAt, toState: to }, stampedBy);
  const after: WorkTest = {
    ...test,
    state: to,
    milestones: folded.milestones,
    failedAt: folded.failedAt,
    amendedAt: action === 'amend' ? (test.amendedAt ?? occurredAt) : test.amendedAt,
    deviceId: said.deviceId ?? test.deviceId,
    operator: said.operator ?? test.operator,
    errorCodeId: to === test.state ? test.errorCodeId : (said.errorCodeId ?? null),
    rejectionReasonId:
      to === test.state ? test.rejectionReasonId : (said.rejectionReasonId ?? null),
  };
  return {
    test: { ...after, sources: sourcesAfter(test, after, source) },
    row: { ...said, testId: test.id, fromState: test.state, toState: to },
  };
}

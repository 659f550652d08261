import type { NewHistoryRow } from './append-history';
import { dueOf } from './due-rules';
import { type Move, moveTest, type WorkTest } from './move-test';
import type { Prepared } from './prepare-transition';

/** The tests of one specimen as an action leaves them, and the history that brought them there. */
export class TransitionWork {
  readonly rows: NewHistoryRow[] = [];
  readonly moved = new Map<string, WorkTest>();
  readonly runs: { test: WorkTest; retestOfId: string }[] = [];

  constructor(readonly prepared: Prepared) {}

  take(test: WorkTest, move: Move): WorkTest {
    const { rules, dueRules } = this.prepared;
    const start = rules.headline.start;
    const after = moveTest(test, move, rules.stampedBy);
    const begins = test.milestones[start] === null && after.test.milestones[start] !== null;
    const dueAt = begins ? dueOf(dueRules, after.test) : test.dueAt;
    const worked = { ...after.test, dueAt };
    this.rows.push(after.row);
    this.moved.set(worked.id, worked);
    return worked;
  }
}

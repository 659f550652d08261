import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { appendHistory, type NewHistoryRow } from '../append-history';
import { dueOf, type DueRules } from '../due-rules';
import type { LabRules } from '../lab-rules';
import type { LockedSpecimen } from '../lock-specimen';
import { type Move, moveTest, type WorkTest } from './move-test';
import { createRun } from './work-tests';
import { writeWorkTests } from './write-work-tests';

/** Takes a test one step further; it becomes due when its headline segment begins. */
export function stepTest(
  rules: LabRules,
  dueRules: DueRules,
  test: WorkTest,
  move: Move,
): { test: WorkTest; row: NewHistoryRow } {
  const { start } = rules.headline;
  const after = moveTest(test, move, rules.stampedBy);
  const begins = test.milestones[start] === null && after.test.milestones[start] !== null;
  return {
    test: { ...after.test, dueAt: begins ? dueOf(dueRules, after.test) : test.dueAt },
    row: after.row,
  };
}

/** The tests of one specimen as an action leaves them, and the history that brought them there. */
export class TransitionWork {
  readonly rows: NewHistoryRow[] = [];
  private readonly moved = new Map<string, WorkTest>();
  private readonly runs = new Map<string, { test: WorkTest; retestOfId: string }>();

  constructor(
    readonly rules: LabRules,
    readonly dueRules: DueRules,
  ) {}

  /** Every test that was moved or made, as it stands now. */
  get tests(): WorkTest[] {
    return [...this.moved.values(), ...[...this.runs.values()].map(({ test }) => test)];
  }

  /** Takes a test one step further, and keeps what its history says of it. */
  take(test: WorkTest, move: Move): WorkTest {
    const { test: worked, row } = stepTest(this.rules, this.dueRules, test, move);
    this.rows.push(row);
    const run = this.runs.get(worked.id);
    if (run) run.test = worked;
    else this.moved.set(worked.id, worked);
    return worked;
  }

  /** Adds a run that repeats another; its first row says that it was created. */
  open(test: WorkTest, retestOfId: string, row: NewHistoryRow): void {
    this.runs.set(test.id, { test, retestOfId });
    this.rows.push(row);
  }

  async write(tx: LabTx, ctx: Ctx, specimen: LockedSpecimen): Promise<void> {
    await writeWorkTests(tx, ctx, [...this.moved.values()]);
    for (const { test, retestOfId } of this.runs.values()) {
      await createRun(tx, ctx, specimen.id, test, retestOfId);
    }
    await appendHistory(tx, ctx, specimen, this.rows);
  }
}

import type { Actor } from '@/lib/platform/access/actor';
import type { Source } from '@/lib/platform/db/generated/enums';
import type { NewHistoryRow } from '../append-history';
import type { Priority } from '../contract';
import type { DueRules } from '../due-rules';
import type { LabRules } from '../lab-rules';
import type { Milestones } from '../milestones';
import { newestRuns } from '../newest-runs';
import type { Move, WorkTest } from '../transitions/move-test';
import { stepTest } from '../transitions/transition-work';

/** The tube itself, as it stands. */
export type Tube = {
  id: string;
  number: string;
  stateKey: string;
  version: number;
  lastSequence: number;
  specimenType: string | null;
  locationId: string | null;
  priority: Priority;
  parentId: string | null;
  collectedAt: Date | null;
  receivedAt: Date | null;
  rejectedAt: Date | null;
  voidedAt: Date | null;
  /** Who gave each field. */
  sources: Record<string, string>;
};

/** A step a test took before. */
export type PastStep = {
  testId: string;
  action: string;
  occurredAt: Date;
  recordedAt: Date;
  deviceId: string | null;
  implied: boolean;
};

/** In whose name something is done, how it came in, and in which request. */
export type Hand = { actor: Actor; source: Source; requestId: string; now: Date };

export type RowOfHand = NewHistoryRow & { hand: Hand };

export type LabOrder = { rules: LabRules; dueRules: DueRules };

/** What may be changed of the tube itself. */
export type TubeChange = Partial<
  Pick<Tube, 'specimenType' | 'parentId' | 'collectedAt' | 'receivedAt'>
>;

/** The fields of a tube as its sources name them. */
const SOURCE_NAMES = {
  specimenType: 'specimen_type',
  parentId: 'parent',
  collectedAt: 'collected',
  receivedAt: 'received',
} as const satisfies Record<keyof TubeChange, string>;

/**
 * One specimen that is held, with what many requests one after the other do to it and its tests,
 * before any of it is written.
 */
export class TubeWork {
  readonly rows: RowOfHand[];
  readonly moved: Set<string>;
  private readonly byId: Map<string, WorkTest>;
  private readonly steps: PastStep[];
  private state: Tube;

  constructor(
    tube: Tube,
    tests: readonly WorkTest[],
    past: readonly PastStep[],
    from?: Pick<TubeWork, 'rows' | 'moved'>,
  ) {
    this.state = tube;
    this.byId = new Map(tests.map((test) => [test.id, test]));
    this.steps = [...past];
    this.rows = [...(from?.rows ?? [])];
    this.moved = new Set(from?.moved);
  }

  /** The same to go on with, or to be thrown away. */
  copy(): TubeWork {
    return new TubeWork(this.state, this.tests, this.steps, this);
  }

  get tube(): Tube {
    return this.state;
  }

  /** In the order they came. */
  get tests(): WorkTest[] {
    return [...this.byId.values()];
  }

  /** Of each assay the newest run. */
  get newest(): WorkTest[] {
    return newestRuns(this.tests);
  }

  get past(): readonly PastStep[] {
    return this.steps;
  }

  /** A test as it now stands. */
  now(test: Pick<WorkTest, 'id'>): WorkTest {
    const found = this.byId.get(test.id);
    if (!found) throw new Error(`No test ${test.id} of ${this.state.number}`);
    return found;
  }

  /** Takes a test one step further. */
  take({ rules, dueRules }: LabOrder, test: WorkTest, move: Move, hand: Hand): WorkTest {
    const { test: after, row } = stepTest(rules, dueRules, test, move);
    this.keep(after);
    this.rows.push({ ...row, hand: { ...hand, actor: move.actor ?? hand.actor } });
    this.steps.push({
      testId: test.id,
      action: row.action,
      occurredAt: row.occurredAt,
      recordedAt: hand.now,
      deviceId: row.deviceId ?? null,
      implied: row.implied ?? false,
    });
    return after;
  }

  /** Says something in the history of a test, or of the tube where it names none. */
  tell(row: NewHistoryRow, hand: Hand): void {
    this.rows.push({ ...row, hand });
  }

  /** Puts a test in the place of what it was. */
  keep(test: WorkTest): void {
    this.byId.set(test.id, test);
    this.moved.add(test.id);
  }

  /** Changes the tube, and notes who did. A collection is that of its tests as well. */
  change(change: TubeChange, hand: Hand): void {
    const names = Object.entries(SOURCE_NAMES).flatMap(([field, name]) =>
      field in change ? [[name, hand.source]] : [],
    );
    this.state = {
      ...this.state,
      ...change,
      sources: { ...this.state.sources, ...Object.fromEntries(names) },
    };
    const { collectedAt } = change;
    if (collectedAt === undefined) return;
    for (const test of this.tests) {
      const milestones: Milestones = { ...test.milestones, collected: collectedAt };
      this.byId.set(test.id, { ...test, milestones });
    }
  }

  /** Ends what one request did: the next version. */
  bump(): void {
    this.state = { ...this.state, version: this.state.version + 1 };
  }
}

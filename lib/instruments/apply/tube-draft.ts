import type { Prisma } from '@/lib/platform/db/generated/client';
import type { TubeWork } from '@/lib/specimens/batch/tube-work';
import type { WorkTest } from '@/lib/specimens/transitions/move-test';
import type { ResultWork } from '@/lib/results/result-work';
import type { TestResults } from '@/lib/results/read-result-works';
import type { HeldTube } from './scene';

/** A result as the audit trail tells of it. */
export type ToldResult = {
  assay: string;
  analyte: string;
  value: string;
  unit: string | null;
  status: string;
  critical: boolean;
};

/** Results that wait for a supervisor, or a reason to reject. */
export type NewProposal = {
  kind: 'results' | 'rejection';
  testId: string | null;
  data: Prisma.InputJsonObject;
  at: Date;
};

/** One specimen as one message changes it; thrown away where the message is refused. */
export class TubeDraft {
  readonly work: TubeWork;
  readonly before: readonly WorkTest[];
  readonly entered: ToldResult[] = [];
  readonly replacedTold: ToldResult[] = [];
  readonly proposals: NewProposal[] = [];
  readonly notes: string[] = [];
  /** When each test that the system may now verify was submitted, or got another result. */
  readonly submitted = new Map<string, Date>();
  private readonly results: Map<string, TestResults>;
  private readonly began: number;
  private readonly tubeBefore: unknown;

  constructor(held: HeldTube) {
    this.work = held.work.copy();
    this.before = held.work.tests;
    this.results = new Map(held.results);
    this.began = held.work.rows.length;
    this.tubeBefore = held.work.tube;
  }

  /** The results of a test, to be read. */
  resultsOf(testId: string): TestResults {
    const found = this.results.get(testId);
    if (!found) throw new Error(`The results of ${testId} were not read`);
    return found;
  }

  /** The results of a test, to be added to. */
  workOn(testId: string): ResultWork {
    const found = this.resultsOf(testId);
    const work = found.work.copy();
    this.results.set(testId, { ...found, work });
    return work;
  }

  /** Whether anything of the specimen itself is another than before. */
  get changed(): boolean {
    return (
      this.work.rows.length > this.began ||
      this.entered.length > 0 ||
      this.work.tube !== this.tubeBefore
    );
  }

  /** What this message adds to the history. */
  get told() {
    return this.work.rows.slice(this.began);
  }

  get held(): HeldTube {
    return { work: this.work, results: this.results };
  }
}

import { actorColumns, type Actor } from '@/lib/platform/access/actor';
import type { Source } from '@/lib/platform/db/generated/enums';
import { newId } from '@/lib/platform/ids';
import type { AnalyteRule } from './judge-result';
import {
  planResult,
  type GivenNow,
  type InForce,
  type PlannedResult,
  type ResultPlan,
} from './plan-result';

/** A result in force, as it is stored. */
export type StandingResult = InForce & { id: string };

/** In whose name a result is written, how it came in, and when it became available here. */
export type ResultHand = { actor: Actor; source: Source; at: Date };

export type NewResultRow = PlannedResult & {
  id: string;
  testId: string;
  analyteId: string;
  criticalId: string | null;
  availableAt: Date;
  replacedAt: Date | null;
  source: Source;
  actor: Actor;
};

export type Withdrawal = { at: Date; by: string; reason: string };

export type NewCritical = {
  id: string;
  testId: string;
  analyteId: string;
  availableAt: Date;
  /** Of one that was corrected before anybody saw it. */
  withdrawn: Withdrawal | null;
};

/** A stored result that is in force no more. */
export type ReplacedNow = StandingResult & { analyteId: string; replacedAt: Date };

/** The results of one test as they are given one after the other, before any of it is written. */
export class ResultWork {
  readonly rows: Map<string, NewResultRow>;
  readonly criticals: Map<string, NewCritical>;
  /** Stored results that are in force no more, and since when. */
  readonly replaced: Map<string, ReplacedNow>;
  /** Stored criticals that nobody has to be told of any more. */
  readonly withdrawn: Map<string, Withdrawal>;
  private readonly standing: Map<string, StandingResult>;

  constructor(
    readonly testId: string,
    standing: ReadonlyMap<string, StandingResult>,
    from?: ResultWork,
  ) {
    this.standing = new Map(standing);
    this.rows = new Map(from?.rows);
    this.criticals = new Map(from?.criticals);
    this.replaced = new Map(from?.replaced);
    this.withdrawn = new Map(from?.withdrawn);
  }

  /** The same to go on with, or to be thrown away. */
  copy(): ResultWork {
    return new ResultWork(this.testId, this.standing, this);
  }

  /** By analyte. */
  get inForce(): ReadonlyMap<string, StandingResult> {
    return this.standing;
  }

  plan(analyteId: string, given: GivenNow, rule: AnalyteRule): ResultPlan {
    return planResult(given, rule, this.standing.get(analyteId) ?? null);
  }

  /** Puts a planned result in the place of the one in force; opens and withdraws criticals. */
  take(analyteId: string, planned: Extract<ResultPlan, { kind: 'write' }>, hand: ResultHand): void {
    const { result, critical, withdraws } = planned;
    const { testId } = this;
    const old = this.standing.get(analyteId);
    if (old) this.replace(analyteId, old, hand.at);
    if (withdraws !== null) this.withdraw(withdraws, result, hand);
    let criticalId = critical.kind === 'carry' ? critical.criticalId : null;
    if (critical.kind === 'open') {
      criticalId = newId();
      const opened = { id: criticalId, testId, analyteId, availableAt: hand.at, withdrawn: null };
      this.criticals.set(criticalId, opened);
    }
    const id = newId();
    this.standing.set(analyteId, { ...result, id, criticalId });
    this.rows.set(id, {
      ...result,
      id,
      testId,
      analyteId,
      criticalId,
      availableAt: hand.at,
      replacedAt: null,
      source: hand.source,
      actor: hand.actor,
    });
  }

  /** Every result this work knows of, in force or not; what was replaced before it was read is not among them. */
  get ever(): (InForce & { analyteId: string; replacedAt: Date | null })[] {
    const standing = [...this.standing].filter(([, { id }]) => !this.rows.has(id));
    return [
      ...standing.map(([analyteId, result]) => ({ ...result, analyteId, replacedAt: null })),
      ...this.replaced.values(),
      ...this.rows.values(),
    ];
  }

  private replace(analyteId: string, old: StandingResult, at: Date): void {
    const row = this.rows.get(old.id);
    if (row) this.rows.set(old.id, { ...row, replacedAt: at });
    else this.replaced.set(old.id, { ...old, analyteId, replacedAt: at });
  }

  private withdraw(id: string, result: PlannedResult, hand: ResultHand): void {
    const reason =
      result.status === 'cancelled'
        ? 'The result was cancelled'
        : `The result was corrected to ${result.value}`.slice(0, 2000);
    const withdrawal = { at: hand.at, by: actorColumns(hand.actor).actorName, reason };
    const opened = this.criticals.get(id);
    if (opened) this.criticals.set(id, { ...opened, withdrawn: withdrawal });
    else this.withdrawn.set(id, withdrawal);
  }
}

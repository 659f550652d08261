import type { Actor } from '@/lib/platform/access/actor';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { readAnalyteRules } from '@/lib/results/analyte-rules';
import { autoverifiable } from '@/lib/results/autoverifiable';
import type { ResultStatus } from '@/lib/results/contract';
import { type AnalyteRule, isNormalByLimits } from '@/lib/results/judge-result';
import type { WorkTest } from './move-test';

/** Who verifies what needs nobody's eyes. */
export const AUTOVERIFICATION: Actor = { kind: 'system', job: 'Autoverification' };

type Told = { value: string; status: ResultStatus; critical: boolean };

/** A result as the rule looks at it; `replacedAt` is null while it is in force. */
export type LookedAt = Told & {
  analyteId: string;
  unit: string | null;
  flags: readonly string[];
  criticalBasis: string | null;
  replacedAt: Date | null;
};

type Question = {
  test: Pick<WorkTest, 'failedAt' | 'errorCodeId'>;
  /** What its assay lists. */
  analyteIds: readonly string[];
  /** Every result there ever was of this run. */
  results: readonly LookedAt[];
  rules: ReadonlyMap<string, AnalyteRule>;
  /** Whether a person took it back before. */
  reopened: boolean;
};

/** Whether the system may verify a submitted test whose assay asks for it. */
export function mayAutoverify({ test, analyteIds, results, rules, reopened }: Question): boolean {
  const verdict = autoverifiable({
    analyteIds,
    results: results
      .filter(({ replacedAt }) => replacedAt === null)
      .map((result) => {
        const rule = rules.get(result.analyteId);
        const before = results.filter(
          ({ analyteId, replacedAt }) => replacedAt !== null && analyteId === result.analyteId,
        );
        return {
          ...result,
          normalByLimits: rule !== undefined && isNormalByLimits(result, rule),
          tookBack: before.some((old) => isTakenBack(old, result)),
        };
      }),
    failed: test.failedAt !== null || test.errorCodeId !== null,
    reopened,
  });
  return verdict.ok;
}

/** Whether a result that stood before was more than a draft of the one in force. */
function isTakenBack(old: Told, result: Told): boolean {
  const wasFinal = old.status === 'final' || old.status === 'corrected';
  return old.critical || (wasFinal && old.value !== result.value);
}

/** Those that a person took back before. */
async function reopenedTests(
  tx: Pick<LabTx, 'testTransition'>,
  specimenId: string,
  tests: readonly WorkTest[],
): Promise<Set<string | null>> {
  const rows = await tx.testTransition.findMany({
    where: {
      specimenId,
      testId: { in: tests.map(({ id }) => id) },
      action: { in: ['retract', 'amend'] },
    },
    select: { testId: true },
  });
  return new Set(rows.map(({ testId }) => testId));
}

/** Which of these submitted tests the system may verify: their assay asks for it, and the rule holds. */
export async function autoverifiableTests(
  tx: Pick<LabTx, 'assay' | 'analyte' | 'result' | 'testTransition'>,
  specimenId: string,
  tests: readonly WorkTest[],
): Promise<WorkTest[]> {
  if (tests.length === 0) return [];
  const assays = await tx.assay.findMany({
    where: { id: { in: tests.map((test) => test.assayId) }, autoverify: true },
    select: { id: true, analytes: { select: { analyteId: true } } },
  });
  if (assays.length === 0) return [];
  const reopened = await reopenedTests(tx, specimenId, tests);
  const ofTests = { testId: { in: tests.map((test) => test.id) } };
  const results = await tx.result.findMany({
    // Each half has an index of its own; all at once would read the whole table.
    where: {
      OR: [
        { ...ofTests, replacedAt: null },
        { ...ofTests, replacedAt: { not: null } },
      ],
    },
    select: {
      testId: true,
      analyteId: true,
      value: true,
      unit: true,
      status: true,
      flags: true,
      critical: true,
      criticalBasis: true,
      replacedAt: true,
    },
  });
  const rules = await readAnalyteRules({ db: tx }, [
    ...new Set(results.map(({ analyteId }) => analyteId)),
  ]);
  return tests.filter((test) => {
    const assay = assays.find(({ id }) => id === test.assayId);
    if (!assay) return false;
    return mayAutoverify({
      test,
      analyteIds: assay.analytes.map(({ analyteId }) => analyteId),
      results: results.filter(({ testId }) => testId === test.id),
      rules,
      reopened: reopened.has(test.id),
    });
  });
}

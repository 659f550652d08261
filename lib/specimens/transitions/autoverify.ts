import type { Actor } from '@/lib/platform/access/actor';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { readAnalyteRules } from '@/lib/results/analyte-rules';
import { autoverifiable } from '@/lib/results/autoverifiable';
import type { ResultStatus } from '@/lib/results/contract';
import { isNormalByLimits } from '@/lib/results/judge-result';
import type { WorkTest } from './move-test';

/** Who verifies what needs nobody's eyes. */
export const AUTOVERIFICATION: Actor = { kind: 'system', job: 'Autoverification' };

type Told = { value: string; status: ResultStatus; critical: boolean };

/** Whether a result that stood before was more than a draft of the one in force. */
function isTakenBack(old: Told, result: Told): boolean {
  const wasFinal = old.status === 'final' || old.status === 'corrected';
  return old.critical || (wasFinal && old.value !== result.value);
}

/** Which of these submitted tests the system may verify: their assay asks for it, and the rule holds. */
export async function autoverifiableTests(
  tx: Pick<LabTx, 'assay' | 'analyte' | 'result'>,
  tests: readonly WorkTest[],
): Promise<WorkTest[]> {
  if (tests.length === 0) return [];
  const assays = await tx.assay.findMany({
    where: { id: { in: tests.map((test) => test.assayId) }, autoverify: true },
    select: { id: true, analytes: { select: { analyteId: true } } },
  });
  if (assays.length === 0) return [];
  const results = await tx.result.findMany({
    where: { testId: { in: tests.map((test) => test.id) } },
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
    const verdict = autoverifiable({
      analyteIds: assay.analytes.map(({ analyteId }) => analyteId),
      results: results
        .filter(({ testId, replacedAt }) => testId === test.id && replacedAt === null)
        .map((result) => {
          const rule = rules.get(result.analyteId);
          const before = results.filter(
            ({ testId, analyteId, replacedAt }) =>
              replacedAt !== null && testId === test.id && analyteId === result.analyteId,
          );
          return {
            ...result,
            normalByLimits: rule !== undefined && isNormalByLimits(result, rule),
            tookBack: before.some((old) => isTakenBack(old, result)),
          };
        }),
      failed: test.failedAt !== null || test.errorCodeId !== null,
    });
    return verdict.ok;
  });
}

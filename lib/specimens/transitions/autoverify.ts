import { autoverifiable } from '@/lib/results/autoverifiable';
import type { Actor } from '@/lib/platform/access/actor';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { WorkTest } from './move-test';

/** Who verifies what needs nobody's eyes. */
export const AUTOVERIFICATION: Actor = { kind: 'system', job: 'Autoverification' };

/** Which of these submitted tests the system may verify: their assay asks for it, and the rule holds. */
export async function autoverifiableTests(
  tx: Pick<LabTx, 'assay' | 'result'>,
  tests: readonly WorkTest[],
): Promise<WorkTest[]> {
  if (tests.length === 0) return [];
  const assays = await tx.assay.findMany({
    where: { id: { in: tests.map((test) => test.assayId) }, autoverify: true },
    select: { id: true, analytes: { select: { analyteId: true } } },
  });
  if (assays.length === 0) return [];
  const results = await tx.result.findMany({
    where: { testId: { in: tests.map((test) => test.id) }, replacedAt: null },
    select: {
      testId: true,
      analyteId: true,
      status: true,
      flags: true,
      critical: true,
      criticalBasis: true,
    },
  });
  return tests.filter((test) => {
    const assay = assays.find(({ id }) => id === test.assayId);
    if (!assay) return false;
    const verdict = autoverifiable({
      analyteIds: assay.analytes.map(({ analyteId }) => analyteId),
      results: results.filter(({ testId }) => testId === test.id),
      failed: test.failedAt !== null || test.errorCodeId !== null,
    });
    return verdict.ok;
  });
}

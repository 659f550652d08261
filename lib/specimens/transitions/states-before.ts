import type { LabTx } from '@/lib/platform/db/lab-db';
import type { WorkTest } from './move-test';

/**
 * The state each void test was in before it became void, by its history; received or expected for
 * one that came in void, by an import.
 */
export async function statesBefore(
  tx: Pick<LabTx, 'testTransition'>,
  specimenId: string,
  tests: readonly WorkTest[],
): Promise<Map<string, string>> {
  if (tests.length === 0) return new Map();
  const rows = await tx.testTransition.findMany({
    where: { specimenId, testId: { in: tests.map(({ id }) => id) }, toState: { not: null } },
    select: { testId: true, fromState: true, toState: true },
    orderBy: { sequence: 'desc' },
  });
  return new Map(
    tests.map((test) => {
      const entered = rows.find((row) => row.testId === test.id && row.toState === test.state);
      const came = test.milestones.received === null ? 'expected' : 'received';
      return [test.id, entered?.fromState ?? came];
    }),
  );
}

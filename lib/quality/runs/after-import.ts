import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { queueLabRun } from './start-lab-run';
import { rulesOrFailedRun } from './unreadable-set';

/** Has what an import brought judged by each rule set that is to, in the transaction that ends it. */
export async function judgeAfterImport(
  tx: LabTx,
  ctx: Pick<Ctx, 'actor' | 'lab' | 'requestId'>,
  importId: string,
): Promise<void> {
  const sets = await tx.ruleSet.findMany({
    where: { afterImport: true, removedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true, version: true, name: true },
  });
  const now = { ...ctx, now: new Date() };
  for (const set of sets) {
    const of = { trigger: 'import', importId } as const;
    const rules = await rulesOrFailedRun(tx, now, set, of);
    if (rules) await queueLabRun(tx, now, rules, of);
  }
}

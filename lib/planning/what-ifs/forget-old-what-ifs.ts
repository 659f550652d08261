import { unboundDb } from '@/lib/platform/db/client';

const DAYS = 90;

/** What-ifs are kept for 90 days after they ended: the history they were fitted from goes on. */
export async function forgetOldWhatIfs(now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAYS * 24 * 60 * 60 * 1000);
  await unboundDb().whatIf.deleteMany({ where: { finishedAt: { lt: before } } });
}

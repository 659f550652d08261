import { unboundDb } from '@/lib/platform/db/client';
import { RUN_DAYS, VIOLATION_DAYS } from '../contract';

const DAY_MS = 86_400_000;

/**
 * Uploaded bytes are kept a day after the run, rows at fault and runs as many days as the contract
 * says; uploads that never came to an end are forgotten after a day.
 */
export async function forgetOldRuns(now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const db = unboundDb();
  await db.qualityRunChunk.deleteMany({ where: { run: { finishedAt: { lt: before(1) } } } });
  await db.qualityRun.deleteMany({ where: { status: 'uploading', createdAt: { lt: before(1) } } });
  await db.$executeRaw`
    DELETE FROM quality_violations v USING quality_runs r
    WHERE r.finished_at < ${before(VIOLATION_DAYS)}::timestamptz
      AND v.lab_id = r.lab_id AND v.run_id = r.id`;
  await db.qualityRun.deleteMany({ where: { finishedAt: { lt: before(RUN_DAYS) } } });
}

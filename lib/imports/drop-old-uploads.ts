import { unboundDb } from '@/lib/platform/db/client';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Bytes are kept a day after a dry run, a failure or a cancellation, so that the file may be run
 * again; uploads that never came to an end are forgotten after a day.
 */
export async function dropOldUploads(now: Date): Promise<void> {
  const before = new Date(now.getTime() - DAY_MS);
  const db = unboundDb();
  await db.importChunk.deleteMany({ where: { import: { finishedAt: { lt: before } } } });
  await db.import.deleteMany({ where: { status: 'uploading', createdAt: { lt: before } } });
}

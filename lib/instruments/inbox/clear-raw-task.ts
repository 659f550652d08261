import { unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { inBatches } from '@/lib/platform/jobs/in-batches';
import type { Task } from '@/lib/platform/jobs/task';

const DAY_MS = 24 * 60 * 60 * 1000;
const AT_ONCE = 1_000;

/**
 * Clears the bytes of messages that were dealt with so long ago: patients stand nowhere else. What
 * became of a message stays. @returns how many
 */
export function clearRaw(settledBefore: Date, stopping: () => boolean): Promise<number> {
  return inBatches(
    AT_ONCE,
    stopping,
    () => unboundDb().$executeRaw`
      UPDATE instrument_messages
      SET raw = NULL, cleared_at = now(), awaits = NULL, awaits_until = NULL
      WHERE id IN (
        SELECT id FROM instrument_messages
        WHERE cleared_at IS NULL AND settled_at < ${settledBefore}::timestamptz
        ORDER BY settled_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
      )`,
  );
}

/** Hourly, RAW_MESSAGE_DAYS after they were settled. */
export const clearRawTask: Task = {
  name: 'clear-raw-messages',
  cron: '41 * * * *',
  async run(_payload, stopping) {
    const before = new Date(Date.now() - env().RAW_MESSAGE_DAYS * DAY_MS);
    await clearRaw(before, () => stopping.aborted);
  },
};

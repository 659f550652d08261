import type { PoolClient } from 'pg';
import { pool, unboundDb } from '@/lib/platform/db/client';
import type { Import } from '@/lib/platform/db/generated/client';
import { log } from '@/lib/platform/log';
import { endImport } from './end-import';
import { ctxOfImport } from './import-record';
import { runImport } from './run-import';

/** An import that fails this often for no reason of its own is given up. */
const MAX_FAILURES = 3;

function nextOf(labId: string): Promise<Import | null> {
  return unboundDb().import.findFirst({
    where: { labId, status: { in: ['queued', 'running'] } },
    // What was interrupted goes on first.
    orderBy: [{ status: 'desc' }, { createdAt: 'asc' }],
  });
}

async function tryLock(client: PoolClient, labId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('imports'), hashtext($1)) AS locked`,
    [labId],
  );
  return rows[0]?.locked === true;
}

/** Counts a failure that is not the file's; after the third the import ends as failed. */
async function countFailure(record: Import, error: unknown): Promise<void> {
  log.error({ request_id: record.requestId, import: record.id, err: error }, 'import stopped');
  const { rows } = await pool().query<{ failures: number }>(
    `UPDATE imports SET progress = jsonb_set(progress, '{failures}',
       to_jsonb(coalesce((progress->>'failures')::int, 0) + 1))
     WHERE lab_id = $1 AND id = $2 RETURNING (progress->>'failures')::int AS failures`,
    [record.labId, record.id],
  );
  if ((rows[0]?.failures ?? 0) < MAX_FAILURES) throw error;
  await endImport(await ctxOfImport(record), record.id, {
    status: 'failed',
    failure: `Something went wrong on our side; what was written before stays. Quote request ${record.requestId} when you report it.`,
  });
}

/**
 * Runs the imports of a lab one after the other until none waits. One process at a time does so:
 * false where another is at it. The lock is a connection's, so whoever is killed loses it at once.
 */
export async function workOffImports(labId: string, stopping: AbortSignal): Promise<boolean> {
  const client = await pool().connect();
  let broken = true;
  try {
    while (!stopping.aborted && (await nextOf(labId))) {
      if (!(await tryLock(client, labId))) {
        broken = false;
        return false;
      }
      for (;;) {
        const record = stopping.aborted ? null : await nextOf(labId);
        if (record === null) break;
        try {
          await runImport(await ctxOfImport(record), record, stopping);
        } catch (error) {
          await countFailure(record, error);
        }
      }
      // Whoever queued an import while this was being given back looked in vain for the lock.
      await client.query(`SELECT pg_advisory_unlock(hashtext('imports'), hashtext($1))`, [labId]);
    }
    broken = false;
    return true;
  } finally {
    client.release(broken);
  }
}

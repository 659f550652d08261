import type { LabTx } from '../db/lab-db';

type JobOptions = {
  /** Jobs of one queue run one after the other. */
  queue?: string;
  /** A job of the same key that has not begun is replaced. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
};

/**
 * Queues a job in the writing transaction: it exists exactly when the change does. `task` is a name
 * of the list in bin/worker.ts.
 */
export async function addJob(
  tx: Pick<LabTx, '$executeRaw'>,
  task: string,
  payload: Record<string, unknown>,
  options: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      identifier => ${task}, payload => ${JSON.stringify(payload)}::json,
      queue_name => ${options.queue ?? null}::text, run_at => ${options.runAt ?? null}::timestamptz,
      max_attempts => ${options.maxAttempts ?? 25}::int, job_key => ${options.key ?? null}::text)`;
}

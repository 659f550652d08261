import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError } from '@/lib/platform/errors';
import { addJob } from '@/lib/platform/jobs/add-job';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';

/** The name of the task in judge-data-task.ts. */
export const JUDGE_TASK = 'judge-data';

/** Runs of one lab that may wait; whoever asks for more comes later. */
const WAITING_AT_MOST = 50;
const RETRY_SECONDS = 30;

/** 429 where too many of the lab's runs wait already. */
export async function refuseIfManyWait(db: Pick<LabTx, 'qualityRun'>): Promise<void> {
  const waiting = await db.qualityRun.count({ where: { status: { in: ['queued', 'running'] } } });
  if (waiting < WAITING_AT_MOST) return;
  throw new AppError(
    'too_many_requests',
    `${waiting} runs of this lab wait already; try again when some have ended.`,
    { retryAfterSeconds: RETRY_SECONDS },
  );
}

/** The same where a run is to be queued: one of a lab after the other, lest many find one room. */
export async function refuseUnlessRoom(tx: LabTx, labId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('quality runs ' || ${labId}, 0))`;
  await refuseIfManyWait(tx);
}

/** Puts the worker on to a run, in the transaction that queues it. */
export async function queueRun(tx: LabTx, labId: string, runId: string): Promise<void> {
  await emitLiveEvent(tx, labId, { entity: 'quality', entityId: runId, version: 0 });
  await addJob(tx, JUDGE_TASK, {});
}

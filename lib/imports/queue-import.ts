import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { addJob } from '@/lib/platform/jobs/add-job';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';

/** The name of the task in import-task.ts. */
export const IMPORT_TASK = 'run-imports';

/** What an import may do beyond adding rows needs a manager. */
export function authorizeImport(
  ctx: Pick<Ctx, 'actor'>,
  options: { create_missing: boolean; overwrite: boolean },
): void {
  authorize(ctx, 'import');
  if (options.create_missing) authorize(ctx, 'import.create_missing');
  if (options.overwrite) authorize(ctx, 'import.overwrite');
}

/** Puts the worker on to a lab's imports, in the transaction that queues one. */
export async function queueImport(tx: LabTx, labId: string, importId: string): Promise<void> {
  await emitLiveEvent(tx, labId, { entity: 'import', entityId: importId, version: 0 });
  await addJob(tx, IMPORT_TASK, { lab_id: labId });
}

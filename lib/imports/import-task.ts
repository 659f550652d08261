import { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
import type { Task } from '@/lib/platform/jobs/task';
import { dropOldUploads } from './drop-old-uploads';
import { IMPORT_TASK } from './queue-import';
import { workOffImports } from './work-off-imports';

const Payload = z.object({ lab_id: z.uuid().optional() });

/**
 * Runs the queued and interrupted imports of one lab; by the clock and at start those of every lab,
 * so that an import whose worker was killed goes on within the minute.
 */
export const importTask: Task = {
  name: IMPORT_TASK,
  cron: '* * * * *',
  atStart: true,
  async run(payload, stopping) {
    const { lab_id: labId } = Payload.parse(payload ?? {});
    if (labId !== undefined) {
      await workOffImports(labId, stopping);
      return;
    }
    await dropOldUploads(new Date());
    const waiting = await unboundDb().import.findMany({
      where: { status: { in: ['queued', 'running'] } },
      select: { labId: true },
      distinct: ['labId'],
    });
    for (const { labId: each } of waiting) await workOffImports(each, stopping);
  },
};

import { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
import { inBatches } from '@/lib/platform/jobs/in-batches';
import type { Task } from '@/lib/platform/jobs/task';

const AT_ONCE = 1_000;
const Answer = z.tuple([z.object({ forgotten: z.int() })]);

/**
 * Deletes the alerts that were over before they fired, a week later: nobody was told of them. One on
 * which a person wrote stays. The database refuses the histories of all others. @returns how many
 */
export function forgetAlerts(stopping: () => boolean): Promise<number> {
  return inBatches(AT_ONCE, stopping, async () => {
    const [{ forgotten }] = Answer.parse(
      await unboundDb().$queryRaw`SELECT forget_alerts(${AT_ONCE}::int) AS forgotten`,
    );
    return forgotten;
  });
}

/** Hourly. */
export const forgetAlertsTask: Task = {
  name: 'forget-alerts',
  cron: '53 * * * *',
  async run(_payload, stopping) {
    await forgetAlerts(() => stopping.aborted);
  },
};

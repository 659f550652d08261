import type { Task } from '@/lib/platform/jobs/task';
import { scheduleRuns } from './runs/schedule-runs';

/** Queues the runs over the labs' own data that are due by the clock. */
export const scheduleRunsTask: Task = {
  name: 'schedule-quality-runs',
  cron: '*/5 * * * *',
  atStart: true,
  run: async () => {
    await scheduleRuns(new Date());
  },
};

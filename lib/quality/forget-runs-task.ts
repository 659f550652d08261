import type { Task } from '@/lib/platform/jobs/task';
import { forgetOldRuns } from './runs/forget-old-runs';

export const forgetRunsTask: Task = {
  name: 'forget-quality-runs',
  cron: '41 * * * *',
  run: () => forgetOldRuns(new Date()),
};

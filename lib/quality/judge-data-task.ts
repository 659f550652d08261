import type { Task } from '@/lib/platform/jobs/task';
import { JUDGE_TASK } from './runs/queue-run';
import { workOffRuns } from './runs/work-off-runs';

/**
 * Judges what waits; by the clock and at start too, so that a run whose worker was killed is begun
 * again within the minute.
 */
export const judgeDataTask: Task = {
  name: JUDGE_TASK,
  cron: '* * * * *',
  atStart: true,
  run: (_, stopping) => workOffRuns(stopping),
};

import type { Task } from '@/lib/platform/jobs/task';
import { forgetOldWhatIfs } from './what-ifs/forget-old-what-ifs';
import { WHAT_IF_TASK } from './what-ifs/queue-what-if';
import { workOffWhatIfs } from './what-ifs/work-off-what-ifs';

/**
 * Simulates what waits; by the clock and at start too, so that a what-if whose worker was killed is
 * begun anew within the minute.
 */
export const whatIfTask: Task = {
  name: WHAT_IF_TASK,
  cron: '* * * * *',
  atStart: true,
  run: (_, stopping) => workOffWhatIfs(stopping),
};

export const forgetWhatIfsTask: Task = {
  name: 'forget-what-ifs',
  cron: '43 * * * *',
  run: () => forgetOldWhatIfs(new Date()),
};

// The background worker: jobs and what runs by the clock. Any number may run on one database.
import { run, type TaskList, Logger } from 'graphile-worker';
import { forgetAlertsTask } from '@/lib/alerts/engine/forget-alerts-task';
import { keepEvaluating } from '@/lib/alerts/engine/keep-evaluating';
import { keepSealing } from '@/lib/audit/keep-sealing';
import { keepBuilding } from '@/lib/metrics/blocks/keep-building';
import { importTask } from '@/lib/imports/import-task';
import { applyMessages } from '@/lib/instruments/apply/apply-messages';
import { clearRawTask } from '@/lib/instruments/inbox/clear-raw-task';
import { postSafely } from '@/lib/alerts/channels/post-safely';
import { keepDelivering } from '@/lib/alerts/delivery/keep-delivering';
import { keepNotingSilences } from '@/lib/devices/states/keep-noting-silences';
import { keepApplying } from '@/lib/instruments/inbox/keep-applying';
import { mllpReport } from '@/lib/instruments/mllp/mllp-report';
import { keepListening } from '@/lib/instruments/mllp/keep-listening';
import { forgetWhatIfsTask, whatIfTask } from '@/lib/planning/what-if-task';
import { forgetRunsTask } from '@/lib/quality/forget-runs-task';
import { judgeDataTask } from '@/lib/quality/judge-data-task';
import { scheduleRunsTask } from '@/lib/quality/schedule-runs-task';
import { purgeExpiredTask } from '@/lib/platform/jobs/purge-expired-task';
import { keepHeartbeat } from '@/lib/platform/jobs/worker-heartbeat';
import type { Task } from '@/lib/platform/jobs/task';
import { closeDatabase, pool } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

/** Every kind of job. A capability's task stands in its own folder and is listed here. */
const TASKS: Task[] = [
  importTask,
  judgeDataTask,
  scheduleRunsTask,
  forgetRunsTask,
  purgeExpiredTask,
  clearRawTask,
  forgetAlertsTask,
  whatIfTask,
  forgetWhatIfsTask,
];

const stopping = new AbortController();

const taskList: TaskList = Object.fromEntries(
  TASKS.map((task) => [
    task.name,
    async (payload: unknown) => {
      const began = performance.now();
      await task.run(payload, stopping.signal);
      log.info({ job: task.name, duration_ms: Math.round(performance.now() - began) });
    },
  ]),
);

const logger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') log.warn({ worker: message });
});

const runner = await run({
  pgPool: pool(),
  taskList,
  crontab: TASKS.flatMap((task) => (task.cron ? [`${task.cron} ${task.name}`] : [])).join('\n'),
  concurrency: 4,
  pollInterval: 2000,
  noHandleSignals: true,
  logger,
});

for (const task of TASKS) if (task.atStart) await runner.addJob(task.name, {});

const heartbeat = keepHeartbeat(mllpReport);
const sealing = keepSealing(pool(), {
  key: Buffer.from(env().AUDIT_KEY, 'base64'),
  anchorPath: env().AUDIT_ANCHOR,
});

const building = keepBuilding(pool());

const applying = keepApplying(pool, applyMessages);

const silences = keepNotingSilences();

const evaluating = keepEvaluating();

const delivering = keepDelivering(postSafely);

const { MLLP_HOST, MLLP_PORT } = env();
const listening = MLLP_PORT > 0 ? keepListening({ host: MLLP_HOST, port: MLLP_PORT }) : null;

async function drain(signal: string): Promise<void> {
  log.info({ signal }, 'worker draining');
  stopping.abort();
  await listening?.stop();
  await applying.stop();
  await silences.stop();
  await evaluating.stop();
  await delivering.stop();
  await runner.stop();
  await building.stop();
  await sealing.stop();
  await heartbeat.stop();
  await closeDatabase();
  process.exit(0);
}

process.once('SIGTERM', () => void drain('SIGTERM'));
process.once('SIGINT', () => void drain('SIGINT'));

log.info({ tasks: TASKS.map((task) => task.name) }, 'worker ready');
await runner.promise;

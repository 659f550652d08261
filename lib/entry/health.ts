import { version } from '@/package.json';
import { realAdminExists } from '@/lib/people/demo-mode';
import { appendOnlyRestsOnTriggers } from '@/lib/platform/db/append-only-guard';
import { env } from '@/lib/platform/env';
import { workerIsAlive } from '@/lib/platform/jobs/worker-heartbeat';
import { log } from '@/lib/platform/log';
import type { Health } from './health-contract';

/** Whoever asks wants an answer, not to wait for a database that is away. */
const PATIENCE_MS = 3_000;

async function demoModeIsOn(): Promise<boolean> {
  return env().BENCHWATCH_EMBEDDED && !(await realAdminExists());
}

async function ask(): Promise<Pick<Health, 'jobs' | 'notes'>> {
  const [alive, triggersAlone, demo] = await Promise.all([
    workerIsAlive(),
    appendOnlyRestsOnTriggers(),
    demoModeIsOn(),
  ]);
  const notes = [
    ...(triggersAlone
      ? [
          'Append-only history rests on triggers alone: the app connects as a role that owns its tables. Give it DATABASE_URL of its own and DATABASE_OWNER_URL for migrations.',
        ]
      : []),
    ...(demo ? ['Demo mode is on: create-admin ends it.'] : []),
  ];
  return { jobs: alive ? 'up' : 'down', ...(notes.length > 0 ? { notes } : {}) };
}

async function within<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the database answers and a worker is alive. Never throws; holds no secret. */
export async function readHealth(now: Date): Promise<Health> {
  const common = { version, timestamp: now.toISOString() };
  try {
    const answer = await within(ask(), PATIENCE_MS);
    const status = answer.jobs === 'up' ? 'ok' : 'unavailable';
    return { status, database: 'up', ...answer, ...common };
  } catch (error) {
    log.warn({ reason: String(error) }, 'health: no answer from the database');
    return { status: 'unavailable', database: 'down', jobs: 'down', ...common };
  }
}

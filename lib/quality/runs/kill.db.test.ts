import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { readRun } from './read-run';
import { queueBytes } from './testing-runs';

const ROWS = 120_000;
const repository = path.resolve(import.meta.dirname, '../../..');
const workers: ChildProcess[] = [];

const RULES = `
rules:
  - name: Statuses
    type: allowed_values
    columns: [status]
    values: [RECEIVED]
  - name: Once
    type: uniqueness
    columns: [specimen_id]
`;

function startWorker(): ChildProcess {
  const args = ['--conditions=react-server', '--import', 'tsx', 'bin/worker.ts'];
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, LOG_LEVEL: 'silent', NODE_OPTIONS: '' },
    stdio: 'ignore',
  });
  workers.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

afterAll(async () => {
  for (const child of workers) {
    if (child.exitCode === null && child.signalCode === null) await kill(child);
  }
});

function file(): string {
  const rows = Array.from(
    { length: ROWS },
    (_, n) => `K${n === 9 ? 8 : n},${n % 10 === 0 ? 'BOGUS' : 'RECEIVED'},${'x'.repeat(60)}`,
  );
  return ['specimen_id,status,filling', ...rows].join('\n');
}

it('killed in the middle, a run is begun again by one of two workers, and found once', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const ctx = await ctxFor('viewer');
  const id = await queueBytes(ctx, file(), RULES);
  const read = () => ctx.db.qualityRun.findFirstOrThrow({ where: { id } });
  const until = async (met: (run: Awaited<ReturnType<typeof read>>) => boolean) => {
    for (;;) {
      const run = await read();
      if (met(run)) return run;
      await delay(20);
    }
  };
  const first = startWorker();
  const kept = () => unboundDb().qualityViolation.count({ where: { runId: id } });
  await until(({ status }) => status !== 'queued');
  while ((await kept()) === 0 && (await read()).status === 'running') await delay(5);
  await kill(first);
  expect(await read(), 'killed in the middle').toMatchObject({ status: 'running', attempts: 1 });
  startWorker();
  startWorker();
  const done = await until(({ status }) => status !== 'queued' && status !== 'running');
  expect(done).toMatchObject({ status: 'finished', verdict: 'fail', attempts: 2, rowsDone: ROWS });
  const { violations } = await readRun(ctx, id);
  expect(violations).toMatchObject([
    { rule_name: 'Statuses', row_count: ROWS / 10, value: 'BOGUS' },
    { rule_name: 'Once', value: expect.stringMatching(/^K8\b/) },
  ]);
  expect(violations[0]?.row_indices.slice(0, 3)).toEqual([0, 10, 20]);
  // The first ten thousand of one rule, and those of the other.
  expect(await kept()).toBe(10_000 + (violations[1]?.row_count ?? 0));
  const told = { labId: lab.id, action: 'quality_run.judge' };
  expect(await unboundDb().auditEvent.count({ where: told })).toBe(1);
}, 300_000);

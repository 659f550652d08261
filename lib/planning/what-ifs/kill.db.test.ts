import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { NewWhatIf } from '../contract';
import { startWhatIf } from './start-what-if';
import { givenMachine, period } from './testing-what-ifs';

const repository = path.resolve(import.meta.dirname, '../../..');
const workers: ChildProcess[] = [];

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
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

afterAll(() => Promise.all(workers.map(kill)));

it('killed in the middle it begins anew, at one worker at a time, and ends once', async () => {
  const { lab, ctxFor } = await makeTestLab({ timeZone: 'UTC' });
  await givenMachine(lab.id, { perHour: 6, minutes: 8 });
  const ctx = await ctxFor('manager');
  const scenarios = [1, 2, 3, 4].map((more) => ({ name: `${more}`, machines: { M1: more } }));
  const { id } = await startWhatIf(ctx, NewWhatIf.parse({ ...period, runs: 100, scenarios }));
  const read = () => ctx.db.whatIf.findFirstOrThrow({ where: { id } });
  const until = async (met: (row: Awaited<ReturnType<typeof read>>) => boolean) => {
    for (;;) {
      const row = await read();
      if (met(row)) return row;
      await delay(20);
    }
  };
  const first = startWorker();
  const begun = await until(({ progress, status }) => progress > 0 || status === 'finished');
  await kill(first);
  expect(begun).toMatchObject({ status: 'running', attempts: 1 });

  // Two at once: one takes it, the other leaves it alone.
  startWorker();
  startWorker();
  const done = await until(({ status }) => status !== 'queued' && status !== 'running');
  expect(done).toMatchObject({ status: 'finished', attempts: 2, progress: 1 });
  const told = await ctx.db.auditEvent.count({ where: { entityId: id, action: 'what_if.run' } });
  expect(told).toBe(1);
}, 300_000);

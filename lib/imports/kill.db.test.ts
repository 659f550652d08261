import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { ImportFormFields } from './contract';
import { queueUpload, storeUpload } from './store-upload';

const ROWS = 60_000;
const repository = path.resolve(import.meta.dirname, '../..');
let worker: ChildProcess | null = null;

function startWorker(): ChildProcess {
  const args = ['--conditions=react-server', '--import', 'tsx', 'bin/worker.ts'];
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: { ...process.env, LOG_LEVEL: 'silent', NODE_OPTIONS: '' },
    stdio: 'ignore',
  });
  worker = child;
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

afterAll(async () => {
  if (worker?.exitCode === null && worker.signalCode === null) await kill(worker);
});

async function* file(): AsyncGenerator<Buffer> {
  yield Buffer.from('specimen_id,assay,status,received_at,processed_at,result\n');
  let text = '';
  for (let row = 0; row < ROWS; row += 1) {
    // Two tests a specimen, and every hundredth row at fault.
    const assay = row % 100 === 99 ? '' : row % 2 === 0 ? 'A' : 'B';
    text += `K${Math.floor(row / 2)},${assay},COMPLETED,2026-03-01 08:00,2026-03-01 09:00,${row % 7}\n`;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

it('killed three times in the middle, an import ends with every row once', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const ctx = await ctxFor('manager');
  const upload = await storeUpload(ctx, 'kill.csv', file(), 2 ** 30);
  const options = { ...ImportFormFields.parse({}), mapping: {}, create_missing: true };
  const { id } = await queueUpload(ctx, upload, options);
  const read = () => ctx.db.import.findFirstOrThrow({ where: { id } });
  const until = async (met: (record: Awaited<ReturnType<typeof read>>) => boolean) => {
    for (;;) {
      const record = await read();
      if (met(record)) return record;
      await delay(20);
    }
  };
  let reached = 0;
  for (let killing = 0; killing < 3; killing += 1) {
    const child = startWorker();
    const record = await until(
      ({ rowsDone, status }) => rowsDone > reached || status === 'completed',
    );
    await kill(child);
    expect(record.status, 'killed in the middle').toBe('running');
    reached = (await read()).rowsDone;
  }
  expect(reached).toBeLessThan(ROWS);
  startWorker();
  const done = await until(({ status }) => status !== 'queued' && status !== 'running');
  const faulty = ROWS / 100;
  expect(done).toMatchObject({
    status: 'completed',
    rowsDone: ROWS,
    created: ROWS - faulty,
    updated: 0,
    unchanged: 0,
    rejected: faulty,
  });
  const [counts] = await unboundDb().$queryRaw<unknown[]>`
    SELECT
      (SELECT count(*)::int FROM specimens WHERE lab_id = ${lab.id}::uuid) AS specimens,
      (SELECT count(*)::int FROM ordered_tests WHERE lab_id = ${lab.id}::uuid) AS tests,
      (SELECT count(*)::int FROM test_transitions WHERE lab_id = ${lab.id}::uuid) AS history,
      (SELECT count(*)::int FROM results WHERE lab_id = ${lab.id}::uuid) AS results,
      (SELECT count(*)::int FROM import_rejections WHERE lab_id = ${lab.id}::uuid) AS rejections,
      (SELECT count(*)::int FROM audit_events WHERE lab_id = ${lab.id}::uuid AND action = 'import.run') AS told`;
  const tests = ROWS - faulty;
  expect(counts).toEqual({
    specimens: ROWS / 2,
    tests,
    history: tests,
    results: tests,
    rejections: faulty,
    told: 1,
  });
}, 240_000);

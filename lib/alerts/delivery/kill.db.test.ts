import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { testDatabase, withClient } from '@/lib/platform/db/testing';
import {
  attemptsOf,
  makeChannel,
  notificationOf,
  outcomesOf,
  queue,
  textOfCard,
} from './testing-outbox';
import { as, TestingReceiver } from './testing-receiver';

vi.setConfig({ testTimeout: 240_000 });

const repository = path.resolve(import.meta.dirname, '../../..');
const db = unboundDb();
let receiver: TestingReceiver;
let lab: LabRef;
let workers: ChildProcess[] = [];
/** All that workers said. */
let said = '';

beforeAll(async () => {
  receiver = await TestingReceiver.start();
  ({ lab } = await makeTestLab());
});
afterEach(async () => {
  await Promise.all(workers.map(kill));
  workers = [];
});
afterAll(() => receiver.stop());

/** A worker as it is run, in a process of its own. */
function startWorker(): ChildProcess {
  const args = ['--conditions=react-server', '--import', 'tsx', 'bin/worker.ts'];
  const child = spawn(process.execPath, args, {
    cwd: repository,
    env: {
      ...process.env,
      LOG_LEVEL: 'debug',
      NODE_OPTIONS: '',
      MLLP_PORT: '0',
      CHANNEL_ALLOWED_HOSTS: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  workers.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const waits = { timeout: 90_000, interval: 25 };
const becomesSent = (id: string) =>
  vi.waitFor(async () => expect((await notificationOf(id)).status).toBe('sent'), waits);

/** The connections to this database that wait for a lock of a channel. */
async function waitingPids(): Promise<number[]> {
  const rows = await db.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%channels%'`;
  return rows.map(({ pid }) => pid);
}

it('a worker killed between the answer and its record leaves one to be posted once more', async () => {
  const channel = await makeChannel(lab, receiver.address('/recorded'));
  receiver.meet('/recorded', as.holds, as.teams);
  const first = await queue(channel, 'first');
  const second = await queue(channel, 'second');
  const worker = startWorker();
  await vi.waitFor(() => expect(receiver.at('/recorded')).toHaveLength(1), waits);
  await withClient(testDatabase().superuserUrl, async (client) => {
    // Whoever writes down what came of it waits here.
    await client.query('BEGIN');
    await client.query('SELECT FROM channels WHERE id = $1 FOR UPDATE', [channel.id]);
    receiver.letGo();
    await vi.waitFor(async () => expect(await waitingPids()).toHaveLength(1), waits);
    // It was accepted, and the worker is about to say so.
    expect(receiver.at('/recorded')[0]?.status).toBe(202);
    await kill(worker);
    // What it had asked of the database goes with it.
    await client.query('SELECT pg_terminate_backend(unnest($1::int[]))', [await waitingPids()]);
    await client.query('COMMIT');
  });
  expect(await notificationOf(first)).toMatchObject({ status: 'queued', attempts: 1 });
  expect(await attemptsOf(first)).toEqual([]);
  startWorker();
  await Promise.all([becomesSent(first), becomesSent(second)]);
  const texts = receiver.at('/recorded').map(({ body }) => textOfCard(body));
  expect(texts).toEqual(['first', 'first', 'second']);
  expect(await outcomesOf(first)).toEqual(['interrupted', 'ok']);
  expect(await outcomesOf(second)).toEqual(['ok']);
});

it('however often workers are killed, nothing is lost, and sent twice only what they were at', async () => {
  const paths = ['/a', '/b', '/c'];
  const channels = await Promise.all(
    paths.map((one) => makeChannel(lab, receiver.address(one), { kind: 'webhook' })),
  );
  for (const one of paths) receiver.meet(one, as.slow(40));
  const ids: string[] = [];
  for (let count = 0; count < 30; count += 1) {
    for (const channel of channels) ids.push(await queue(channel, `${count}`));
  }
  const KILLS = 2;
  for (let killed = 0; killed < KILLS; killed += 1) {
    const before = receiver.received.length;
    const worker = startWorker();
    await vi.waitFor(
      () => expect(receiver.received.length).toBeGreaterThan(before + 8 + killed * 5),
      { timeout: 90_000, interval: 1 },
    );
    await kill(worker);
  }
  expect(
    await db.notification.count({ where: { id: { in: ids }, status: 'queued' } }),
  ).toBeGreaterThan(0);
  startWorker();
  startWorker();
  await vi.waitFor(
    async () =>
      expect(await db.notification.count({ where: { id: { in: ids }, status: 'sent' } })).toBe(
        ids.length,
      ),
    { timeout: 120_000, interval: 100 },
  );
  for (const one of paths) {
    const texts = receiver.at(one).map(({ body }) => textOfCard(body));
    const once = texts.filter((text, index) => texts.indexOf(text) === index);
    expect(once).toEqual(Array.from({ length: 30 }, (_, count) => `${count}`));
    expect(texts.length - once.length).toBeLessThanOrEqual(KILLS);
    // The same again has the same id, by which a webhook's receiver knows it.
    const idsSeen = new Set(receiver.at(one).map(({ headers }) => headers['webhook-id']));
    expect(idsSeen.size).toBe(30);
  }
});

it('two workers send each once, and one that is told to stop finishes what it is at', async () => {
  const mark = 'ZZANSWERZZ';
  const channels = await Promise.all(
    ['/d', '/e'].map((one) => makeChannel(lab, receiver.address(`${one}?sig=ZZSECRETZZ`))),
  );
  receiver.meet('/d?sig=ZZSECRETZZ', as.slow(30));
  receiver.meet('/e?sig=ZZSECRETZZ', as.status(500, mark), as.status(202, mark));
  said = '';
  const ids: string[] = [];
  for (let count = 0; count < 10; count += 1) {
    for (const channel of channels) ids.push(await queue(channel, `${count}`));
  }
  const [one] = [startWorker(), startWorker()];
  await vi.waitFor(() => expect(receiver.at('/d?sig=ZZSECRETZZ').length).toBeGreaterThan(3), waits);
  const ended = once(one, 'exit');
  one.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await Promise.all(ids.map(becomesSent));
  await delay(500);
  const expected = Array.from({ length: 10 }, (_, count) => `${count}`);
  const texts = (at: string) => receiver.at(at).map(({ body }) => textOfCard(body));
  expect(texts('/d?sig=ZZSECRETZZ')).toEqual(expected);
  expect(texts('/e?sig=ZZSECRETZZ')).toEqual(['0', ...expected]);
  expect(said).toContain('not accepted');
  expect(said).not.toMatch(/ZZ(?:SECRET|ANSWER)ZZ/);
});

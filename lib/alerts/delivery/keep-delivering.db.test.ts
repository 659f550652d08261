import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { keepDelivering } from './keep-delivering';
import type { Post } from './post-notification';
import type { Schedule } from './retry-schedule';
import {
  attemptsOf,
  channelOf,
  makeChannel,
  notificationOf,
  outcomesOf,
  QUICK,
  queue,
  textOfCard,
} from './testing-outbox';
import { postHere } from './testing-post';
import { as, TestingReceiver } from './testing-receiver';

// Each waits for workers, which share the machine with other tests.
vi.setConfig({ testTimeout: 60_000 });

const db = unboundDb();
const HOUR = 3_600_000;
let receiver: TestingReceiver;
let lab: LabRef;
let running: { stop: () => Promise<void> }[] = [];

beforeAll(async () => {
  receiver = await TestingReceiver.start();
  ({ lab } = await makeTestLab());
});
afterEach(async () => {
  await Promise.all(running.map((worker) => worker.stop()));
  running = [];
});
afterAll(() => receiver.stop());

function work(given: { post?: Post; schedule?: Partial<Schedule> } = {}) {
  const schedule = { ...QUICK, ...given.schedule };
  const worker = keepDelivering(given.post ?? postHere, { everyMs: 20, schedule });
  running.push(worker);
  return worker;
}

const waits = { timeout: 30_000, interval: 20 };
const becomes = (id: string, status: 'sent' | 'dead') =>
  vi.waitFor(async () => expect((await notificationOf(id)).status).toBe(status), waits);
const cameTo = (path: string, count: number) =>
  vi.waitFor(() => expect(receiver.at(path).length).toBeGreaterThanOrEqual(count), waits);

/** A channel of its own, met as told. */
async function channelMet(...manners: Parameters<TestingReceiver['meet']>[1][]) {
  const path = `/${newId()}`;
  if (manners.length > 0) receiver.meet(path, ...manners);
  const channel = await makeChannel(lab, receiver.address(path));
  return { path, channel, texts: () => receiver.at(path).map(({ body }) => textOfCard(body)) };
}

describe('a notification', () => {
  it('is posted as it stands in the outbox, and sent once the receiver accepts it', async () => {
    const { path, channel } = await channelMet();
    const id = await queue(channel, 'late tests');
    work();
    await becomes(id, 'sent');
    const [post, ...more] = receiver.at(path);
    expect(more).toEqual([]);
    const stored = await notificationOf(id);
    expect(post?.body).toEqual(stored.payload);
    expect(stored).toMatchObject({ attempts: 1, failure: null, postingAt: null });
    expect(stored.settledAt).not.toBeNull();
    const [attempt] = await attemptsOf(id);
    expect(attempt).toMatchObject({ status: 202, outcome: 'ok', requestId: stored.requestId });
    expect(await channelOf(channel.id)).toMatchObject({ failures: 0, pausedUntil: null });
    expect((await channelOf(channel.id)).lastOkAt).not.toBeNull();
    const told = await db.liveEvent.findMany({ where: { entity: 'alert', entityId: id } });
    expect(told).toHaveLength(1);
  });

  it('with a card that the receiver refuses is dead at once, for a reason of ours', async () => {
    const { path, channel } = await channelMet();
    const bad = await queue(channel, 'bad', { payload: { type: 'message', attachments: [] } });
    const good = await queue(channel, 'good');
    work();
    await Promise.all([becomes(bad, 'dead'), becomes(good, 'sent')]);
    expect(receiver.at(path).map(({ status }) => status)).toEqual([400, 202]);
    expect(await notificationOf(bad)).toMatchObject({ failure: 'bad_request', attempts: 1 });
    expect(await attemptsOf(bad)).toMatchObject([{ status: 400, outcome: 'bad_request' }]);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'not_found'],
    [410, 'gone'],
    [422, 'refused'],
    [302, 'redirected'],
  ])('that is answered with %i is dead at once', async (status, failure) => {
    const elsewhere = `/${newId()}`;
    const { path, channel } = await channelMet(
      as.status(status, '', { location: receiver.address(elsewhere) }),
    );
    const id = await queue(channel, 'x');
    work();
    await becomes(id, 'dead');
    expect(receiver.at(path)).toHaveLength(1);
    expect(receiver.at(elsewhere)).toEqual([]);
    expect(await notificationOf(id)).toMatchObject({ failure, attempts: 1, dismissedAt: null });
    expect(await channelOf(channel.id)).toMatchObject({ failures: 1, lastFailure: failure });
  });

  it('is tried again, later each time, while the receiver fails, hangs up or is slow', async () => {
    const { path, channel, texts } = await channelMet(
      as.status(500),
      as.drops,
      as.slow(3_000),
      as.status(503),
      as.teams,
    );
    const first = await queue(channel, 'first');
    const second = await queue(channel, 'second');
    work();
    await Promise.all([becomes(first, 'sent'), becomes(second, 'sent')]);
    expect(await outcomesOf(first)).toEqual([
      'server_error',
      'connection',
      'timeout',
      'server_error',
      'ok',
    ]);
    expect(texts()).toEqual(['first', 'first', 'first', 'first', 'first', 'second']);
    const began = receiver.at(path).map(({ at }) => at);
    const pauses = began.slice(1, 5).map((at, index) => at - (began[index] ?? 0));
    // Half of 100, 200 and 400 ms at least; the slow one was waited for besides.
    for (const [index, least] of [50, 100, 200, 200].entries()) {
      expect(pauses[index]).toBeGreaterThanOrEqual(least);
    }
    expect(await channelOf(channel.id)).toMatchObject({ failures: 0, pausedUntil: null });
  });

  it('is dead once it was tried for a day, with what else of its channel is as old', async () => {
    const { path, channel } = await channelMet(as.status(500));
    const queuedAt = new Date(Date.now() - 24 * HOUR - 1_000);
    const old = await queue(channel, 'old', { queuedAt });
    const asOld = await queue(channel, 'as old', { queuedAt });
    const young = await queue(channel, 'young');
    work();
    await Promise.all([becomes(old, 'dead'), becomes(asOld, 'dead')]);
    expect(receiver.at(path).length).toBeGreaterThanOrEqual(QUICK.leastFailures);
    expect((await notificationOf(old)).failure).toBe('server_error');
    expect(await outcomesOf(asOld)).toEqual([]);
    expect((await notificationOf(young)).status).toBe('queued');
    expect(await outcomesOf(old)).toEqual(Array(3).fill('server_error'));
  });

  it('leaves nothing of what was answered anywhere', async () => {
    const mark = 'ZZANSWERZZ';
    const answer = (status: number) => as.status(status, mark, { 'x-answer': mark });
    const { channel } = await channelMet(answer(500), answer(200), answer(400));
    const [one, two] = [await queue(channel, 'one'), await queue(channel, 'two')];
    work();
    await Promise.all([becomes(one, 'sent'), becomes(two, 'dead')]);
    const tables = await db.$queryRaw<{ name: string }[]>`
      SELECT quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    expect(tables.length).toBeGreaterThan(40);
    const { pool } = await import('@/lib/platform/db/client');
    for (const { name } of tables) {
      const { rows } = await pool().query(
        `SELECT count(*)::int AS n FROM ${name} AS t WHERE t::text ILIKE '%' || $1 || '%'`,
        [mark],
      );
      expect(rows, name).toEqual([{ n: 0 }]);
    }
  });
});

describe('a receiver that asks for fewer', () => {
  it('is asked nothing before then, in no order but the old, while others are served', async () => {
    const { path, channel, texts } = await channelMet(as.tooMany('2'), as.teams);
    const other = await channelMet();
    const ids = [await queue(channel, 'first'), await queue(channel, 'second')];
    work();
    await cameTo(path, 1);
    const others: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      others.push(await queue(other.channel, `${count}`));
      await delay(50);
    }
    await Promise.all(others.map((id) => becomes(id, 'sent')));
    expect(receiver.at(path)).toHaveLength(1);
    expect(await channelOf(channel.id)).toMatchObject({ lastFailure: 'rate_limited', failures: 1 });
    await Promise.all(ids.map((id) => becomes(id, 'sent')));
    expect(texts()).toEqual(['first', 'first', 'second']);
    const [refused, again] = receiver.at(path);
    expect((again?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
    expect(await outcomesOf(ids[0] ?? '')).toEqual(['rate_limited', 'ok']);
  });

  it('may name a time, and is waited for no longer than makes sense', async () => {
    const date = new Date(Date.now() + 400 * HOUR).toUTCString();
    const { path, channel } = await channelMet(as.tooMany(date), as.teams);
    const id = await queue(channel, 'first');
    work({ schedule: { longestAskedMs: 1_000 } });
    await becomes(id, 'sent');
    const [refused, again] = receiver.at(path);
    const pause = (again?.at ?? 0) - (refused?.at ?? 0);
    expect(pause).toBeGreaterThanOrEqual(1_000);
  });
});

describe('a channel', () => {
  it('is sent its notifications in the order they were decided, apart as its kind asks', async () => {
    const { path, channel, texts } = await channelMet();
    const createdAt = new Date();
    // Of one evaluation, and so at one time.
    const all = Array.from({ length: 6 }, (_, count) => `${count}`);
    for (const text of all) await queue(channel, text, { createdAt });
    await queue(channel, 'earlier', { createdAt: new Date(createdAt.getTime() - 1) });
    work();
    work();
    await cameTo(path, 7);
    expect(texts()).toEqual(['earlier', ...all]);
    const at = receiver.at(path).map((one) => one.at);
    for (const [index, later] of at.slice(1).entries()) {
      expect(later - (at[index] ?? 0)).toBeGreaterThanOrEqual(250);
    }
  });

  it('that is paused is sent nothing before then', async () => {
    const { path, channel } = await channelMet();
    const until = new Date(Date.now() + 1_500);
    await db.channel.update({ where: { id: channel.id }, data: { pausedUntil: until } });
    const id = await queue(channel, 'x');
    work();
    await becomes(id, 'sent');
    expect(receiver.at(path)[0]?.at ?? 0).toBeGreaterThanOrEqual(until.getTime() - 50);
  });

  it('is not held up by a time that a wrong clock left', async () => {
    const { channel } = await channelMet();
    const far = new Date(Date.now() + 48 * HOUR);
    await db.channel.update({
      where: { id: channel.id },
      data: { pausedUntil: far, lastOkAt: far, lastFailedAt: far },
    });
    const id = await queue(channel, 'x', { nextAttemptAt: far, postingAt: far });
    work();
    await becomes(id, 'sent');
  });

  it.each([
    ['off', 'channel_off', { enabled: false }],
    ['removed', 'channel_removed', { removedAt: new Date() }],
  ])('that is %s is sent nothing, and what waited is given up', async (_, failure, data) => {
    const { path, channel } = await channelMet(as.status(500), as.teams);
    const [one, two] = [await queue(channel, 'one'), await queue(channel, 'two')];
    work({ schedule: { firstMs: 2_000, longestMs: 2_000 } });
    await cameTo(path, 1);
    await db.channel.update({ where: { id: channel.id }, data });
    await Promise.all([becomes(one, 'dead'), becomes(two, 'dead')]);
    expect(receiver.at(path)).toHaveLength(1);
    expect(await notificationOf(two)).toMatchObject({ failure, dismissedBy: 'Benchwatch' });
  });

  it('that is off may be tested', async () => {
    const { channel, texts } = await channelMet();
    await db.channel.update({ where: { id: channel.id }, data: { enabled: false } });
    const first = await queue(channel, 'real');
    const test = await queue(channel, 'test', { reason: 'test', ruleId: null });
    work();
    await Promise.all([becomes(first, 'dead'), becomes(test, 'sent')]);
    expect(texts()).toEqual(['test']);
  });

  it('that is slow holds up no other', async () => {
    const slow = await channelMet(as.holds);
    const quick = await channelMet();
    const held = await queue(slow.channel, 'slow');
    work();
    await cameTo(slow.path, 1);
    const id = await queue(quick.channel, 'quick');
    await becomes(id, 'sent');
    expect((await notificationOf(held)).status).toBe('queued');
    receiver.letGo();
    await becomes(held, 'sent');
  });

  it('goes on past one notification that the receiver chokes on', async () => {
    const { path, channel } = await channelMet(as.status(500));
    const poison = await queue(channel, 'poison');
    work({ schedule: { firstMs: 50, longestMs: 1_500 } });
    await cameTo(path, 4);
    // From now on all but the poison is accepted.
    const post: Post = async (url, request) =>
      request.body.includes('poison') ? postHere(url, request) : { status: 202, retryAfter: null };
    await Promise.all(running.map((worker) => worker.stop()));
    running = [];
    const after = [await queue(channel, 'one'), await queue(channel, 'two')];
    work({ post, schedule: { firstMs: 50, longestMs: 1_500 } });
    await Promise.all(after.map((id) => becomes(id, 'sent')));
    expect(await notificationOf(poison)).toMatchObject({ status: 'queued' });
    const tried = (await attemptsOf(poison)).length;
    expect(tried).toBeGreaterThanOrEqual(5);
    expect(tried).toBeLessThan(9);
  });

  it('that was down for long is sent everything in its order', async () => {
    const { path, channel, texts } = await channelMet(...Array(12).fill(as.status(500)), as.teams);
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three', 'four']) ids.push(await queue(channel, text));
    work({ schedule: { firstMs: 50, longestMs: 900 } });
    await Promise.all(ids.map((id) => becomes(id, 'sent')));
    const accepted = receiver.at(path).filter(({ status }) => status === 202);
    expect(accepted.map(({ body }) => textOfCard(body))).toEqual(['one', 'two', 'three', 'four']);
    // The second was asked, too, whether it is the receiver.
    expect(texts().slice(0, 12)).toContain('two');
    expect(texts().slice(0, 12)).not.toContain('three');
  });

  it('whose address cannot be read is posted nothing', async () => {
    const { channel } = await channelMet();
    await db.channel.update({ where: { id: channel.id }, data: { url: new Uint8Array(40) } });
    const id = await queue(channel, 'x');
    work();
    await vi.waitFor(async () => expect(await outcomesOf(id)).toContain('unreadable'), waits);
  });
});

describe('workers', () => {
  it('never both send, whoever is at it', async () => {
    const channels = await Promise.all(Array.from({ length: 4 }, () => channelMet()));
    const ids: string[] = [];
    for (let count = 0; count < 12; count += 1) {
      for (const { channel } of channels) ids.push(await queue(channel, `${count}`));
    }
    for (let count = 0; count < 4; count += 1) work();
    await Promise.all(ids.map((id) => becomes(id, 'sent')));
    const expected = Array.from({ length: 12 }, (_, count) => `${count}`);
    for (const { texts } of channels) expect(texts()).toEqual(expected);
    const attempts = await db.notificationAttempt.groupBy({
      by: ['outcome'],
      where: { notificationId: { in: ids } },
      _count: true,
    });
    expect(attempts).toEqual([{ outcome: 'ok', _count: ids.length }]);
  });

  it('leave alone what another is posting, until it must be gone', async () => {
    const { path, channel, texts } = await channelMet();
    const began = new Date(Date.now() - 17_000);
    const id = await queue(channel, 'one', { postingAt: began, attempts: 1 });
    const next = await queue(channel, 'two');
    work();
    await delay(1_500);
    expect(receiver.at(path)).toEqual([]);
    await Promise.all([becomes(id, 'sent'), becomes(next, 'sent')]);
    expect(texts()).toEqual(['one', 'two']);
    expect(receiver.at(path)[0]?.at ?? 0).toBeGreaterThanOrEqual(began.getTime() + 20_000);
    expect(await attemptsOf(id)).toMatchObject([
      { outcome: 'interrupted', status: null, at: began },
      { outcome: 'ok', status: 202 },
    ]);
  });

  it('finish what they post when they are stopped, and begin nothing more', async () => {
    const { path, channel } = await channelMet(as.holds);
    const [one, two] = [await queue(channel, 'one'), await queue(channel, 'two')];
    const worker = work();
    await cameTo(path, 1);
    const stopped = worker.stop();
    await delay(100);
    expect((await notificationOf(one)).status).toBe('queued');
    receiver.letGo();
    await stopped;
    expect((await notificationOf(one)).status).toBe('sent');
    expect((await notificationOf(two)).status).toBe('queued');
    // Started anew, nothing is sent twice.
    receiver.meet(path, as.teams);
    work();
    await becomes(two, 'sent');
    expect(receiver.at(path)).toHaveLength(2);
  });

  it('write down what was posted even when the database was away meanwhile', async () => {
    const { path, channel } = await channelMet(as.holds);
    const id = await queue(channel, 'one');
    work();
    await cameTo(path, 1);
    await db.$queryRaw`
      SELECT count(pg_terminate_backend(pid))::int FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND application_name = 'benchwatch'`;
    receiver.letGo();
    await becomes(id, 'sent');
    expect(receiver.at(path)).toHaveLength(1);
    expect(await outcomesOf(id)).toEqual(['ok']);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { prometheusText } from '@/lib/entry/prometheus-text';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { KeyRole } from '@/lib/platform/access/roles';
import { unboundDb } from '@/lib/platform/db/client';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { newId } from '@/lib/platform/ids';
import { NotificationInFull, NotificationList, SettledDead } from './contract';
import { deliveryState } from './delivery-state';
import {
  dismissNotificationEndpoint,
  dismissNotificationsEndpoint,
  listNotificationsEndpoint,
  readNotificationEndpoint,
  replayNotificationEndpoint,
  replayNotificationsEndpoint,
} from './endpoints';
import { cardOf, channelOf, makeChannel, notificationOf, queue } from './testing-outbox';

const db = unboundDb();
const BELOW = ['viewer', 'technician', 'instrument', 'lis', 'orchestrator'] as const;
const SECRET = 'https://example.test/workflows/ZZSECRETZZ';
let here: TestLab;
let there: TestLab;

async function ask(
  endpoint: Endpoint,
  as: KeyRole | 'stranger' = 'supervisor',
  { id = '', query = '', body }: { id?: string; query?: string; body?: unknown } = {},
) {
  const headers = await (as === 'stranger'
    ? storedKey(there.lab, 'admin')
    : storedKey(here.lab, as));
  const { status, text } = await callRoute(endpoint, { headers, params: { id }, query, body });
  const answer: unknown = JSON.parse(text);
  return { status, answer, text };
}

async function list(query: string, as: KeyRole | 'stranger' = 'viewer') {
  return NotificationList.parse((await ask(listNotificationsEndpoint, as, { query })).answer);
}

const dead = { status: 'dead', failure: 'gone', settledAt: new Date(), attempts: 1 } as const;
const sent = { status: 'sent', settledAt: new Date(), attempts: 1 } as const;

beforeAll(async () => {
  [here, there] = [await makeTestLab(), await makeTestLab()];
});

const makeOwnChannel = (given: Parameters<typeof makeChannel>[2] = {}) =>
  makeChannel(here.lab, SECRET, given);

describe('the list of notifications', () => {
  let ids: string[];
  let channel: Awaited<ReturnType<typeof makeChannel>>;
  let rule: string;
  const alert = newId();

  beforeAll(async () => {
    channel = await makeOwnChannel({ name: 'Night shift' });
    const other = await makeOwnChannel();
    const made = await db.alertRule.create({
      data: {
        id: newId(),
        labId: here.lab.id,
        name: 'Late tests',
        kind: 'sla_breach',
        severity: 'warning',
        groupBy: [],
      },
    });
    rule = made.id;
    const at = (day: number) => new Date(`2026-03-0${day}T08:00:00Z`);
    ids = [
      await queue(channel, 'one', { ...dead, ruleId: rule, createdAt: at(1), alertIds: [alert] }),
      await queue(channel, 'two', { ...sent, createdAt: at(2), severity: 'critical' }),
      await queue(other, 'three', { createdAt: at(3), reason: 'repeat', ruleId: rule }),
      await queue(other, 'four', { createdAt: at(3), reason: 'test', ruleId: null }),
    ];
    await db.notificationAttempt.create({
      data: {
        id: newId(),
        labId: here.lab.id,
        notificationId: ids[0] ?? '',
        at: at(2),
        durationMs: 120,
        status: 410,
        outcome: 'gone',
        requestId: 'test',
      },
    });
    await queue(await makeChannel(there.lab, SECRET), 'of another lab');
  });

  it('has the latest first, page by page, and never an address', async () => {
    const first = await list('?limit=3');
    expect(first.data.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 3));
    const rest = await list(`?limit=3&cursor=${first.next_cursor}`);
    expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(0, 1));
    expect(rest.next_cursor).toBeNull();
    // Two were decided at one time.
    const { next_cursor: between } = await list('?limit=1');
    const next = await list(`?limit=1&cursor=${between}`);
    expect(next.data.map(({ id }) => id)).toEqual([ids[2]]);
    expect(rest.data[0]).toMatchObject({
      channel: { id: channel.id, name: 'Night shift', kind: 'teams', removed: false },
      rule: { id: rule, name: 'Late tests' },
      reason: 'first',
      status: 'dead',
      failure: 'gone',
      failure_text: 'The address was taken away (410).',
      last_attempt: { status: 410, outcome: 'gone' },
      next_attempt_at: null,
      created_at: '2026-03-01T08:00:00.000Z',
    });
    expect(JSON.stringify([first, rest])).not.toMatch(/ZZSECRETZZ|another lab/);
  });

  it.each([
    ['?status=sent', [1]],
    ['?status=dead&dismissed=false', [0]],
    ['?dismissed=true', []],
    ['?channel=night%20SHIFT', [1, 0]],
    ['?severity=critical', [1]],
    ['?reason=test', [3]],
    [`?alert=${alert}`, [0]],
    [`?alert=${newId()}`, []],
    ['?from=2026-03-02T08:00:00Z&to=2026-03-03T08:00:00Z', [1]],
  ])('is filtered by %s', async (query, places) => {
    const { data } = await list(query);
    expect(data.map(({ id }) => ids.indexOf(id))).toEqual(places);
  });

  it('is filtered by rule, and by a channel that the lab has', async () => {
    const byRule = await list(`?rule=${rule}`);
    expect(byRule.data.map(({ id }) => ids.indexOf(id))).toEqual([2, 0]);
    expect(await list('?rule=late%20TESTS')).toEqual(byRule);
    expect((await list(`?channel=${channel.id}`)).data).toHaveLength(2);
    for (const query of [
      `?channel=${newId()}`,
      '?channel=x',
      '?rule=x',
      '?colour=red',
      '?cursor=x',
    ]) {
      expect((await ask(listNotificationsEndpoint, 'viewer', { query })).status, query).toBe(422);
    }
    const stranger = { query: `?channel=${channel.id}` };
    expect((await ask(listNotificationsEndpoint, 'stranger', stranger)).status).toBe(422);
  });

  it('says when one that waits is due: not before its channel is paused no more', async () => {
    const paused = await makeOwnChannel({ pausedUntil: new Date('2126-01-01T00:00:00Z') });
    const id = await queue(paused, 'waits');
    const { answer } = await ask(readNotificationEndpoint, 'viewer', { id });
    expect(answer).toMatchObject({ next_attempt_at: '2126-01-01T00:00:00.000Z' });
    await db.notification.update({ where: { id }, data: sent });
  });

  it('leads to each, with what is posted and every attempt', async () => {
    const id = ids[0] ?? '';
    const { answer, text } = await ask(readNotificationEndpoint, 'viewer', { id });
    const read = NotificationInFull.parse(answer);
    expect(read.payload).toEqual(cardOf('one'));
    expect(read.alert_ids).toEqual([alert]);
    expect(read.log).toEqual([
      {
        at: '2026-03-02T08:00:00.000Z',
        duration_ms: 120,
        status: 410,
        outcome: 'gone',
        text: 'The address was taken away (410).',
      },
    ]);
    expect(text).not.toContain('ZZSECRETZZ');
    expect((await ask(readNotificationEndpoint, 'stranger', { id })).status).toBe(404);
    expect((await ask(readNotificationEndpoint, 'viewer', { id: 'x' })).status).toBe(404);
    expect((await ask(readNotificationEndpoint, 'lis', { id })).status).toBe(403);
  });
});

describe('sending again', () => {
  it('queues what was given up or sent anew, by a supervisor of its lab', async () => {
    const channel = await makeOwnChannel({
      pausedUntil: new Date('2126-01-01T00:00:00Z'),
      lastFailure: 'server_error',
    });
    const queuedAt = new Date('2026-03-01T08:00:00Z');
    const id = await queue(channel, 'x', { ...dead, queuedAt });
    const before = await notificationOf(id);
    for (const as of BELOW) {
      expect((await ask(replayNotificationEndpoint, as, { id })).status).toBe(403);
    }
    expect((await ask(replayNotificationEndpoint, 'stranger', { id })).status).toBe(404);
    expect((await ask(replayNotificationEndpoint, 'supervisor', { id: 'x' })).status).toBe(404);
    expect(await notificationOf(id)).toEqual(before);
    const { status, answer } = await ask(replayNotificationEndpoint, 'supervisor', { id });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ id, status: 'queued', failure: null, attempts: 0 });
    const after = await notificationOf(id);
    expect(after).toMatchObject({ settledAt: null, createdAt: before.createdAt });
    expect(after.queuedAt.getTime()).toBeGreaterThan(queuedAt.getTime());
    // A person does not wait for a pause of ours.
    expect((await channelOf(channel.id)).pausedUntil).toBeNull();
    const events = await db.auditEvent.findMany({ where: { entityId: id } });
    expect(events).toMatchObject([
      { action: 'notification.replay', before: { status: 'dead', failure: 'gone' } },
    ]);
    const again = await ask(replayNotificationEndpoint, 'supervisor', { id });
    expect(again).toMatchObject({ status: 409, answer: { code: 'conflict' } });
    await db.notification.update({ where: { id }, data: sent });
    expect((await ask(replayNotificationEndpoint, 'supervisor', { id })).status).toBe(200);
    await db.notification.update({ where: { id }, data: sent });
  });

  it('leaves a receiver alone that asked for patience', async () => {
    const pausedUntil = new Date('2126-01-01T00:00:00Z');
    const channel = await makeOwnChannel({ pausedUntil, lastFailure: 'rate_limited' });
    const id = await queue(channel, 'x', dead);
    expect((await ask(replayNotificationEndpoint, 'supervisor', { id })).status).toBe(200);
    expect((await channelOf(channel.id)).pausedUntil).toEqual(pausedUntil);
    await db.notification.update({ where: { id }, data: sent });
  });

  it.each([{ enabled: false }, { removedAt: new Date() }])(
    'is refused while the channel is not there: %o',
    async (given) => {
      const id = await queue(await makeOwnChannel(given), 'x', dead);
      const refused = await ask(replayNotificationEndpoint, 'supervisor', { id });
      expect(refused).toMatchObject({ status: 409, answer: { code: 'conflict' } });
      expect((await notificationOf(id)).status).toBe('dead');
      await ask(dismissNotificationEndpoint, 'supervisor', { id });
    },
  );

  it('takes many: named, of a channel, or all that nobody dismissed', async () => {
    await ask(dismissNotificationsEndpoint, 'supervisor', { body: {} });
    const [one, two] = [await makeOwnChannel(), await makeOwnChannel()];
    const off = await makeOwnChannel({ enabled: false });
    const made = [
      await queue(one, 'a', dead),
      await queue(one, 'b', { ...dead, dismissedAt: new Date(), dismissedBy: 'x' }),
      await queue(two, 'c', dead),
      await queue(two, 'd', dead),
      await queue(off, 'e', dead),
    ];
    const [, b = '', c = ''] = made;
    const replay = async (body: unknown, as: KeyRole | 'stranger' = 'supervisor') => {
      const { status, answer } = await ask(replayNotificationsEndpoint, as, { body });
      return status === 200 ? SettledDead.parse(answer) : status;
    };
    for (const as of BELOW) expect(await replay({}, as)).toBe(403);
    expect(await replay({}, 'stranger')).toEqual({ count: 0, left: 0 });
    expect(await replay({ ids: made }, 'stranger')).toEqual({ count: 0, left: 0 });
    expect(await replay({ channel: one.id }, 'stranger')).toBe(422);
    for (const body of [
      { ids: [] },
      { ids: ['x'] },
      { ids: [c], channel: one.id },
      { all: true },
    ]) {
      expect(await replay(body)).toBe(422);
    }
    expect(await replay({ channel: one.name })).toEqual({ count: 1, left: 0 });
    expect(await replay({ ids: [b, c] })).toEqual({ count: 2, left: 0 });
    expect(await replay({})).toEqual({ count: 1, left: 1 });
    const statuses = await Promise.all(made.map(async (id) => (await notificationOf(id)).status));
    expect(statuses).toEqual(['queued', 'queued', 'queued', 'queued', 'dead']);
  });
});

describe('dismissing', () => {
  it('says that a dead one was seen, by a supervisor of its lab', async () => {
    const id = await queue(await makeOwnChannel(), 'x', dead);
    for (const as of BELOW) {
      expect((await ask(dismissNotificationEndpoint, as, { id })).status).toBe(403);
    }
    expect((await ask(dismissNotificationEndpoint, 'stranger', { id })).status).toBe(404);
    expect((await notificationOf(id)).dismissedAt).toBeNull();
    const { status, answer } = await ask(dismissNotificationEndpoint, 'supervisor', { id });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ id, status: 'dead', dismissed_by: 'test supervisor' });
    expect((await ask(dismissNotificationEndpoint, 'supervisor', { id })).answer).toEqual(answer);
    expect(await db.auditEvent.count({ where: { entityId: id } })).toBe(1);
    const waiting = await queue(await makeOwnChannel(), 'x');
    expect((await ask(dismissNotificationEndpoint, 'supervisor', { id: waiting })).status).toBe(
      409,
    );
    await db.notification.update({ where: { id: waiting }, data: sent });
  });

  it('takes many', async () => {
    const channel = await makeOwnChannel();
    const made = [await queue(channel, 'a', dead), await queue(channel, 'b', dead)];
    const dismiss = async (body: unknown, as: KeyRole | 'stranger' = 'supervisor') => {
      const { status, answer } = await ask(dismissNotificationsEndpoint, as, { body });
      return status === 200 ? SettledDead.parse(answer) : status;
    };
    for (const as of BELOW) expect(await dismiss({ ids: made }, as)).toBe(403);
    expect(await dismiss({ ids: made }, 'stranger')).toEqual({ count: 0, left: 0 });
    expect(await dismiss({ ids: made.slice(0, 1) })).toEqual({ count: 1, left: 0 });
    expect(await dismiss({ channel: channel.id })).toEqual({ count: 1, left: 0 });
    expect(await dismiss({ ids: made })).toEqual({ count: 0, left: 0 });
  });
});

describe('how delivery goes', () => {
  it('counts what is dead and what waits, and names channels that fail, of one lab', async () => {
    const own = await makeTestLab();
    const ctx = await own.ctxFor('viewer');
    expect(await deliveryState(ctx)).toEqual({
      dead: 0,
      queued: 0,
      oldestQueuedAt: null,
      failing: [],
    });
    const channel = await makeChannel(own.lab, SECRET, {
      failures: 2,
      lastFailure: 'server_error',
      lastFailedAt: new Date(),
    });
    await makeChannel(own.lab, SECRET, { failures: 2, enabled: false });
    const queuedAt = new Date(Date.now() - 60_000);
    await queue(channel, 'a', { queuedAt });
    await queue(channel, 'b', dead);
    await queue(channel, 'c', { ...dead, dismissedAt: new Date(), dismissedBy: 'x' });
    const id = await queue(channel, 'd', sent);
    expect(await deliveryState(ctx)).toMatchObject({
      dead: 1,
      queued: 1,
      oldestQueuedAt: queuedAt,
      failing: [{ id: channel.id, failures: 2, text: 'The receiver failed (5xx).' }],
    });
    for (const [outcome, status] of [
      ['ok', 202],
      ['ok', 202],
      ['gone', 410],
    ] as const) {
      await db.notificationAttempt.create({
        data: {
          id: newId(),
          labId: own.lab.id,
          notificationId: id,
          at: new Date(),
          durationMs: 1,
          status,
          outcome,
          requestId: 'test',
        },
      });
    }
    const { text } = await prometheusText(ctx);
    const labels = `lab="${own.lab.slug}"`;
    expect(text).toContain(`benchwatch_notifications_queued{${labels}} 1`);
    expect(text).toContain(`benchwatch_notifications_dead{${labels}} 1`);
    expect(text).toMatch(
      new RegExp(`benchwatch_notifications_oldest_queued_seconds\\{${labels}\\} 6\\d`),
    );
    const of = (outcome: string) =>
      `benchwatch_notification_attempts_total{${labels},channel="${channel.name}",outcome="${outcome}"}`;
    expect(text).toContain(`${of('ok')} 2`);
    expect(text).toContain(`${of('gone')} 1`);
    const foreign = await prometheusText(await there.ctxFor('viewer'));
    expect(foreign.text).not.toContain(channel.name);
    await expect(deliveryState(own.keyCtxFor('lis'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

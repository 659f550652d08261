import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { ROLES } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { parseInput } from '@/lib/platform/http/parse-input';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { openText } from '@/lib/platform/secrets/sealed-text';
import { createRule } from '../rules/create-rule';
import { NewAlertRule } from '../rules/contract';
import { changeChannel } from './change-channel';
import { secretPlace } from './channel-row';
import { Channel, ChannelChange, MadeChannel, NewChannel } from './contract';
import { createChannel } from './create-channel';
import {
  changeChannelEndpoint,
  createChannelEndpoint,
  listChannelsEndpoint,
  readChannelEndpoint,
  removeChannelEndpoint,
  testChannelEndpoint,
} from './endpoints';
import { channelKind } from './kind-list';
import { listChannels, readChannel } from './list-channels';
import { removeChannel } from './remove-channel';
import { testChannel } from './test-channel';

const SIGNATURE = 'Zk3yQ0pTopSecretSignature9876';
const URL_TEXT = `https://prod-1.example.org:443/workflows/4f2a/triggers/manual?sig=${SIGNATURE}`;

const db = unboundDb();
let home: TestLab;
let other: TestLab;
let admin: Ctx;
/** The admin of another lab. */
let stranger: Ctx;

beforeAll(async () => {
  home = await makeTestLab();
  other = await makeTestLab();
  admin = await home.ctxFor('admin');
  stranger = await other.ctxFor('admin');
});

const create = (given: object = {}, ctx = admin) =>
  createChannel(
    ctx,
    parseInput(NewChannel, {
      name: `C ${newId().slice(-8)}`,
      kind: 'teams',
      url: URL_TEXT,
      ...given,
    }),
  );
const change = (id: string, given: object, ctx = admin) =>
  changeChannel(ctx, id, parseInput(ChannelChange, given));
const rowOf = (id: string) => db.channel.findUniqueOrThrow({ where: { id } });
const trail = (entityId: string) =>
  db.auditEvent.findMany({ where: { entityId }, orderBy: { id: 'asc' } });

describe('making a channel', () => {
  it('keeps the address encrypted and shows its host and end', async () => {
    const made = await create({ name: 'Bench chat' });
    expect(made).toMatchObject({
      name: 'Bench chat',
      kind: 'teams',
      host: 'prod-1.example.org',
      url_end: '9876',
      hours: null,
      card: {
        detail: 'counts',
        fields: ['worst', 'assays', 'window', 'labels', 'waiting'],
        top: 5,
      },
      enabled: true,
      version: 1,
      rules: [],
      health: { state: 'unused', failure: null, failures: 0 },
      secret: null,
    });
    const row = await rowOf(made.id);
    expect(Buffer.from(row.url).includes(SIGNATURE)).toBe(false);
    expect(openText(made.id, row.url)).toBe(URL_TEXT.replace(':443', ''));
    const { secret: _, ...shown } = made;
    expect(await readChannel(admin, made.id)).toEqual(shown);
  });

  it('makes a webhook’s secret, shows it once and seals it apart from the address', async () => {
    const made = await create({ kind: 'webhook' });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const row = await rowOf(made.id);
    const sealed = row.secret ?? new Uint8Array();
    expect(openText(secretPlace(made.id), sealed)).toBe(made.secret);
    expect(openText(made.id, sealed)).toBeNull();
    expect(openText(secretPlace(made.id), row.url)).toBeNull();
    expect(JSON.stringify(await readChannel(admin, made.id))).not.toContain('whsec_');
  });

  it('shows no end of an address that is short', async () => {
    expect(await create({ url: 'https://example.org/abc123' })).toMatchObject({ url_end: null });
  });

  it('takes hours of the week, and a card that names specimens where asked for', async () => {
    const made = await create({
      hours: { '1': [['08:00', '16:30']] },
      card: { detail: 'specimens', fields: ['window', 'worst', 'worst'], top: 3 },
    });
    expect(made.hours).toMatchObject({ '1': [['08:00', '16:30']], '7': [] });
    expect(made.card).toEqual({ detail: 'specimens', fields: ['worst', 'window'], top: 3 });
  });

  it('refuses an address that is not https and public, and never repeats it', async () => {
    for (const url of [
      'http://prod-1.example.org/x',
      `https://127.0.0.1/${SIGNATURE}`,
      `https://[::1]/${SIGNATURE}`,
      `https://169.254.169.254/${SIGNATURE}`,
      `https://u:${SIGNATURE}@example.org/`,
      SIGNATURE,
    ]) {
      const refused = await create({ url }).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refused, url).toMatchObject({ code: 'invalid', fields: [{ field: 'url' }] });
      expect(String(refused) + JSON.stringify(refused)).not.toContain(SIGNATURE);
    }
  });

  it('refuses a name that another has, in any capitals, until that is removed', async () => {
    const first = await create({ name: 'Floor' });
    await expect(create({ name: 'FLOOR' })).rejects.toMatchObject({
      code: 'already_exists',
      fields: [{ field: 'name' }],
    });
    await create({ name: 'Floor' }, stranger);
    await removeChannel(admin, first.id);
    expect(await create({ name: 'floor' })).toMatchObject({ name: 'floor' });
  });
});

describe('changing a channel', () => {
  it('leaves what is not named, and what is the same', async () => {
    const made = await create({ card: { top: 9 } });
    const changed = await change(made.id, { card: { detail: 'specimens' }, version: 1 });
    expect(changed).toMatchObject({
      card: { detail: 'specimens', top: 9, fields: made.card.fields },
      version: 2,
      url_end: '9876',
    });
    const same = { card: { detail: 'specimens' }, url: URL_TEXT, enabled: true };
    expect(await change(made.id, same)).toMatchObject({ version: 2 });
    expect((await trail(made.id)).map(({ action }) => action)).toEqual([
      'channel.create',
      'channel.update',
    ]);
  });

  it('refuses who looked at an older version', async () => {
    const made = await create();
    await change(made.id, { enabled: false });
    await expect(change(made.id, { enabled: true, version: 1 })).rejects.toMatchObject({
      code: 'version_conflict',
    });
    expect((await rowOf(made.id)).enabled).toBe(false);
  });

  it('begins anew at a new address', async () => {
    const made = await create();
    await db.channel.update({
      where: { id: made.id },
      data: { failures: 7, lastFailure: 'gone', pausedUntil: new Date('2099-01-01') },
    });
    expect((await readChannel(admin, made.id)).health).toMatchObject({
      state: 'failing',
      failures: 7,
      failure: 'The address was taken away (410).',
    });
    const moved = await change(made.id, {
      url: 'https://prod-2.example.org/workflows/5?sig=abcdwxyz',
    });
    expect(moved).toMatchObject({ host: 'prod-2.example.org', url_end: 'wxyz' });
    expect(moved.health).toMatchObject({ state: 'unused', failures: 0, paused_until: null });
  });

  it('makes the next secret of a webhook, and of no other kind', async () => {
    const made = await create({ kind: 'webhook' });
    const next = await change(made.id, { new_secret: true });
    expect(next.secret).toMatch(/^whsec_/);
    expect(next.secret).not.toBe(made.secret);
    expect((await change(made.id, { enabled: false })).secret).toBeNull();
    const teams = await create();
    await expect(change(teams.id, { new_secret: true })).rejects.toMatchObject({
      fields: [{ field: 'new_secret' }],
    });
  });
});

describe('removing a channel', () => {
  it('forgets its address and secret, and takes it from rules', async () => {
    const made = await create({ kind: 'webhook' });
    const rule = { name: newId(), kind: 'device', channels: [made.name] };
    await createRule(admin, parseInput(NewAlertRule, rule));
    expect((await readChannel(admin, made.id)).rules).toMatchObject([{ name: rule.name }]);
    await removeChannel(admin, made.id, 1);
    const row = await rowOf(made.id);
    expect([row.url.length, row.secret?.length]).toEqual([0, 0]);
    expect(await db.alertRuleChannel.count({ where: { channelId: made.id } })).toBe(0);
    await expect(readChannel(admin, made.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeChannel(admin, made.id)).rejects.toMatchObject({ code: 'not_found' });
    const listed = await listChannels(admin, { limit: 500 });
    expect(listed.data.map(({ id }) => id)).not.toContain(made.id);
  });
});

describe('what a removed channel was not sent', () => {
  it('is dismissed with it: nobody can send it again', async () => {
    const [made, other] = [await create(), await create()];
    const dead = { status: 'dead', failure: 'gone', settledAt: admin.now } as const;
    for (const { id } of [made, other]) {
      const { notification_id } = await testChannel(admin, id);
      await db.notification.update({ where: { id: notification_id }, data: dead });
    }
    await removeChannel(admin, made.id);
    const by = async (channelId: string) =>
      (await db.notification.findFirstOrThrow({ where: { channelId } })).dismissedBy;
    expect([await by(made.id), await by(other.id)]).toEqual(['Benchwatch', null]);
  });
});

describe('testing a channel', () => {
  it('queues the message that its kind makes, at once', async () => {
    const made = await create();
    await db.channel.update({
      where: { id: made.id },
      data: { pausedUntil: new Date('2099-01-01') },
    });
    const sent = await testChannel(admin, made.id);
    const queued = await db.notification.findUniqueOrThrow({ where: { id: sent.notification_id } });
    expect(queued).toMatchObject({ status: 'queued', reason: 'test', ruleId: null, alertCount: 0 });
    // Not that it works: whoever reads it in the log may read there that it did not.
    expect(queued.summary).toBe('A test message');
    expect(queued.payload).toEqual(sent.payload);
    expect(queued.nextAttemptAt.getTime()).toBe(admin.now.getTime());
    expect((await rowOf(made.id)).pausedUntil).toBeNull();
    expect(sent.payload).toMatchObject({ type: 'message' });
  });

  it('makes of a webhook what the library of its standard verifies', async () => {
    const made = await create({ kind: 'webhook' });
    const { payload, notification_id: id } = await testChannel(admin, made.id);
    const kept = await db.notification.findUniqueOrThrow({ where: { id } });
    const post = channelKind('webhook').request(
      z.record(z.string(), z.json()).parse(kept.payload),
      {
        id,
        at: new Date(),
        secret: made.secret,
      },
    );
    expect(new Webhook(made.secret ?? '').verify(post.body, post.headers)).toEqual(payload);
    expect(() => new Webhook(made.secret ?? '').verify(`${post.body} `, post.headers)).toThrow();
  });

  it('is refused while it is off', async () => {
    const made = await create({ enabled: false });
    await expect(testChannel(admin, made.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await db.notification.count({ where: { channelId: made.id } })).toBe(0);
  });
});

describe('channels of a lab', () => {
  it('are written by its admins alone', async () => {
    const made = await create({ kind: 'webhook' });
    const before = await rowOf(made.id);
    const weaker = await Promise.all(
      ROLES.filter((role) => role !== 'admin').map((role) => home.ctxFor(role)),
    );
    for (const ctx of weaker) {
      for (const write of [
        async () => create({}, ctx),
        async () => change(made.id, { name: 'Theirs', new_secret: true }, ctx),
        async () => removeChannel(ctx, made.id),
        async () => testChannel(ctx, made.id),
      ]) {
        await expect(write()).rejects.toMatchObject({ code: 'forbidden' });
      }
      expect(await readChannel(ctx, made.id)).toMatchObject({ host: 'prod-1.example.org' });
    }
    for (const write of [
      async () => change(made.id, { name: 'Theirs', new_secret: true }, stranger),
      async () => removeChannel(stranger, made.id),
      async () => testChannel(stranger, made.id),
      async () => readChannel(stranger, made.id),
    ]) {
      await expect(write()).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await rowOf(made.id)).toEqual(before);
    expect(await db.notification.count({ where: { channelId: made.id } })).toBe(0);
    const theirs = await listChannels(stranger, { limit: 500 });
    expect(theirs.data.map(({ id }) => id)).not.toContain(made.id);
  });

  it('come in pages, in the order they were made', async () => {
    const lab = await makeTestLab();
    const ctx = await lab.ctxFor('admin');
    const made = [];
    for (let at = 0; at < 3; at += 1) made.push((await create({}, ctx)).id);
    const first = await listChannels(ctx, { limit: 2 });
    const rest = await listChannels(ctx, { limit: 2, cursor: first.next_cursor ?? undefined });
    expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(made);
    expect(rest.next_cursor).toBeNull();
  });
});

describe('the address of a channel and its secret', () => {
  it('are in no answer, log, audit event, outbox row or error', async () => {
    const levels = ['debug', 'info', 'warn', 'error', 'fatal', 'trace'] as const;
    const spies = levels.map((level) => vi.spyOn(log, level));
    const headers = await storedKey(home.lab, 'admin');
    const answers: string[] = [];
    const ask = async (
      endpoint: Pick<Endpoint, 'base' | 'path' | 'method'>,
      call: { params?: { id: string }; body?: unknown; headers?: Record<string, string> } = {},
    ) => {
      const { status, text } = await callRoute(endpoint, { headers, ...call });
      answers.push(text);
      return { status, text };
    };
    const body = { name: 'Told to nobody', kind: 'webhook', url: URL_TEXT };
    const made = MadeChannel.parse(JSON.parse((await ask(createChannelEndpoint, { body })).text));
    answers.pop();
    const secret = made.secret?.slice(6) ?? '';
    expect(secret).toHaveLength(44);
    const params = { id: made.id };

    await ask(readChannelEndpoint, { params });
    await ask(listChannelsEndpoint);
    const moved = `${URL_TEXT}&more=${SIGNATURE}`;
    expect(await ask(changeChannelEndpoint, { params, body: { url: moved } })).toMatchObject({
      status: 200,
    });
    expect(await ask(testChannelEndpoint, { params, body: undefined })).toMatchObject({
      status: 202,
    });
    // Refused: the name is taken, the address wrong, the body malformed, the key repeated.
    expect(await ask(createChannelEndpoint, { body })).toMatchObject({ status: 409 });
    for (const url of [
      `http://example.org/${SIGNATURE}`,
      `https://10.0.0.1/${SIGNATURE}`,
      [SIGNATURE],
    ]) {
      expect(await ask(createChannelEndpoint, { body: { ...body, url } })).toMatchObject({
        status: 422,
      });
    }
    expect(await ask(createChannelEndpoint, { body: `{"url":"${URL_TEXT}",` })).toMatchObject({
      status: 400,
    });
    const once = { ...headers, 'idempotency-key': 'once' };
    expect(await ask(createChannelEndpoint, { body, headers: once })).toMatchObject({
      status: 400,
    });
    const weak = await storedKey(home.lab, 'manager');
    expect(await ask(createChannelEndpoint, { body, headers: weak })).toMatchObject({
      status: 403,
    });
    expect(await ask(removeChannelEndpoint, { params })).toMatchObject({ status: 204 });

    const kept = {
      answers,
      logged: spies.flatMap((spy) => spy.mock.calls),
      audited: await trail(made.id),
      outbox: await db.notification.findMany({ where: { channelId: made.id } }),
      live: await db.liveEvent.findMany({
        where: { labId: home.lab.id },
        select: { entity: true, entityId: true },
      }),
      replayed: await db.idempotencyRecord.findMany({ where: { labId: home.lab.id } }),
    };
    expect(kept.logged.length).toBeGreaterThan(5);
    expect(kept.audited.map(({ action }) => action)).toEqual([
      'channel.create',
      'channel.update',
      'channel.test',
      'channel.remove',
    ]);
    for (const [where, what] of Object.entries(kept)) {
      const text = JSON.stringify(what);
      for (const hidden of [SIGNATURE, 'workflows', secret]) {
        expect(text, where).not.toContain(hidden);
      }
    }
    for (const spy of spies) spy.mockRestore();
  });

  it('are no members of what people are shown', () => {
    expect(Object.keys(Channel.shape)).not.toContain('url');
    expect(Object.keys(Channel.shape)).not.toContain('secret');
  });
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GET } from '@/app/api/v1/stream/route';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { liveConnection } from '@/lib/platform/live/live-connection';
import type { LiveKind } from '@/lib/platform/live-kinds';
import { signedIn, storedKey } from './testing-requests';

let lab: LabRef;
let readers: ReadableStreamDefaultReader<Uint8Array>[] = [];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  lab = (await makeTestLab()).lab;
});

afterEach(async () => {
  for (const reader of readers) await reader.cancel();
  readers = [];
  await liveConnection().idle();
  vi.useRealTimers();
});

async function ask(headers: Record<string, string>, query = `?lab=${lab.slug}`) {
  const request = new Request(`${env().APP_URL}/api/v1/stream${query}`, { headers });
  return GET(request, { params: Promise.resolve({}) });
}

/** The stream's text, piece by piece; it must have been given. */
async function open(headers: Record<string, string>, query?: string) {
  const answer = await ask(headers, query);
  expect(answer.status).toBe(200);
  const reader = answer.body?.getReader();
  if (!reader) throw new Error('no body');
  readers.push(reader);
  return {
    headers: answer.headers,
    async next(): Promise<string | null> {
      const { value } = await reader.read();
      return value ? Buffer.from(value).toString() : null;
    },
  };
}

async function emit(...kinds: LiveKind[]): Promise<void> {
  await unboundDb().$transaction(async (tx) => {
    for (const entity of kinds) {
      await emitLiveEvent(tx, lab.id, { entity, entityId: `a ${entity}`, version: 1 });
    }
  });
}

test('a person follows their lab, and no proxy keeps or holds back what is sent', async () => {
  const stream = await open(await signedIn([{ lab, role: 'viewer' }]));
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(stream.headers.get('cache-control')).toBe('no-store, no-transform');
  expect(stream.headers.get('x-accel-buffering')).toBe('no');
  expect(await stream.next()).toMatch(/^retry: \d+\nid: \d+-\d+-\d+\nevent: ready\ndata: {}\n\n$/);
  await emit('specimen');
  expect(await stream.next()).toMatch(
    /^id: \d+-\d+-\d+\nevent: specimen\ndata: {"entity":"a specimen","version":1}\n\n$/,
  );
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await stream.next()).toMatch(/^: /);
});

test('Last-Event-ID counts before last_event_id', async () => {
  const key = await storedKey(lab, 'viewer');
  const first = await (await open(key)).next();
  const id = /id: (\S+)/.exec(first ?? '')?.[1] ?? '';
  expect(await (await open(key, `?last_event_id=${id}`)).next()).toContain('event: ready');
  expect(await (await open(key, '?last_event_id=gone')).next()).toContain('event: reset');
  const both = await open({ ...key, 'last-event-id': id }, '?last_event_id=gone');
  expect(await both.next()).toContain('event: ready');
});

test('an orchestrator hears of what it works with, other machines of nothing', async () => {
  const stream = await open(await storedKey(lab, 'orchestrator'));
  await stream.next();
  await emit('specimen', 'device', 'alert', 'container', 'import', 'experiment');
  const heard = (await stream.next()) ?? '';
  expect([...heard.matchAll(/event: (\w+)/g)].map(([, kind]) => kind)).toEqual([
    'device',
    'container',
    'experiment',
  ]);
  for (const role of ['instrument', 'lis'] as const) {
    expect((await ask(await storedKey(lab, role))).status).toBe(403);
  }
});

const changes: Record<string, (userId: string) => Promise<unknown>> = {
  'a session ended': (userId) =>
    unboundDb().session.updateMany({ where: { userId }, data: { revokedAt: new Date() } }),
  'a membership taken away': (userId) => unboundDb().membership.deleteMany({ where: { userId } }),
  'a person disabled': (userId) =>
    unboundDb().user.update({ where: { id: userId }, data: { disabledAt: new Date() } }),
};

test.each(Object.entries(changes))('%s ends the stream within 30 seconds', async (_, change) => {
  const stream = await open(await signedIn([{ lab, role: 'admin' }]));
  await stream.next();
  await vi.advanceTimersByTimeAsync(30_000);
  const { userId } = await unboundDb().membership.findFirstOrThrow({ where: { labId: lab.id } });
  await change(userId);
  await emit('specimen');
  await vi.advanceTimersByTimeAsync(30_000);
  // What was sent before is still read.
  let piece = await stream.next();
  while (piece !== null) piece = await stream.next();
  expect(piece).toBeNull();
});

test('a key revoked ends the stream', async () => {
  const stream = await open(await storedKey(lab, 'viewer'));
  await unboundDb().apiKey.updateMany({
    where: { labId: lab.id },
    data: { revokedAt: new Date() },
  });
  await vi.advanceTimersByTimeAsync(30_000);
  let piece = await stream.next();
  while (piece !== null) piece = await stream.next();
  expect(piece).toBeNull();
});

test('an open stream keeps nobody signed in', async () => {
  const stream = await open(await signedIn([{ lab, role: 'viewer' }]));
  await stream.next();
  const seen = new Date(Date.now() - 10 * 60_000);
  await unboundDb().session.updateMany({ data: { lastSeenAt: seen } });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await stream.next()).toMatch(/^: /);
  const sessions = await unboundDb().session.findMany({
    where: { user: { memberships: { some: { labId: lab.id } } } },
  });
  expect(sessions.map(({ lastSeenAt }) => lastSeenAt)).toEqual([seen]);
});

test('a person’s sixth stream is refused with the reason; another person’s is not', async () => {
  const person = await signedIn([{ lab, role: 'viewer' }]);
  for (let streams = 0; streams < 5; streams += 1) await open(person);
  const refused = await ask(person);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(await refused.json()).toMatchObject({
    code: 'too_many_requests',
    detail: expect.stringContaining('5 live streams are open already'),
  });
  await open(await signedIn([{ lab, role: 'viewer' }]));
  await readers[0]?.cancel();
  await liveConnection().idle();
  await open(person);
});

test('asking for its head opens no stream', async () => {
  const request = new Request(`${env().APP_URL}/api/v1/stream`, {
    method: 'HEAD',
    headers: await storedKey(lab, 'viewer'),
  });
  const answer = await GET(request, { params: Promise.resolve({}) });
  expect(answer.status).toBe(200);
  expect(answer.body).toBeNull();
  expect(liveConnection().isIdle).toBe(true);
});

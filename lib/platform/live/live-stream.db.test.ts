import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { LabRef } from '../context';
import { unboundDb } from '../db/client';
import { testDatabase, withClient } from '../db/testing';
import { LIVE_KINDS } from '../live-kinds';
import { decodeResumeId, encodeResumeId } from '../live-resume-id';
import { emitLiveEvent } from './emit-live-event';
import { LiveConnection } from './live-connection';
import { openLiveStream, type StreamRequest } from './live-stream';

const TIMES = { heartbeatMs: 15_000, recheckMs: 30_000, stalledMs: 60_000 };

let lab: LabRef;
let connection: LiveConnection;
let opened: Listening[] = [];

beforeEach(async () => {
  lab = (await makeTestLab()).lab;
  connection = new LiveConnection();
});

afterEach(async () => {
  for (const one of opened) await one.stop();
  opened = [];
  await connection.idle();
});

type Heard = { event: string; id: string; data: { entity?: string; version?: number } };
type Listening = {
  heard: Heard[];
  /** Entities of the events so far, `ready` left out. */
  entities: () => string[];
  ended: Promise<string>;
  stop: () => Promise<void>;
};

async function listen(
  given: Partial<StreamRequest> = {},
  times: Partial<typeof TIMES> = {},
  by: LiveConnection = connection,
): Promise<Listening> {
  const body = await openLiveStream(
    {
      labId: lab.id,
      kinds: new Set(LIVE_KINDS),
      resumeId: null,
      holder: { key: `person ${Math.random()}`, limit: 5 },
      stillMay: () => Promise.resolve(true),
      signal: new AbortController().signal,
      ...given,
    },
    { ...TIMES, ...times },
    by,
  );
  const reader = body.getReader();
  const heard: Heard[] = [];
  let text = '';
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'ended';
      text += Buffer.from(value).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/)));
        if (fields.event) {
          heard.push({ event: fields.event, id: fields.id, data: JSON.parse(fields.data) });
        }
      }
    }
  })().catch((error: unknown) => `failed: ${String(error)}`);
  const listening = {
    heard,
    entities: () => heard.slice(1).map(({ data }) => data.entity ?? ''),
    ended,
    stop: () => reader.cancel(),
  };
  opened.push(listening);
  return listening;
}

function emit(entityId: string, { to = lab, version = 1 } = {}): Promise<void> {
  return unboundDb().$transaction((tx) =>
    emitLiveEvent(tx, to.id, { entity: 'specimen', entityId, version }),
  );
}

async function until(holds: () => boolean, whatMs = 10_000): Promise<void> {
  const last = Date.now() + whatMs;
  while (!holds() && Date.now() < last) await delay(20);
  expect(holds()).toBe(true);
}

/** A transaction that wrote an event and has not ended. */
async function openWriter(entityId: string): Promise<{ commit: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: testDatabase().appUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO live_events (lab_id, entity, entity_id, version) VALUES ($1, 'specimen', $2, 1)`,
    [lab.id, entityId],
  );
  await client.query(`SELECT pg_notify('benchwatch_live', $1)`, [lab.id]);
  return {
    async commit() {
      await client.query('COMMIT');
      await client.end();
    },
  };
}

describe('a live stream', () => {
  test('begins with ready and says each event of its lab soon after the commit', async () => {
    const other = (await makeTestLab()).lab;
    const stream = await listen();
    await until(() => stream.heard.length === 1);
    expect(stream.heard[0]).toMatchObject({ event: 'ready', data: {} });
    await emit('F-1', { to: other });
    const before = Date.now();
    await emit('S-1', { version: 7 });
    await until(() => stream.heard.length === 2);
    expect(Date.now() - before).toBeLessThan(2_500);
    expect(stream.heard[1]).toMatchObject({
      event: 'specimen',
      data: { entity: 'S-1', version: 7 },
    });
    await emit('F-2', { to: other });
    await emit('S-2');
    await until(() => stream.heard.length === 3);
    expect(stream.entities()).toEqual(['S-1', 'S-2']);
  });

  test('goes some seconds back, for what changed while the page was drawn', async () => {
    await emit('S-drawn');
    const stream = await listen();
    await until(() => stream.entities().includes('S-drawn'));
  });

  test('holds an event back until every older transaction has ended, and then finds it unasked', async () => {
    const stream = await listen();
    const older = await openWriter('S-older');
    await emit('S-younger');
    await delay(700);
    expect(stream.entities()).toEqual([]);
    await older.commit();
    await until(() => stream.heard.length === 3);
    // In the order of the transactions, not of the commits.
    expect(stream.entities()).toEqual(['S-older', 'S-younger']);
  });

  test('misses nothing and doubles nothing while many write and connections break', async () => {
    const streams = [await listen(), await listen()];
    const numbers = Array.from({ length: 120 }, (_, index) => `S-${index}`);
    const pending = [...numbers];
    const writer = async () => {
      for (let number = pending.pop(); number !== undefined; number = pending.pop()) {
        const slow = await openWriter(number);
        await delay(Math.random() * 30);
        await slow.commit();
      }
    };
    const writers = Promise.all(Array.from({ length: 8 }, writer));
    for (let times = 0; times < 3; times += 1) {
      await delay(150);
      await breakListening();
    }
    await writers;
    for (const stream of streams) {
      await until(() => stream.heard.length > numbers.length);
      expect(stream.entities().toSorted()).toEqual(numbers.toSorted());
      const places = stream.heard.map(({ id }) => decodeResumeId(id));
      const ordered = places.toSorted((a, b) =>
        Number((a?.xid ?? 0n) - (b?.xid ?? 0n) || (a?.id ?? 0n) - (b?.id ?? 0n)),
      );
      expect(places).toEqual(ordered);
    }
  });

  test('resumes after the event that Last-Event-ID names', async () => {
    const first = await listen();
    await emit('S-1');
    await until(() => first.heard.length === 2);
    await first.stop();
    await emit('S-2');
    await emit('S-3');
    const second = await listen({ resumeId: first.heard[1]?.id ?? '' });
    await until(() => second.heard.length === 3);
    expect(second.heard[0]?.event).toBe('ready');
    expect(second.entities()).toEqual(['S-2', 'S-3']);
  });

  test('resets what is too old, of another database, or no id at all', async () => {
    const first = await listen();
    await until(() => first.heard.length === 1);
    const point = decodeResumeId(first.heard[0]?.id ?? '');
    if (!point) throw new Error('ready has no id');
    const day = 24 * 3_600_000;
    const foreign = [
      encodeResumeId({ ...point, sentAtMs: Date.now() - day }),
      encodeResumeId({ ...point, xid: point.xid + 1_000_000n }),
      '17',
      'x'.repeat(80),
    ];
    for (const resumeId of foreign) {
      const stream = await listen({ resumeId });
      await until(() => stream.heard.length > 0);
      expect(stream.heard[0]?.event, resumeId).toBe('reset');
      await emit('S-after');
      await until(() => stream.entities().includes('S-after'));
      await stream.stop();
    }
  });

  test('tells only of the kinds its reader may hear of, and goes on after the others', async () => {
    const stream = await listen({ kinds: new Set(['device'] as const) });
    await emit('S-1');
    await unboundDb().$transaction((tx) =>
      emitLiveEvent(tx, lab.id, { entity: 'device', entityId: 'D-1', version: 1 }),
    );
    await until(() => stream.heard.length === 2);
    expect(stream.entities()).toEqual(['D-1']);
  });

  test('ends when its reader may read no more, or cannot be asked about', async () => {
    let still = true;
    const stream = await listen({ stillMay: () => Promise.resolve(still) }, { recheckMs: 50 });
    const unsure = await listen(
      { stillMay: () => Promise.reject(new Error('database away')) },
      { recheckMs: 50 },
    );
    expect(await unsure.ended).toBe('ended');
    await emit('S-1');
    await until(() => stream.heard.length === 2);
    still = false;
    expect(await stream.ended).toBe('ended');
  });

  test('ends with its client, and gives everything back', async () => {
    const client = new AbortController();
    const stream = await listen({ signal: client.signal });
    client.abort();
    expect(await stream.ended).toBe('ended');
    await connection.idle();
    expect(await listeningCount()).toBe(0);
  });

  test('costs little while its client takes nothing, and loses nothing for it', async () => {
    const batches = vi.spyOn(connection, 'read');
    const body = await openLiveStream(
      {
        labId: lab.id,
        kinds: new Set(LIVE_KINDS),
        resumeId: null,
        holder: { key: 'slow', limit: 5 },
        stillMay: () => Promise.resolve(true),
        signal: new AbortController().signal,
      },
      TIMES,
      connection,
    );
    const count = 5_000;
    await unboundDb().$executeRaw`
      INSERT INTO live_events (lab_id, entity, entity_id, version)
      SELECT ${lab.id}::uuid, 'specimen', 'S-' || n, 1 FROM generate_series(1, ${count}::int) n`;
    await unboundDb().$executeRaw`SELECT pg_notify('benchwatch_live', ${lab.id})`;
    await delay(500);
    // Of some thirty batches.
    expect(batches.mock.calls.length).toBeLessThan(8);
    const reader = body.getReader();
    let heard = 0;
    while (heard < count) {
      const { value } = await reader.read();
      heard +=
        Buffer.from(value ?? [])
          .toString()
          .split('event: specimen').length - 1;
    }
    expect(heard).toBe(count);
    expect(batches.mock.calls.length).toBeGreaterThan(20);
    await reader.cancel();
  });

  test('gives up a client that takes nothing for too long', async () => {
    const body = await openLiveStream(
      {
        labId: lab.id,
        kinds: new Set(LIVE_KINDS),
        resumeId: null,
        holder: { key: 'stalled', limit: 5 },
        stillMay: () => Promise.resolve(true),
        signal: new AbortController().signal,
      },
      { ...TIMES, heartbeatMs: 20, stalledMs: 100 },
      connection,
    );
    await unboundDb().$executeRaw`
      INSERT INTO live_events (lab_id, entity, entity_id, version)
      SELECT ${lab.id}::uuid, 'specimen', repeat('S', 60), 1 FROM generate_series(1, 2000)`;
    await unboundDb().$executeRaw`SELECT pg_notify('benchwatch_live', ${lab.id})`;
    await until(() => connection.isIdle);
    await expect(body.getReader().read()).rejects.toThrow(/takes nothing/);
  });

  test('a sixth stream of one person is refused, whatever process it is asked of', async () => {
    const holder = { key: 'person one', limit: 5 };
    const elsewhere = new LiveConnection();
    const mine = [
      await listen({ holder }),
      await listen({ holder }),
      await listen({ holder }, {}, elsewhere),
      ...(await Promise.all([listen({ holder }), listen({ holder }, {}, elsewhere)])),
    ];
    for (const by of [connection, elsewhere]) {
      await expect(listen({ holder }, {}, by)).rejects.toMatchObject({
        code: 'too_many_requests',
        status: 429,
        retryAfterSeconds: 30,
      });
    }
    await listen({ holder: { key: 'person two', limit: 5 } });
    await mine[3]?.stop();
    await connection.idle();
    await listen({ holder }, {}, elsewhere);
    for (const one of opened) await one.stop();
    await elsewhere.idle();
  });

  test('ends when the process is about to stop, and is not begun there again', async () => {
    const stream = await listen();
    connection.drain();
    expect(await stream.ended).toBe('ended');
    await expect(listen()).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 2 });
    connection = new LiveConnection();
  });

  test('one connection listens for all streams, and none when there are none', async () => {
    await Promise.all([listen(), listen(), listen()]);
    expect(await listeningCount()).toBe(1);
    for (const one of opened) await one.stop();
    await connection.idle();
    expect(await listeningCount()).toBe(0);
  });
});

const LISTENING = `FROM pg_stat_activity WHERE datname = current_database()
  AND query ~ '^(LISTEN|SELECT pg_(try_)?advisory)' AND pid <> pg_backend_pid()`;

async function listeningCount(): Promise<number> {
  return withClient(testDatabase().superuserUrl, async (client) => {
    const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n ${LISTENING}`);
    return rows[0]?.n ?? 0;
  });
}

async function breakListening(): Promise<void> {
  await withClient(testDatabase().superuserUrl, (client) =>
    client.query(`SELECT pg_terminate_backend(pid) ${LISTENING}`),
  );
}

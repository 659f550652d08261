import { afterEach, describe, expect, it, vi } from 'vitest';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeInstrument, storedOf } from '../receive/testing-webhook';
import { keepApplying } from './keep-applying';
import { MOST_ATTEMPTS } from './postpone-message';
import { retryAwaiting } from './retry-awaiting';
import type { ApplyMessages, StoredMessage } from './stored-message';
import { applyBy, statuses, store, storeMany } from './testing-inbox';

// Each waits for workers, which share the machine with other tests.
vi.setConfig({ testTimeout: 90_000 });

const db = unboundDb();
const applied = (_: string, { id }: StoredMessage) => ({ id, status: 'applied' }) as const;
const DAY = 24 * 60 * 60 * 1000;

let running: { stop: () => Promise<void> }[] = [];
function work(apply: ApplyMessages) {
  const worker = keepApplying(pool, apply, 20);
  running.push(worker);
  return worker;
}
afterEach(async () => {
  await Promise.all(running.map((worker) => worker.stop()));
  running = [];
});

const settled = (deviceId: string) =>
  vi.waitFor(
    async () =>
      expect(await db.instrumentMessage.count({ where: { deviceId, status: 'accepted' } })).toBe(0),
    { timeout: 60_000, interval: 50 },
  );

describe('the inbox', () => {
  it('is applied in the order it came, of each device, batch after batch', async () => {
    const [one, two] = [await makeInstrument(), await makeInstrument()];
    const named = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${name} ${index}`);
    await storeMany(one, named('one', 210));
    for (const text of named('two', 10)) await store(two, text);
    const { apply, done } = applyBy(applied);
    work(apply);
    await Promise.all([settled(one.device.id), settled(two.device.id)]);
    const of = (name: string) => done.filter((text) => text.startsWith(name));
    expect(of('one')).toEqual(named('one', 210));
    expect(of('two')).toEqual(named('two', 10));
  });

  it('gives what was stored, with whoever sent it', async () => {
    const instrument = await makeInstrument();
    const id = await store(instrument, 'MSH|ü', { format: 'hl7' });
    let seen: StoredMessage | undefined;
    const { apply } = applyBy((_, message) => {
      if (message.id === id) seen = message;
      return {
        id: message.id,
        status: 'quarantined',
        code: 'malformed',
        reason: 'No\u0000 end\ud800',
        kind: 'ORU^R01',
        controlId: 'C1',
        specimens: ['S-1', 'S-1', 'S-2'],
      };
    });
    work(apply);
    await settled(instrument.device.id);
    const [row] = await storedOf(instrument.device.id);
    expect(seen).toMatchObject({
      id,
      position: row?.position,
      format: 'hl7',
      receivedAt: row?.receivedAt,
      appliedAt: null,
      requestId: row?.requestId,
      actor: {
        kind: 'key',
        keyId: instrument.secretId,
        deviceId: instrument.device.id,
        name: instrument.device.name,
        role: 'instrument',
      },
    });
    expect(row).toMatchObject({
      status: 'quarantined',
      code: 'malformed',
      reason: 'No\ufffd end\ufffd',
      kind: 'ORU^R01',
      controlId: 'C1',
      specimens: ['S-1', 'S-2'],
      attempts: 1,
      awaits: null,
    });
  });

  it('is applied once by any number of workers', async () => {
    const all = await Promise.all(Array.from({ length: 3 }, () => makeInstrument()));
    for (const instrument of all) {
      const { id } = instrument.device;
      await storeMany(
        instrument,
        Array.from({ length: 50 }, (_, count) => `${id} ${count}`),
      );
    }
    const crews = Array.from({ length: 4 }, () => applyBy(applied));
    for (const { apply } of crews) work(apply);
    for (const { device } of all) await settled(device.id);
    const done = crews.flatMap((crew) => crew.done);
    expect(done).toHaveLength(150);
    expect(new Set(done).size).toBe(150);
    const attempts = await db.instrumentMessage.groupBy({
      by: ['attempts'],
      where: { deviceId: { in: all.map(({ device }) => device.id) } },
    });
    expect(attempts).toEqual([{ attempts: 1 }]);
  });

  it('is not applied twice even by two who hold the same messages', async () => {
    const instrument = await makeInstrument();
    await store(instrument, 'one');
    const { device, lab } = instrument;
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const slow = applyBy(async (_, { id }) => {
      await gate;
      return { id, status: 'applied' };
    });
    const quick = applyBy(applied);
    const { nextMessages } = await import('./next-messages');
    const ctx = { ...(await instrument.ctxFor('viewer')), lab };
    const messages = await nextMessages(ctx, device.id);
    const [first, second] = [slow.apply(ctx, device, messages), quick.apply(ctx, device, messages)];
    setTimeout(open, 100);
    const counts = [await first, await second].map(({ settled }) => settled);
    expect(counts.toSorted()).toEqual([0, 1]);
    expect([...slow.done, ...quick.done]).toEqual(['one']);
  });
});

describe('a message that cannot be applied', () => {
  it('is quarantined at once where it never can be, and blocks nothing', async () => {
    const instrument = await makeInstrument();
    for (const text of ['one', 'poison', 'two']) await store(instrument, text);
    const { apply } = applyBy((text, { id }) =>
      text === 'poison'
        ? { id, status: 'quarantined', code: 'malformed', reason: 'It is poison.' }
        : { id, status: 'applied' },
    );
    work(apply);
    await settled(instrument.device.id);
    expect(await statuses(instrument.device.id)).toEqual(['applied', 'quarantined', 'applied']);
    const poison = (await storedOf(instrument.device.id))[1];
    expect(poison).toMatchObject({ code: 'malformed', reason: 'It is poison.', attempts: 1 });
  });

  it('is tried five times for what may pass, those after it wait, then it is quarantined', async () => {
    const [instrument, neighbour] = [await makeInstrument(), await makeInstrument()];
    for (const text of ['one', 'poison', 'two']) await store(instrument, text);
    await store(neighbour, 'three');
    const tries: number[] = [];
    const { apply, done } = applyBy((text, { id }) => {
      if (text !== 'poison') return { id, status: 'applied' };
      tries.push(Date.now());
      throw new Error('deadlock detected');
    });
    work(apply);
    await settled(neighbour.device.id);
    expect(await statuses(instrument.device.id)).toEqual(['applied', 'accepted', 'accepted']);
    await settled(instrument.device.id);
    expect(tries).toHaveLength(MOST_ATTEMPTS);
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    for (const [index, least] of [250, 1000, 3000, 8000].entries()) {
      expect(pauses[index]).toBeGreaterThanOrEqual(least - 20);
    }
    expect(await statuses(instrument.device.id)).toEqual(['applied', 'quarantined', 'applied']);
    const poison = (await storedOf(instrument.device.id))[1];
    expect(poison).toMatchObject({ code: 'failed', attempts: 5, nextAttemptAt: null });
    expect(poison?.reason).toContain(poison?.id);
    expect(done).toEqual(expect.arrayContaining(['one', 'two', 'three']));
    expect(done.indexOf('two')).toBeGreaterThan(done.indexOf('one'));
  });

  it('is found where nobody says which of them it was', async () => {
    const instrument = await makeInstrument();
    for (const text of ['one', 'poison', 'two']) await store(instrument, text);
    const { apply, done } = applyBy(applied);
    const throwing: ApplyMessages = async (base, device, messages) => {
      const poison = messages.some(({ bytes }) => Buffer.from(bytes).toString() === 'poison');
      if (poison) throw new TypeError('undefined is not a function');
      return apply(base, device, messages);
    };
    await db.instrumentMessage.updateMany({
      where: { deviceId: instrument.device.id },
      data: { attempts: MOST_ATTEMPTS - 1 },
    });
    work(throwing);
    await settled(instrument.device.id);
    expect(await statuses(instrument.device.id)).toEqual(['applied', 'quarantined', 'applied']);
    expect(done).toEqual(['one', 'two']);
  });

  it('is applied once what was wrong has passed', async () => {
    const instrument = await makeInstrument();
    for (const text of ['one', 'two']) await store(instrument, text);
    let faults = 2;
    const { apply, done } = applyBy((_, { id }) => {
      faults -= 1;
      if (faults >= 0) throw new Error('could not serialize access');
      return { id, status: 'applied' };
    });
    work(apply);
    await settled(instrument.device.id);
    expect(done).toEqual(['one', 'two']);
    expect((await storedOf(instrument.device.id)).map(({ attempts }) => attempts)).toEqual([3, 1]);
  });

  it('is tried for as long as it takes while the database is away', async () => {
    const instrument = await makeInstrument();
    await store(instrument, 'one');
    let faults = MOST_ATTEMPTS + 3;
    const { apply } = applyBy((_, { id }) => {
      faults -= 1;
      if (faults >= 0) throw Object.assign(new Error('gone'), { code: '57P01' });
      return { id, status: 'applied' };
    });
    work(apply);
    await settled(instrument.device.id);
    expect(await storedOf(instrument.device.id)).toMatchObject([
      { status: 'applied', attempts: 1 },
    ]);
  });
});

describe('a worker', () => {
  it('finishes what it is at when it is stopped, and begins nothing more', async () => {
    const instrument = await makeInstrument();
    await storeMany(
      instrument,
      Array.from({ length: 220 }, (_, count) => `${count}`),
    );
    let begun = () => {};
    const started = new Promise<void>((resolve) => (begun = resolve));
    const { apply, done } = applyBy((_, { id }) => {
      begun();
      return { id, status: 'applied' };
    });
    const worker = keepApplying(pool, apply, 20);
    await started;
    await worker.stop();
    expect(done).toHaveLength(200);
    const left = (await statuses(instrument.device.id)).filter((status) => status === 'accepted');
    expect(left).toHaveLength(20);
    // … and left the device to others.
    const next = applyBy(applied);
    work(next.apply);
    await settled(instrument.device.id);
    expect(next.done).toHaveLength(20);
  });

  it('goes on when its connection is lost', async () => {
    const instrument = await makeInstrument();
    const { apply, done } = applyBy(applied);
    work(apply);
    await store(instrument, 'one');
    await settled(instrument.device.id);
    await db.$queryRaw`
      SELECT count(pg_terminate_backend(l.pid)) FROM pg_locks l
      JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.locktype = 'advisory' AND l.pid <> pg_backend_pid()`;
    const pids = await db.$queryRaw`
      SELECT count(pg_terminate_backend(pid))::int AS ended FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND application_name = 'benchwatch'`;
    expect(pids).not.toEqual([{ ended: 0 }]);
    await vi.waitFor(() => store(instrument, 'two'), { timeout: 5_000 });
    await settled(instrument.device.id);
    expect(done).toEqual(['one', 'two']);
  });
});

describe('a message that awaits its specimen', () => {
  const quarantine = (number: string) =>
    applyBy(async (_, { id }) => {
      const known = await db.specimen.count({ where: { number } });
      return known > 0
        ? { id, status: 'applied' }
        : {
            id,
            status: 'quarantined',
            code: 'unknown_specimen',
            reason: `${number} is not here`,
            awaits: number,
          };
    });
  const addSpecimen = (labId: string, number: string) =>
    db.specimen.create({ data: { id: newId(), labId, number, stateKey: 'received' } });

  it('is applied when it appears in its lab, whoever brings it', async () => {
    const [instrument, other] = [await makeInstrument(), await makeInstrument()];
    const number = `S-${newId()}`;
    const { apply, done } = quarantine(number);
    work(apply);
    await store(instrument, 'result');
    await settled(instrument.device.id);
    const [row] = await storedOf(instrument.device.id);
    expect(row).toMatchObject({ status: 'quarantined', awaits: number });
    expect((row?.awaitsUntil?.getTime() ?? 0) - (row?.receivedAt.getTime() ?? 0)).toBe(7 * DAY);
    await addSpecimen(other.lab.id, `${number}x`);
    expect(await retryAwaiting(new Date())).toBe(0);
    await addSpecimen(instrument.lab.id, number);
    await vi.waitFor(
      async () => expect(await statuses(instrument.device.id)).toEqual(['applied']),
      { timeout: 30_000, interval: 50 },
    );
    expect(done).toEqual(['result', 'result']);
    expect(await storedOf(instrument.device.id)).toMatchObject([{ awaits: null, code: null }]);
  });

  it('awaits it no more after seven days, and stays quarantined', async () => {
    const instrument = await makeInstrument();
    const number = `S-${newId()}`;
    const { apply } = quarantine(number);
    await store(instrument, 'result', { at: new Date(Date.now() - 7 * DAY + 60_000) });
    const worker = work(apply);
    await settled(instrument.device.id);
    await worker.stop();
    const [row] = await storedOf(instrument.device.id);
    expect(row?.awaits).toBe(number);
    expect(await retryAwaiting(new Date(Date.now() + 2 * 60_000))).toBe(0);
    expect(await storedOf(instrument.device.id)).toMatchObject([
      { status: 'quarantined', code: 'unknown_specimen', awaits: null, awaitsUntil: null },
    ]);
    await addSpecimen(instrument.lab.id, number);
    expect(await retryAwaiting(new Date())).toBe(0);
  });
});

import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { env } from '@/lib/platform/env';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { makeDevice, storedOf } from '../receive/testing-webhook';
import { keepListening, type Listening } from './keep-listening';
import { callMllp, stateMessage } from './testing-mllp';

let lab: LabRef;
let listening: Listening | undefined;

beforeAll(async () => {
  lab = (await makeTestLab()).lab;
});

afterEach(async () => {
  await listening?.stop();
  listening = undefined;
  await unboundDb().mllpPeer.deleteMany({});
});

async function listen(given: { idleMs?: number } = {}): Promise<number> {
  listening = keepListening({ host: '127.0.0.1', port: 0, ...given });
  for (;;) {
    const address = listening.address();
    if (address) return address.port;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type PeerOf = { application?: string; facility?: string; role?: 'instrument' | 'lis' };

async function peer(deviceId: string, network: string, of: PeerOf = {}, labId = lab.id) {
  const id = newId();
  const { application = null, facility = null, role = 'instrument' } = of;
  await unboundDb().mllpPeer.create({
    data: {
      id,
      labId,
      deviceId,
      network,
      sendingApplication: application,
      sendingFacility: facility,
      role,
    },
  });
  return id;
}

async function deviceAt(network: string, of: PeerOf = {}) {
  const device = await makeDevice(lab);
  return { ...device, peerId: await peer(device.id, network, of) };
}

const countAll = () => unboundDb().instrumentMessage.count();

describe('a message by MLLP', () => {
  it('is answered AA once its bytes are stored, as they came, as the device of its address', async () => {
    const device = await deviceAt('127.0.0.1/32');
    const line = await callMllp(await listen());
    const message = stateMessage();
    const answer = await line.say(message);
    expect(answer).toMatch(/\rMSA\|AA\|M\d+\|/);
    const [stored, ...more] = await storedOf(device.id);
    expect(more).toEqual([]);
    expect(Buffer.from(stored?.raw ?? []).toString()).toBe(message);
    expect(stored).toMatchObject({
      labId: lab.id,
      format: 'hl7',
      proof: 'address',
      status: 'accepted',
      actorId: device.peerId,
      actorRole: 'instrument',
    });
  });

  it('sent again is answered again and stored once; many on one connection keep their order', async () => {
    const device = await deviceAt('127.0.0.0/8');
    const line = await callMllp(await listen());
    const messages = Array.from({ length: 20 }, () => stateMessage());
    const answers = [];
    for (const message of [...messages, ...messages]) answers.push(line.say(message));
    for (const answer of await Promise.all(answers)) expect(answer).toContain('\rMSA|AA|');
    const stored = await storedOf(device.id);
    expect(stored.map(({ raw }) => Buffer.from(raw ?? []).toString())).toEqual(messages);
  });

  it('from an address that nobody named is answered AR, and nothing is stored', async () => {
    await deviceAt('10.0.0.0/8');
    const before = await countAll();
    const line = await callMllp(await listen());
    expect(await line.say(stateMessage())).toMatch(/\rMSA\|AR\|M\d+\|Nobody is known/);
    await line.closed();
    expect(await countAll()).toBe(before);
  });

  it('counts no longer from an address that was taken away, nor of a retired device', async () => {
    const device = await deviceAt('127.0.0.1/32');
    const port = await listen();
    const line = await callMllp(port);
    expect(await line.say(stateMessage())).toContain('MSA|AA|');
    await unboundDb().mllpPeer.deleteMany({ where: { id: device.peerId } });
    expect(await line.say(stateMessage())).toContain('MSA|AR|');
    const retired = await deviceAt('127.0.0.1/32');
    await unboundDb().device.updateMany({
      where: { id: retired.id },
      data: { retiredAt: new Date() },
    });
    const next = await callMllp(port);
    expect(await next.say(stateMessage())).toContain('MSA|AR|');
    expect(await storedOf(retired.id)).toEqual([]);
  });

  it('is of the narrowest network that fits, then of who is named in MSH-3 and MSH-4', async () => {
    const wide = await deviceAt('127.0.0.0/8');
    const narrow = await deviceAt('127.0.0.0/24', { application: 'Cobas' });
    const line = await callMllp(await listen());
    await line.say(stateMessage({ application: 'other' }));
    await line.say(stateMessage({ application: 'COBAS^1.2.3^ISO' }));
    const facility = await deviceAt('127.0.0.0/24', { application: 'COBAS', facility: 'Unit 2' });
    await line.say(stateMessage({ application: 'cobas', facility: 'unit 2' }));
    const counts = await Promise.all([wide, narrow, facility].map(({ id }) => storedOf(id)));
    expect(counts.map((stored) => stored.length)).toEqual([1, 1, 1]);
  });

  it('is nobody’s where two labs name the same address', async () => {
    const other = (await makeTestLab()).lab;
    const [own, foreign] = [await makeDevice(lab), await makeDevice(other)];
    await peer(own.id, '127.0.0.0/8');
    await peer(foreign.id, '127.0.0.1/32', {}, other.id);
    const line = await callMllp(await listen());
    const answer = await line.say(stateMessage());
    expect(answer).toContain('MSA|AR|');
    expect(answer).not.toContain(other.slug);
    expect(await storedOf(own.id)).toEqual([]);
    expect(await storedOf(foreign.id)).toEqual([]);
  });

  it('of a peer that is a LIS has no device as its actor', async () => {
    const device = await deviceAt('127.0.0.1/32', { role: 'lis' });
    const line = await callMllp(await listen());
    await line.say(stateMessage());
    expect((await storedOf(device.id))[0]).toMatchObject({ actorRole: 'lis' });
  });

  it('that is too long is AR, and the next is taken', async () => {
    const device = await deviceAt('127.0.0.1/32');
    const line = await callMllp(await listen());
    const long = `${stateMessage()}NTE|1||${'x'.repeat(2 ** 20)}\r`;
    expect(await line.say(long)).toMatch(/MSA\|AR\|M\d+\|A message may have at most/);
    expect(await line.say(stateMessage())).toContain('MSA|AA|');
    expect(await storedOf(device.id)).toHaveLength(1);
  });

  it('that another one broke off is AE, and only the other is stored', async () => {
    const device = await deviceAt('127.0.0.1/32');
    const line = await callMllp(await listen());
    line.write(`\u000b${stateMessage().slice(0, 120)}`);
    const whole = line.say(stateMessage());
    expect(await whole).toContain('MSA|AE|');
    expect(await line.answer()).toContain('MSA|AA|');
    expect(await storedOf(device.id)).toHaveLength(1);
  });

  it('that is none is kept, and told by AR what is wrong with it', async () => {
    const device = await deviceAt('127.0.0.1/32');
    const line = await callMllp(await listen());
    expect(await line.say('good morning')).toContain('MSA|AR|');
    expect(await line.say('')).toContain('MSA|AR|');
    expect(await storedOf(device.id)).toHaveLength(1);
  });

  it('of a device that has too many waiting is AE with the reason', async () => {
    const device = await deviceAt('127.0.0.1/32');
    const settings = env();
    const most = settings.INSTRUMENT_MAX_PENDING;
    settings.INSTRUMENT_MAX_PENDING = 2;
    try {
      const line = await callMllp(await listen());
      for (let nth = 0; nth < 2; nth += 1) await line.say(stateMessage());
      expect(await line.say(stateMessage())).toMatch(/MSA\|AE\|M\d+\|.*wait to be applied/);
      expect(await storedOf(device.id)).toHaveLength(2);
    } finally {
      settings.INSTRUMENT_MAX_PENDING = most;
    }
  });
});

describe('a connection', () => {
  it('is one of eight of its device; the ninth is told, and one that closed makes room', async () => {
    await deviceAt('127.0.0.1/32');
    const port = await listen();
    const lines = [];
    for (let nth = 0; nth < 8; nth += 1) {
      const line = await callMllp(port);
      expect(await line.say(stateMessage())).toContain('MSA|AA|');
      lines.push(line);
    }
    const ninth = await callMllp(port);
    expect(await ninth.say(stateMessage())).toMatch(/MSA\|AE\|M\d+\|This device has 8/);
    lines[0]?.socket.end();
    await lines[0]?.closed();
    expect(await ninth.say(stateMessage())).toContain('MSA|AA|');
  });

  it('of a device gets in, however many addresses that nobody named hold all they can', async () => {
    await deviceAt('127.0.0.1/32');
    const port = await listen();
    const strangers = Array.from({ length: 40 }, (_, nth) => `127.0.9.${nth + 1}`);
    const held = await Promise.all(
      strangers.flatMap((address) => Array.from({ length: 8 }, () => callMllp(port, address))),
    );
    const line = await callMllp(port);
    expect(await line.say(stateMessage())).toContain('MSA|AA|');
    for (const { socket } of held) socket.destroy();
  });

  it('on which nothing happens is closed; so is one whose message drips', async () => {
    await deviceAt('127.0.0.1/32');
    const port = await listen({ idleMs: 150 });
    const silent = await callMllp(port);
    const dripping = await callMllp(port);
    dripping.write(`\u000bMSH|^~\\&|`);
    const drip = setInterval(() => dripping.write('x'), 40);
    await Promise.all([silent.closed(), dripping.closed()]);
    clearInterval(drip);
  });

  it('gets the answer to the message at hand when the listener stops', async () => {
    const device = await deviceAt('127.0.0.1/32');
    const line = await callMllp(await listen());
    await line.say(stateMessage());
    const last = line.say(stateMessage());
    const idle = await callMllp(listening?.address()?.port ?? 0);
    await listening?.stop();
    const answer = await last;
    await Promise.all([line.closed(), idle.closed()]);
    // Answered means stored; unanswered means that it is sent again.
    expect(await storedOf(device.id)).toHaveLength(answer === null ? 1 : 2);
  });
});

it('waits for a taken port and takes it over', async () => {
  await deviceAt('127.0.0.1/32');
  const other = createServer();
  other.listen({ host: '127.0.0.1', port: 0 });
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  listening = keepListening({ host: '127.0.0.1', port, retryMs: 20 });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(listening.address()).toBeNull();
  other.close();
  await expect.poll(() => listening?.address()?.port ?? 0).toBe(port);
  const line = await callMllp(port);
  expect(await line.say(stateMessage())).toContain('MSA|AA|');
});

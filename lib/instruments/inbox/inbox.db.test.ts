import { beforeAll, describe, expect, it } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import type { KeyRole } from '@/lib/platform/access/roles';
import { unboundDb } from '@/lib/platform/db/client';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { newId } from '@/lib/platform/ids';
import { keyOf, makeDevice, makeInstrument, storedOf } from '../receive/testing-webhook';
import { clearRaw } from './clear-raw-task';
import { MessageInFull, MessageList, Replayed } from './contract';
import {
  listMessagesEndpoint,
  readMessageEndpoint,
  replayMessageEndpoint,
  replayMessagesEndpoint,
} from './endpoints';
import { settleMessages } from './settle-messages';
import type { Outcome } from './stored-message';
import { senderOf, store } from './testing-inbox';

type Instrument = Awaited<ReturnType<typeof makeInstrument>>;
const db = unboundDb();
let here: Instrument;
let there: Instrument;
let ids: string[];

const HL7 = [
  'MSH|^~\\&|AN|LAB|BW|LAB|20260301083000||ORU^R01^ORU_R01|C1|P|2.5.1',
  'PID|1||4711||Muster^Erika',
  'OBR|1||S-1|GLU^Glucose',
  'OBX|1|NM|GLU^Glucose||5.1|mmol/L|||||F',
].join('\r');

async function settle(instrument: Instrument, ...outcomes: Outcome[]) {
  const ctx = { lab: instrument.lab, now: new Date() };
  await db.$transaction((tx) => settleMessages(tx, ctx, instrument.device.id, outcomes));
}

async function ask(
  endpoint: Endpoint,
  as: KeyRole | 'stranger' = 'supervisor',
  { id = '', query = '', body }: { id?: string; query?: string; body?: unknown } = {},
) {
  const headers =
    as === 'instrument'
      ? here.key
      : as === 'stranger'
        ? await storedKey(there.lab, 'admin')
        : await storedKey(here.lab, as);
  const { status, text } = await callRoute(endpoint, { headers, params: { id }, query, body });
  const answer: unknown = JSON.parse(text);
  return { status, answer };
}

async function list(query: string, as: KeyRole | 'stranger' = 'viewer') {
  const { answer } = await ask(listMessagesEndpoint, as, { query });
  return MessageList.parse(answer);
}

const quarantined = (id: string, more: { awaits?: string; specimens?: string[] } = {}) =>
  ({ id, status: 'quarantined', code: 'unknown_specimen', reason: 'S-1?', ...more }) as const;

beforeAll(async () => {
  here = await makeInstrument();
  there = await makeInstrument();
  ids = [
    await store(here, HL7, { format: 'hl7', at: new Date('2026-03-01T08:00:00Z') }),
    await store(here, '{"type":"device.heartbeat"}', { at: new Date('2026-03-02T08:00:00Z') }),
    await store(here, 'H|', { format: 'astm', at: new Date('2026-03-03T08:00:00Z') }),
    await store(here, '{"type":"device.heartbeat"}', { at: new Date('2026-03-04T08:00:00Z') }),
  ];
  const [one = '', two = '', three = ''] = ids;
  await settle(
    here,
    quarantined(one, { specimens: ['S-1'], awaits: 'S-1' }),
    { id: two, status: 'applied', kind: 'device.heartbeat' },
    { id: three, status: 'ignored', code: 'nothing_to_do', reason: 'Nothing.' },
  );
  await store(there, 'secret of another lab');
});

describe('the list of messages', () => {
  it('has the latest first, page by page', async () => {
    const first = await list('?limit=3');
    expect(first.data.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 3));
    const rest = await list(`?limit=3&cursor=${first.next_cursor}`);
    expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(0, 1));
    expect(rest.next_cursor).toBeNull();
    expect(rest.data[0]).toMatchObject({
      device: here.device.name,
      format: 'hl7',
      status: 'quarantined',
      code: 'unknown_specimen',
      reason: 'S-1?',
      specimens: ['S-1'],
      awaits: 'S-1',
      attempts: 1,
      proof: 'signature',
      sender: here.device.name,
      size: HL7.length,
      received_at: '2026-03-01T08:00:00.000Z',
    });
  });

  it.each([
    ['?status=accepted', [3]],
    ['?status=quarantined', [0]],
    ['?code=nothing_to_do', [2]],
    ['?format=hl7', [0]],
    ['?specimen=S-1', [0]],
    ['?specimen=S-2', []],
    ['?from=2026-03-02T08:00:00Z&to=2026-03-03T08:00:00Z', [1]],
  ])('is filtered by %s', async (query, places) => {
    const { data } = await list(query);
    expect(data.map(({ id }) => ids.indexOf(id))).toEqual(places);
  });

  it('is filtered by device, one that the lab has', async () => {
    const name = encodeURIComponent(here.device.name.toUpperCase());
    expect((await list(`?device=${name}`)).data).toHaveLength(4);
    const other = await makeDevice(here.lab);
    expect((await list(`?device=${encodeURIComponent(other.name)}`)).data).toEqual([]);
    const foreign = encodeURIComponent(there.device.name);
    const refused = await ask(listMessagesEndpoint, 'viewer', { query: `?device=${foreign}` });
    expect(refused.status).toBe(422);
    expect((await ask(listMessagesEndpoint, 'viewer', { query: '?colour=red' })).status).toBe(422);
    expect((await ask(listMessagesEndpoint, 'viewer', { query: '?cursor=xyz' })).status).toBe(422);
  });

  it('is of the lab, and for an instrument of itself', async () => {
    const strange = await list('', 'stranger');
    expect(strange.data).toHaveLength(1);
    expect(JSON.stringify(strange)).not.toContain(here.device.name);
    expect((await list('', 'instrument')).data).toHaveLength(4);
    const other = await makeDevice(here.lab);
    const headers = await keyOf(here.lab, 'instrument', other.id);
    const { text } = await callRoute(listMessagesEndpoint, { headers });
    expect(JSON.parse(text)).toEqual({ data: [], next_cursor: null });
    const id = ids[0] ?? '';
    const foreign = await callRoute(readMessageEndpoint, { headers, params: { id } });
    expect(foreign.status).toBe(404);
    expect((await ask(listMessagesEndpoint, 'lis')).status).toBe(403);
  });
});

describe('a message', () => {
  const rawEvents = () =>
    db.auditEvent.findMany({
      where: { labId: here.lab.id, action: 'instrument_message.read_raw' },
    });

  it('is read beside its text, in which patients are masked', async () => {
    const { status, answer } = await ask(readMessageEndpoint, 'viewer', { id: ids[0] });
    expect(status).toBe(200);
    const message = MessageInFull.parse(answer);
    expect(message.raw).toContain('PID|•••||•••||•••^•••\nOBR|1||S-1|GLU^Glucose');
    expect(message).toMatchObject({ raw_is: 'masked', raw_base64: null });
    expect(JSON.stringify(answer)).not.toMatch(/Erika|4711/);
    expect(message.read?.error).toBeNull();
    expect(message.read?.events[0]).toMatchObject({
      kind: 'specimen.resulted',
      specimen: { number: 'S-1' },
      tests: [{ assay: { code: 'GLU' }, results: [{ value: '5.1', reference_range: null }] }],
    });
    expect(await rawEvents()).toEqual([]);
  });

  it('is shown in full to a supervisor, which is written down', async () => {
    const query = '?raw=full';
    for (const as of ['viewer', 'technician', 'orchestrator', 'instrument'] as const) {
      expect((await ask(readMessageEndpoint, as, { id: ids[0], query })).status).toBe(403);
    }
    expect((await ask(readMessageEndpoint, 'stranger', { id: ids[0], query })).status).toBe(404);
    expect(await rawEvents()).toEqual([]);
    const { answer } = await ask(readMessageEndpoint, 'supervisor', { id: ids[0], query });
    const message = MessageInFull.parse(answer);
    expect(message.raw).toContain('PID|1||4711||Muster^Erika');
    expect(Buffer.from(message.raw_base64 ?? '', 'base64').toString()).toBe(HL7);
    const events = await rawEvents();
    expect(events).toMatchObject([{ entityId: ids[0], actorName: 'test supervisor' }]);
    expect(JSON.stringify(events)).not.toMatch(/Erika|4711/);
  });

  it('tells why it cannot be read', async () => {
    const { answer } = await ask(readMessageEndpoint, 'viewer', { id: ids[2] });
    expect(MessageInFull.parse(answer).read).toMatchObject({ events: [], kind: null });
    expect(MessageInFull.parse(answer).read?.error).toBeTruthy();
  });

  it('is 404 where there is none', async () => {
    expect((await ask(readMessageEndpoint, 'viewer', { id: newId() })).status).toBe(404);
    expect((await ask(readMessageEndpoint, 'viewer', { id: 'nothing' })).status).toBe(404);
    expect((await ask(readMessageEndpoint, 'stranger', { id: ids[0] })).status).toBe(404);
  });
});

describe('replay', () => {
  it('puts a message back where it was, by a supervisor', async () => {
    const instrument = here;
    const id = await store(instrument, HL7, { format: 'hl7' });
    await settle(instrument, quarantined(id, { awaits: 'S-9' }));
    const before = await db.instrumentMessage.findUniqueOrThrow({ where: { id } });
    for (const as of ['viewer', 'technician', 'instrument', 'lis', 'orchestrator'] as const) {
      expect((await ask(replayMessageEndpoint, as, { id })).status).toBe(403);
    }
    expect((await ask(replayMessageEndpoint, 'stranger', { id })).status).toBe(404);
    expect(await db.instrumentMessage.findUniqueOrThrow({ where: { id } })).toEqual(before);
    const { status, answer } = await ask(replayMessageEndpoint, 'supervisor', { id });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ id, status: 'accepted', attempts: 0, code: null, awaits: null });
    const after = await db.instrumentMessage.findUniqueOrThrow({ where: { id } });
    expect(after).toMatchObject({ position: before.position, settledAt: null, awaitsUntil: null });
    const [event] = await db.auditEvent.findMany({
      where: { entityId: id, action: 'instrument_message.replay' },
    });
    expect(event?.before).toMatchObject({ status: 'quarantined', code: 'unknown_specimen' });
    const again = await ask(replayMessageEndpoint, 'supervisor', { id });
    expect(again).toMatchObject({ status: 409, answer: { code: 'conflict' } });
    await settle(instrument, { id, status: 'applied' });
    expect((await ask(replayMessageEndpoint, 'supervisor', { id })).status).toBe(200);
    await settle(instrument, { id, status: 'applied' });
  });

  it('takes many: those named, or those that the filters find, and says how many are left', async () => {
    const instrument = here;
    const device = await makeDevice(here.lab);
    const sender = { ...instrument, device };
    const made: string[] = [];
    for (let count = 0; count < 4; count += 1) made.push(await store(sender, `${count}`));
    const [one = '', two = '', three = '', four = ''] = made;
    await settle(
      sender,
      quarantined(one),
      quarantined(two),
      { ...quarantined(three), code: 'unknown_assay' },
      { id: four, status: 'ignored', code: 'nothing_to_do', reason: 'Nothing.' },
    );
    const replay = async (body: unknown, as: KeyRole | 'stranger' = 'supervisor') => {
      const { status, answer } = await ask(replayMessagesEndpoint, as, { body });
      return status === 200 ? Replayed.parse(answer) : status;
    };
    for (const as of ['viewer', 'technician', 'instrument', 'lis', 'orchestrator'] as const) {
      expect(await replay({ ids: made }, as)).toBe(403);
    }
    expect(await replay({ ids: made }, 'stranger')).toEqual({ replayed: 0, left: 4 });
    expect(await replay({ device: device.name }, 'stranger')).toBe(422);
    for (const body of [{}, { ids: [] }, { ids: made, device: device.name }, { ids: ['x'] }]) {
      expect(await replay(body)).toBe(422);
    }
    const filters = { device: device.name, code: 'unknown_specimen' };
    expect(await replay(filters)).toEqual({ replayed: 2, left: 0 });
    expect(await replay(filters)).toEqual({ replayed: 0, left: 0 });
    expect(await replay({ device: device.name, status: 'ignored' })).toEqual({
      replayed: 1,
      left: 0,
    });
    expect(await replay({ ids: made })).toEqual({ replayed: 1, left: 3 });
    const statuses = (await storedOf(device.id)).map(({ status }) => status);
    expect(statuses).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    const events = await db.auditEvent.findMany({
      where: { labId: here.lab.id, action: 'instrument_message.replay_many' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ after }) => after)).toEqual([
      { replayed: 2, filters: { ...filters, status: 'quarantined' } },
      { replayed: 1, filters: { device: device.name, status: 'ignored' } },
      { replayed: 1, ids: [three] },
    ]);
  });
});

describe('the bytes of a message', () => {
  it('are cleared once it was settled for long enough, and then neither shown nor replayed', async () => {
    const device = await makeDevice(here.lab);
    const sender = { ...here, device };
    const [old, young, waiting] = [
      await store(sender, HL7, { format: 'hl7' }),
      await store(sender, 'young'),
      await store(sender, 'waiting'),
    ];
    const at = new Date('2026-01-01T00:00:00Z');
    await db.$transaction((tx) =>
      settleMessages(tx, { lab: here.lab, now: at }, device.id, [
        quarantined(old, { awaits: 'S-1', specimens: ['S-1'] }),
      ]),
    );
    await settle(sender, quarantined(young));
    expect(await clearRaw(at, () => false)).toBe(0);
    expect(await clearRaw(new Date('2026-01-02T00:00:00Z'), () => false)).toBe(1);
    const rows = await storedOf(device.id);
    expect(rows.map(({ raw }) => raw === null)).toEqual([true, false, false]);
    expect(rows.map(({ id }) => id)).toEqual([old, young, waiting]);
    expect(rows[0]).toMatchObject({ status: 'quarantined', awaits: null, specimens: ['S-1'] });
    const { answer } = await ask(readMessageEndpoint, 'supervisor', {
      id: old,
      query: '?raw=full',
    });
    expect(answer).toMatchObject({ raw: null, raw_base64: null, read: null });
    const replayed = await ask(replayMessageEndpoint, 'supervisor', { id: old });
    expect(replayed.status).toBe(409);
    // The same again is still known for what it is.
    const { acceptMessage } = await import('../receive/accept-message');
    const again = await acceptMessage(senderOf(sender), {
      bytes: Buffer.from(HL7),
      format: 'hl7',
      webhookId: rows[0]?.webhookId ?? '',
      requestId: newId(),
      now: new Date(),
    });
    expect(again).toEqual({ id: old, status: 'duplicate' });
  });
});

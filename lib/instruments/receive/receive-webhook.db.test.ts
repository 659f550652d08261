import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { signedIn } from '@/lib/entry/testing-requests';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { log } from '@/lib/platform/log';
import { signatureOf } from '@/lib/platform/webhooks/standard-webhooks';
import { changeMapping } from '../mapping/change-mapping';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { makeSecret } from '../secrets/make-secret';
import { revokeSecret } from '../secrets/revoke-secret';
import { AcceptedAnswer } from './endpoints';
import {
  heartbeat,
  keyOf,
  makeDevice,
  makeInstrument,
  send,
  signed,
  storedOf,
} from './testing-webhook';

type Instrument = Awaited<ReturnType<typeof makeInstrument>>;
let here: Instrument;
beforeAll(async () => {
  here = await makeInstrument();
});

const MINUTE = 60_000;
const HL7 = 'MSH|^~\\&|AN|LAB|BW|LAB|20260301083000||ORU^R01^ORU_R01|C1|P|2.5.1\rOBR|1||S-1|GLU\r';

describe('a message that proves who sent it', () => {
  it('is stored as it came before it is answered', async () => {
    const device = await makeDevice(here.lab);
    const { secret } = await makeSecret(here.admin, device.name, { overlap_hours: 0 });
    const body = heartbeat();
    const { status, answer, headers } = await send(
      device.id,
      body,
      signed(secret, body, { id: 'm-1' }),
    );
    expect(status).toBe(202);
    expect(headers.get('x-request-id')).toBeTruthy();
    const [row, ...others] = await storedOf(device.id);
    expect(others).toEqual([]);
    expect(answer).toEqual({ id: row?.id, status: 'accepted' });
    expect(row).toMatchObject({
      labId: here.lab.id,
      webhookId: 'm-1',
      format: 'json',
      proof: 'signature',
      status: 'accepted',
      attempts: 0,
      actorName: device.name,
      actorRole: 'instrument',
      requestId: headers.get('x-request-id'),
      size: body.length,
    });
    expect(Buffer.from(row?.raw ?? []).toString()).toBe(body);
    expect(Buffer.from(row?.digest ?? []).equals(createHash('sha256').update(body).digest())).toBe(
      true,
    );
  });

  it('is taken byte by byte, of any encoding', async () => {
    const bytes = Uint8Array.from(Buffer.from(`${HL7}NTE|1||\u00e9\u0000`, 'latin1'));
    const proof = { id: 'latin', timestamp: String(Math.floor(Date.now() / 1000)) };
    const answer = await send(here.device.id, bytes, {
      'content-type': 'application/hl7-v2',
      'webhook-id': proof.id,
      'webhook-timestamp': proof.timestamp,
      'webhook-signature': signatureOf(here.secret, proof, bytes),
    });
    expect(answer.status).toBe(202);
    const row = (await storedOf(here.device.id)).find(({ webhookId }) => webhookId === 'latin');
    expect(Buffer.from(row?.raw ?? []).equals(bytes)).toBe(true);
    expect(row?.format).toBe('hl7');
  });

  it('comes from the device by its key, or from the LIS for any device, by id or by name', async () => {
    const device = await makeDevice(here.lab);
    const own = await keyOf(here.lab, 'instrument', device.id);
    const lis = await keyOf(here.lab, 'lis', null);
    for (const [ref, key, role] of [
      [device.id, own, 'instrument'],
      [device.name.toUpperCase(), own, 'instrument'],
      [device.id.toUpperCase(), lis, 'lis'],
      [device.name, lis, 'lis'],
    ] as const) {
      expect((await send(ref, heartbeat(), key)).status).toBe(202);
      expect((await storedOf(device.id)).at(-1)).toMatchObject({
        proof: 'key',
        actorRole: role,
        actorName: `test ${role}`,
      });
    }
    expect(await storedOf(device.id)).toHaveLength(4);
  });

  it('may be signed with the secret before while the next replaces it', async () => {
    const device = await makeDevice(here.lab);
    const first = await makeSecret(here.admin, device.name, { overlap_hours: 0 });
    const next = await makeSecret(here.admin, device.name, { overlap_hours: 1 });
    const both = (body: string, id = newId(), at = new Date()) => {
      const [one, two] = [
        signed(first.secret, body, { id, at }),
        signed(next.secret, body, { id, at }),
      ];
      return {
        ...one,
        'webhook-signature': `${one['webhook-signature']} ${two['webhook-signature']}`,
      };
    };
    const statusOf = async (sign: (body: string) => Record<string, string>) => {
      const body = heartbeat();
      return (await send(device.id, body, sign(body))).status;
    };
    expect(await statusOf((body) => signed(first.secret, body))).toBe(202);
    expect(await statusOf((body) => signed(next.secret, body))).toBe(202);
    expect(await statusOf(both)).toBe(202);
    await revokeSecret(here.admin, device.name, first.id);
    expect(await statusOf((body) => signed(first.secret, body))).toBe(401);
    expect(await statusOf(both)).toBe(202);
    await makeSecret(here.admin, device.name, { overlap_hours: 0 });
    expect(await statusOf(both)).toBe(401);
  });
});

describe('whoever does not prove who they are', () => {
  it('gets the same answer whatever was wrong, and nothing is stored or told', async () => {
    const device = await makeDevice(here.lab);
    const { secret } = await makeSecret(here.admin, device.name, { overlap_hours: 0 });
    const other = await makeInstrument();
    const bare = await makeDevice(here.lab);
    const retired = await makeDevice(here.lab);
    const retiredSecret = await makeSecret(here.admin, retired.name, { overlap_hours: 0 });
    await unboundDb().device.updateMany({
      where: { id: retired.id },
      data: { retiredAt: new Date() },
    });
    const past = new Date(Date.now() - MINUTE);
    const lis = await keyOf(here.lab, 'lis', null);
    const body = heartbeat();
    const ago = (minutes: number) => ({ at: new Date(Date.now() - minutes * MINUTE) });
    const good = signed(secret, body);
    const person = await signedIn([{ lab: here.lab, role: 'admin' }]);
    const cases: Record<string, [string, Record<string, string>]> = {
      no_proof: [device.id, {}],
      'no_proof: a cookie': [device.id, person],
      'no_proof: half of the headers': [device.id, { 'webhook-id': 'x', 'webhook-timestamp': '1' }],
      headers_missing: [device.id, { 'webhook-signature': good['webhook-signature'] ?? '' }],
      wrong_signature: [device.id, signed(other.secret, body)],
      'wrong_signature: of other bytes': [device.id, signed(secret, `${body} `)],
      'wrong_signature: with a key too': [device.id, { ...signed(other.secret, body), ...lis }],
      stale_timestamp: [device.id, signed(secret, body, ago(6))],
      'stale_timestamp: ahead': [device.id, signed(secret, body, ago(-6))],
      no_secret: [bare.id, good],
      unknown_device: [newId(), good],
      'unknown_device: by name': [device.name, good],
      'unknown_device: retired': [retired.id, signed(retiredSecret.secret, body)],
      'unknown_device: no id': ['%00 or such', good],
      unknown_key: [device.id, { authorization: 'Bearer bw_nothing' }],
      'unknown_key: another scheme': [device.id, { authorization: 'Basic YTpi' }],
      'unknown_key: revoked': [
        device.id,
        await keyOf(here.lab, 'instrument', device.id, { revokedAt: past }),
      ],
      'unknown_key: expired': [
        device.id,
        await keyOf(here.lab, 'instrument', device.id, { expiresAt: past }),
      ],
      another_device: [device.id, here.key],
      'another_device: by name': [device.name, here.key],
      'unknown_device: of another lab': [device.id, other.key],
      'unknown_device: LIS of another lab': [device.id, await keyOf(other.lab, 'lis', null)],
      'unknown_device: LIS, a name it has not': ['No such reader', lis],
      wrong_role: [device.id, await keyOf(here.lab, 'admin', null)],
      'wrong_role: orchestrator': [device.id, await keyOf(here.lab, 'orchestrator', null)],
    };
    const logged = vi.spyOn(log, 'warn');
    const told = new Set<string>();
    for (const [cause, [ref, headers]] of Object.entries(cases)) {
      logged.mockClear();
      const answer = await send(ref, body, headers);
      expect(answer.status, cause).toBe(401);
      expect(answer.headers.get('content-type'), cause).toBe('application/problem+json');
      expect(answer.headers.get('www-authenticate'), cause).toBe('Bearer');
      const id = answer.headers.get('x-request-id') ?? '';
      expect(answer.text, cause).toContain(id);
      told.add(answer.text.replace(id, ''));
      const lines = JSON.stringify(logged.mock.calls);
      expect(logged.mock.calls[0]?.[0], cause).toMatchObject({
        request_id: id,
        cause: cause.split(':')[0],
      });
      for (const trace of [secret, secret.slice(6, 20), body, ...Object.values(headers)]) {
        if (trace.length > 10) expect(lines, cause).not.toContain(trace);
      }
    }
    expect([...told]).toHaveLength(1);
    for (const { id } of [device, bare, retired]) expect(await storedOf(id)).toEqual([]);
  });

  it('is not told by the acknowledgement either, nor whether a body is any good', async () => {
    const plain = await send(here.device.id, '{', {});
    for (const [body, headers] of [
      [HL7, { 'content-type': 'application/hl7-v2', accept: 'application/hl7-v2' }],
      ['', {}],
      ['x', { 'content-type': 'image/png' }],
    ] as const) {
      const answer = await send(here.device.id, body, headers);
      expect(answer.status).toBe(401);
      const without = (text: string, from: Headers) =>
        text.replace(from.get('x-request-id') ?? '', '');
      expect(without(answer.text, answer.headers)).toBe(without(plain.text, plain.headers));
    }
  });
});

describe('a message that came before', () => {
  it('is a duplicate with the same bytes, and a conflict with others', async () => {
    const device = await makeDevice(here.lab);
    const key = await keyOf(here.lab, 'instrument', device.id);
    const body = heartbeat();
    const first = await send(device.id, body, { ...key, 'webhook-id': 'one' });
    const again = await send(device.id, body, { ...key, 'webhook-id': 'one' });
    expect(again).toMatchObject({
      status: 200,
      answer: { ...Object(first.answer), status: 'duplicate' },
    });
    const conflict = await send(device.id, heartbeat(), { ...key, 'webhook-id': 'one' });
    expect(conflict).toMatchObject({ status: 409, answer: { code: 'webhook_id_conflict' } });
    expect((await send(device.id, body, { ...key, 'webhook-id': 'two' })).status).toBe(202);
    expect(await storedOf(device.id)).toHaveLength(2);
  });

  it('is known by its bytes where it has no id, of each device by itself', async () => {
    const [one, two] = [await makeDevice(here.lab), await makeDevice(here.lab)];
    const lis = await keyOf(here.lab, 'lis', null);
    const body = heartbeat();
    expect((await send(one.id, body, lis)).status).toBe(202);
    expect((await send(one.id, body, lis)).status).toBe(200);
    expect((await send(one.id, heartbeat(), lis)).status).toBe(202);
    expect((await send(two.id, body, lis)).status).toBe(202);
    const [row] = await storedOf(one.id);
    expect(row?.webhookId).toBe(createHash('sha256').update(body).digest('hex'));
  });

  it('shows that its device is there', async () => {
    const device = await makeDevice(here.lab);
    const key = await keyOf(here.lab, 'instrument', device.id);
    const heardAt = async () =>
      (await unboundDb().device.findUniqueOrThrow({ where: { id: device.id } })).heardAt;
    const body = '{"type":"device.heartbeat"}';
    expect((await send(device.id, body, key)).status).toBe(202);
    expect(await heardAt()).toBeNull();
    expect((await send(device.id, body, key)).status).toBe(200);
    expect(Date.now() - ((await heardAt())?.getTime() ?? 0)).toBeLessThan(10_000);
  });

  it('is stored for itself, however many others come at the same time', async () => {
    const two = [await makeInstrument(), await makeInstrument()];
    const sent = Array.from({ length: 30 }, (_, nth) => ({ body: heartbeat(), to: two[nth % 2] }));
    const answers = await Promise.all(
      sent.map(async ({ body, to = here }) => {
        const { answer } = await send(to.device.id, body, signed(to.secret, body));
        return { ...AcceptedAnswer.parse(answer), to, body };
      }),
    );
    for (const { device, lab, secretId } of two) {
      const rows = await storedOf(device.id);
      expect(rows.every(({ labId, actorId }) => labId === lab.id && actorId === secretId)).toBe(
        true,
      );
      const told = answers.filter(({ to }) => to.device.id === device.id);
      expect(new Set(told.map(({ status }) => status))).toEqual(new Set(['accepted']));
      expect(new Map(rows.map(({ id, raw }) => [id, Buffer.from(raw ?? []).toString()]))).toEqual(
        new Map(told.map(({ id, body }) => [id, body])),
      );
    }
  });

  it('is stored once, however many send it at the same time', async () => {
    const device = await makeDevice(here.lab);
    const key = await keyOf(here.lab, 'instrument', device.id);
    const bodies = [heartbeat(), heartbeat()];
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        send(device.id, bodies[index % 2] ?? '', { ...key, 'webhook-id': 'race' }),
      ),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(202), count(200), count(409)]).toEqual([1, 11, 12]);
    const rows = await storedOf(device.id);
    expect(rows).toHaveLength(1);
    for (const { status, answer } of answers) {
      if (status !== 409) expect(answer).toMatchObject({ id: rows[0]?.id });
    }
  });
});

describe('a message that is refused', () => {
  it.each([
    [400, 'malformed', '', {}],
    [400, 'malformed', '{}', { 'webhook-id': 'with a space' }],
    [400, 'malformed', '{}', { 'webhook-id': 'x'.repeat(201) }],
    [415, 'unsupported_type', '<a/>', { 'content-type': 'application/xml' }],
    [415, 'unsupported_type', 'hello', { 'content-type': 'text/plain' }],
    [415, 'unsupported_type', '{}', { 'content-encoding': 'gzip' }],
    [413, 'too_large', 'x'.repeat(1024 * 1024 + 1), {}],
  ])('is %i %s', async (status, code, body, headers) => {
    const before = (await storedOf(here.device.id)).length;
    const answer = await send(here.device.id, body, { ...here.key, ...headers });
    expect(answer).toMatchObject({ status, answer: { code } });
    expect(await storedOf(here.device.id)).toHaveLength(before);
  });

  it('may have 1 MiB, and is kept though it says nothing', async () => {
    const body = 'x'.repeat(1024 * 1024);
    expect((await send(here.device.id, body, here.key)).status).toBe(202);
  });
});

describe('a device that is too fast', () => {
  it('is told to come later, each for itself, and nothing stored is forgotten', async () => {
    const fast = await makeInstrument();
    const { device, lab, key } = fast;
    await unboundDb().$executeRaw`
      INSERT INTO instrument_messages (id, lab_id, device_id, webhook_id, digest, raw, size, format,
        proof, received_at, actor_kind, actor_name, actor_role, request_id, specimens)
      SELECT gen_random_uuid(), ${lab.id}::uuid, ${device.id}::uuid, 'm-' || n,
        sha256(n::text::bytea), n::text::bytea, length(n::text), 'json', 'key', now(), 'key', 'test',
        'instrument', 'test', '{}'
      FROM generate_series(1, 4999) AS n`;
    const last = heartbeat();
    expect((await send(device.id, last, key)).status).toBe(202);
    const refused = await send(device.id, heartbeat(), key);
    expect(refused).toMatchObject({ status: 429, answer: { code: 'too_many_requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // What is there already is still known.
    expect((await send(device.id, last, key)).status).toBe(200);
    const conflict = await send(device.id, heartbeat(), { ...key, 'webhook-id': 'm-1' });
    expect(conflict.status).toBe(409);
    const neighbour = await makeDevice(lab);
    const lis = await keyOf(lab, 'lis', null);
    expect((await send(neighbour.id, heartbeat(), lis)).status).toBe(202);
    const hl7 = { ...lis, accept: 'application/hl7-v2', 'content-type': 'application/hl7-v2' };
    const ack = await send(device.id, HL7, hl7);
    expect(ack.status).toBe(429);
    expect(ack.headers.get('retry-after')).toBe(refused.headers.get('retry-after'));
    expect(ack.text).toContain('MSA|AE|C1|');
    await unboundDb().$executeRaw`
      UPDATE instrument_messages SET status = 'applied', settled_at = now()
      WHERE device_id = ${device.id}::uuid AND webhook_id = 'm-1'`;
    await vi.waitFor(async () =>
      expect((await send(device.id, heartbeat(), key)).status).toBe(202),
    );
    expect(await storedOf(device.id)).toHaveLength(5001);
  });
});

describe('an acknowledgement', () => {
  const accept = 'application/hl7-v2';
  const hl7 = { 'content-type': 'x-application/hl7-v2+er7', accept };
  const ack = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await send(here.device.id, body, { ...here.key, ...hl7, ...headers });
    expect(answer.headers.get('content-type')).toBe('application/hl7-v2');
    return {
      status: answer.status,
      code: /MSA\|(A[AER])\|/.exec(answer.text)?.[1],
      text: answer.text,
    };
  };

  it('says that the message is stored', async () => {
    const body = HL7.replace('|C1|', '|C7|');
    const first = await ack(body);
    expect(first).toMatchObject({ status: 202, code: 'AA' });
    expect(first.text).toContain('MSA|AA|C7');
    expect(await ack(body)).toMatchObject({ status: 200, code: 'AA' });
  });

  it('says why it cannot be read, though it is stored, or why it was refused', async () => {
    const before = (await storedOf(here.device.id)).length;
    expect(await ack('MSH|^~\\&|A|B|C|D|20260301||ADT^A01|C8|P|2.5\r')).toMatchObject({
      status: 202,
      code: 'AR',
    });
    expect(await storedOf(here.device.id)).toHaveLength(before + 1);
    expect(await ack('x', { 'content-type': 'image/png' })).toMatchObject({
      status: 415,
      code: 'AR',
    });
  });

  it('says no more than that of a long one, which is read in the inbox', async () => {
    const long = (controlId: string, notes: number) =>
      [HL7.replace('|C1|', `|${controlId}|`).replace('ORU^R01^ORU_R01', 'ZZZ^Z01')]
        .concat(Array.from({ length: notes }, () => 'NTE|1||A note of some length.\r'))
        .join('');
    const short = await send(here.device.id, long('L1', 1), { ...here.key, ...hl7 });
    expect(short.text).toContain('MSA|AR|L1|');
    const stored = await send(here.device.id, long('L2', 3_000), { ...here.key, ...hl7 });
    expect(stored.status).toBe(202);
    expect(stored.text).toContain('MSA|AA|L2');
  });

  it('goes by how the messages of the device are read', async () => {
    const own = await makeInstrument();
    const say = async (controlId: string) => {
      const body = [
        `MSH|^~\\&|AN|LAB|BW|LAB|20260301083000||ORU^R01^ORU_R01|${controlId}|P|2.5.1`,
        'OBR|1||S-1|GLU|||SHIFT-2',
        'OBX|1|NM|GLU||5.1|mmol/L|||||F\r',
      ].join('\r');
      const { text } = await send(own.device.id, body, { ...own.key, ...hl7 });
      return /MSA\|(A[AER])\|/.exec(text)?.[1];
    };
    expect(await say('T1')).toBe('AE');
    const table = { ...DEFAULT_TABLE, hl7: { ...DEFAULT_TABLE.hl7, collected: ['SPM-17'] } };
    await changeMapping(own.admin, own.device.name, { version: 0, table });
    expect(await say('T2')).toBe('AA');
  });
});

describe('a lab of its own', () => {
  it('keeps its devices’ names to itself', async () => {
    const there = await makeTestLab();
    const twin = await makeDevice(there.lab, here.device.name);
    const lis = await keyOf(there.lab, 'lis', null);
    expect((await send(here.device.name, heartbeat(), lis)).status).toBe(202);
    expect(await storedOf(twin.id)).toHaveLength(1);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { makePlatform } from '@/lib/devices/testing-devices';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { MappingAnswer, TriedMapping } from '../inbox/contract';
import { changeMappingEndpoint, readMappingEndpoint, tryMappingEndpoint } from '../inbox/endpoints';
import { acceptMessage } from '../receive/accept-message';
import { DEFAULT_TABLE } from './default-table';
import { tableOf } from './read-mapping';

let lab: Awaited<ReturnType<typeof makePlatform>>;
let name: string;
let deviceId: string;

beforeAll(async () => {
  lab = await makePlatform();
  deviceId = newId();
  name = `Reader ${deviceId.slice(-6)}`;
  await unboundDb().device.create({ data: { id: deviceId, labId: lab.lab.id, name, type: 'x' } });
});

const suffixed = { ...DEFAULT_TABLE, label: { pattern: null, suffixes: ['-01'] } };

async function read() {
  const { answer } = await lab.ask(readMappingEndpoint, { as: 'viewer', name });
  return MappingAnswer.parse(answer);
}
const change = (version: number, table: unknown, as: 'admin' | 'manager' | 'stranger' = 'admin') =>
  lab.ask(changeMappingEndpoint, { as, name, body: { version, table } });

async function receive(text: string, format: 'hl7' | 'json' = 'hl7') {
  const actor = { kind: 'key', keyId: newId(), deviceId, name, role: 'instrument' } as const;
  const { id } = await acceptMessage(
    { lab: lab.lab, deviceId, proof: 'key', actor },
    { bytes: Buffer.from(text), format, webhookId: newId(), requestId: newId(), now: new Date() },
  );
  return id;
}
const result = (label: string) =>
  `MSH|^~\\&|A|B|C|D|20260301083000||ORU^R01|1|P|2.5.1\rOBR|1||${label}|GLU\rOBX|1|NM|GLU||5|mmol/L|||||F\r`;

describe('a device’s table', () => {
  it('is the default until it is changed, by an admin, in its whole', async () => {
    expect(await read()).toEqual({
      version: 0,
      table: DEFAULT_TABLE,
      updated_at: null,
      updated_by: null,
    });
    expect((await change(0, suffixed, 'manager')).status).toBe(403);
    expect((await change(0, suffixed, 'stranger')).status).toBe(404);
    expect((await change(0, { label: suffixed.label })).status).toBe(422);
    const { status, answer } = await change(0, suffixed);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ version: 1, updated_by: 'test admin' });
    expect(await read()).toEqual(answer);
    const events = await unboundDb().auditEvent.findMany({ where: { action: 'device.map' } });
    expect(events).toMatchObject([
      {
        entityId: deviceId,
        before: { version: 0, label: { pattern: null, suffixes: [] } },
        after: { version: 1, label: { pattern: null, suffixes: ['-01'] } },
      },
    ]);
  });

  it('is not changed by who did not see the last change', async () => {
    const late = await change(0, DEFAULT_TABLE);
    expect(late).toMatchObject({ status: 409, answer: { code: 'version_conflict' } });
    const table = (suffix: string) => ({
      ...DEFAULT_TABLE,
      label: { pattern: null, suffixes: [suffix] },
    });
    const { version } = await read();
    const both = await Promise.all([change(version, table('-A')), change(version, table('-B'))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const changed = await read();
    expect(changed.version).toBe(version + 1);
    expect((await change(version + 1, changed.table)).answer).toEqual(changed);
  });

  it('has the default of what it did not know when it was kept', () => {
    const { hl7, ...rest } = suffixed;
    const { specimen: _, ...older } = hl7;
    expect(tableOf({ ...rest, hl7: older })).toEqual(suffixed);
    expect(tableOf({})).toEqual(DEFAULT_TABLE);
  });
});

describe('a table that is tried', () => {
  const tryOut = async (body: object, as: 'admin' | 'manager' | 'stranger' = 'admin') => {
    const { status, answer } = await lab.ask(tryMappingEndpoint, { as, name, body });
    return status === 200 ? TriedMapping.parse(answer) : status;
  };

  it('tells what the latest messages would say, and keeps nothing', async () => {
    const ids = [await receive(result('S-1-01')), await receive(result('S-2'))];
    const junk = await receive('nothing of the kind');
    const before = await read();
    const tried = await tryOut({ table: suffixed });
    if (typeof tried === 'number') throw new Error(`refused with ${tried}`);
    expect(tried).toMatchObject({ tried: 3, changed: 1 });
    expect(tried.data.map(({ id }) => id)).toEqual([junk, ids[1], ids[0]]);
    const [unreadable, same, changed] = tried.data;
    expect(unreadable).toMatchObject({ changed: false, after: { events: [] } });
    expect(unreadable?.after.error).toBeTruthy();
    expect(same).toMatchObject({ changed: false });
    expect(changed?.before.events[0]).toMatchObject({ specimen: { number: 'S-1-01' } });
    expect(changed?.after.events[0]).toMatchObject({ specimen: { number: 'S-1' } });
    expect(await read()).toEqual(before);
    expect(await tryOut({ table: suffixed, last: 1 })).toMatchObject({ tried: 1 });
  });

  it('is for admins of the lab, and a table', async () => {
    expect(await tryOut({ table: suffixed }, 'manager')).toBe(403);
    expect(await tryOut({ table: suffixed }, 'stranger')).toBe(404);
    expect(await tryOut({ table: {} })).toBe(422);
    expect(await tryOut({ table: suffixed, last: 201 })).toBe(422);
  });
});

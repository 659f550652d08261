import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { hearDevice } from './hear-device';
import { noteSilences } from './note-silences';
import { readHistories } from './read-histories';
import { recordState } from './record-state';
import { statesNow } from './states-now';

const db = unboundDb();
let home: TestLab;

beforeAll(async () => {
  home = await makeTestLab();
});

const START = Date.now() - 3_600_000;
const at = (seconds: number) => new Date(START + seconds * 1000);

async function device(
  heartbeatSeconds: number | null,
): Promise<{ id: string; name: string; ctx: Ctx }> {
  const id = newId();
  const name = `Device ${id.slice(-6)}`;
  await db.device.create({
    data: { id, labId: home.lab.id, name, type: 'analyser', heartbeatSeconds },
  });
  return { id, name, ctx: home.keyCtxFor('instrument', id) };
}

type Made = Awaited<ReturnType<typeof device>>;
const hear = ({ id, ctx }: Made, when: Date, now = when) =>
  ctx.db.$transaction((tx) => hearDevice(tx, { ...ctx, now }, id, when));
const says = ({ name, ctx }: Made, code: string, when: Date) =>
  recordState({ ...ctx, now: when }, name, { code, at: when });
const kindsOf = async ({ name }: Made, to: Date) => {
  const ctx = { ...(await home.ctxFor('viewer')), now: to };
  const [seen] = await readHistories(ctx, { from: at(0), to, names: [name] });
  return seen?.history.stretches
    .filter(({ from }) => from >= START)
    .map(({ kind, from }) => [kind, (from - START) / 1000]);
};
const heardAt = async ({ id }: Made) =>
  (await db.device.findUniqueOrThrow({ where: { id } })).heardAt;

describe('any message is a sign of life', () => {
  test('that is written once in ten seconds', async () => {
    const made = await device(60);
    await hear(made, at(0));
    await hear(made, at(9));
    expect(await heardAt(made)).toEqual(at(0));
    await hear(made, at(10));
    expect(await heardAt(made)).toEqual(at(10));
    // One that was kept waiting takes nothing back.
    await hear(made, at(3));
    expect(await heardAt(made)).toEqual(at(10));
    const often = await device(2);
    await hear(often, at(0));
    await hear(often, at(1));
    expect(await heardAt(often)).toEqual(at(0));
    await hear(often, at(2));
    expect(await heardAt(often)).toEqual(at(2));
  });
});

describe('three heartbeats without one', () => {
  test('are unknown from then on, once, until it is heard again: what it said last', async () => {
    const made = await device(10);
    await says(made, 'OP', at(0));
    await hear(made, at(0));
    expect(await noteSilences(at(30))).toBe(0);
    expect(await noteSilences(at(31))).toBe(1);
    expect(await noteSilences(at(40))).toBe(0);
    await hear(made, at(100));
    await hear(made, at(120));
    expect(await kindsOf(made, at(125))).toEqual([
      ['up', 0],
      ['unknown', 30],
      ['up', 100],
    ]);
    expect(await noteSilences(at(160))).toBe(1);
    expect(await kindsOf(made, at(170))).toEqual([
      ['up', 0],
      ['unknown', 30],
      ['up', 100],
      ['unknown', 150],
    ]);
    const rows = await db.deviceStateChange.findMany({
      where: { deviceId: made.id, source: 'job' },
      orderBy: { at: 'asc' },
    });
    expect(rows.map(({ code, actorName }) => [code, actorName])).toEqual([
      ['UNK', 'Silence watch'],
      ['OP', 'Silence watch'],
      ['UNK', 'Silence watch'],
    ]);
  });

  test('say nothing of a device without a heartbeat, retired, or that never said a state', async () => {
    const [none, retired, mute] = [await device(null), await device(10), await device(10)];
    for (const made of [none, retired]) await says(made, 'OP', at(0));
    for (const made of [none, retired, mute]) await hear(made, at(0));
    await db.device.update({ where: { id: retired.id }, data: { retiredAt: at(5) } });
    expect(await noteSilences(at(3000))).toBe(0);
  });

  test('that were none, as a message that waited shows, leave no gap', async () => {
    const made = await device(10);
    await says(made, 'OP', at(0));
    await hear(made, at(0));
    await noteSilences(at(60));
    await hear(made, at(20), at(61));
    expect(await kindsOf(made, at(45))).toEqual([['up', 0]]);
    await noteSilences(at(62));
    expect(await kindsOf(made, at(70))).toEqual([
      ['up', 0],
      ['unknown', 50],
    ]);
  });

  test('leave a person’s state as it is', async () => {
    const made = await device(10);
    await says(made, 'OP', at(0));
    await hear(made, at(0));
    const person = { ...(await home.ctxFor('technician')), now: at(5) };
    await recordState(person, made.name, { code: 'MA', at: at(5), reason: 'Cleaning' });
    await noteSilences(at(60));
    const ctx = { ...(await home.ctxFor('viewer')), now: at(70) };
    expect((await statesNow(ctx)).find(({ device: name }) => name === made.name)).toMatchObject({
      kind: 'planned',
      code: 'MA',
    });
  });
});

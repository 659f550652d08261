import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { stepDurations, stepKinds, stepsByDay } from './device-steps';

let lab: TestLab;
let ctx: Ctx;
let ids: { reader: string; other: string };

type Given = {
  at: string;
  fct?: string;
  seconds?: number | null;
  status?: string;
  simulated?: boolean;
  device?: string;
};

async function record(given: readonly Given[]): Promise<void> {
  await unboundDb().step.createMany({
    data: given.map(({ at, fct = 'read', seconds = 10, status = 'finished', ...rest }) => ({
      id: newId(),
      labId: lab.lab.id,
      kind: 'PROCESS' as const,
      name: fct,
      deviceId: rest.device ?? ids.reader,
      startedAt: new Date(at),
      finishedAt: seconds === null ? null : new Date(Date.parse(at) + seconds * 1_000),
      status,
      simulated: rest.simulated ?? false,
      data: {},
      actorKind: 'key' as const,
      actorName: 'test',
    })),
  });
}

const PERIOD = { from: new Date('2026-03-27T23:00:00Z'), to: new Date('2026-03-30T22:00:00Z') };

beforeAll(async () => {
  // Berlin: the clocks go forward on 29 March.
  lab = await makeTestLab({ timeZone: 'Europe/Berlin' });
  ctx = await lab.ctxFor('viewer');
  ids = { reader: newId(), other: newId() };
  for (const [id, name] of [
    [ids.reader, 'Reader'],
    [ids.other, 'Other'],
  ] as const) {
    await unboundDb().device.create({ data: { id, labId: lab.lab.id, name, type: 'x' } });
  }
  await record([
    // The first moment of the period, and the last before it.
    { at: '2026-03-27T23:00:00Z', seconds: 4 },
    { at: '2026-03-27T22:59:59.999Z', seconds: 999 },
    // Before and after midnight in Berlin, either side of the change of clocks.
    { at: '2026-03-28T22:59:00Z', seconds: 6 },
    { at: '2026-03-28T23:01:00Z', seconds: 8 },
    { at: '2026-03-29T21:59:00Z', seconds: 10 },
    { at: '2026-03-29T22:01:00Z', seconds: 12 },
    { at: '2026-03-30T22:00:00Z', seconds: 999 },
    // What is no sample of an estimate.
    { at: '2026-03-29T10:00:00Z', seconds: 500, status: 'failed' },
    { at: '2026-03-29T10:00:00Z', seconds: null, status: 'running' },
    { at: '2026-03-29T10:00:00Z', seconds: 500, simulated: true },
    { at: '2026-03-29T10:00:00Z', seconds: 500, device: ids.other },
    { at: '2026-03-29T10:00:00Z', fct: 'shake', seconds: 60 },
  ]);
});

describe('the steps of a device', () => {
  it('are counted by kind', async () => {
    expect(await stepKinds(ctx, 'reader', PERIOD)).toEqual([
      { fct: 'read', total: 7, finished: 6, failed: 1, running: 1 },
      { fct: 'shake', total: 1, finished: 1, failed: 0, running: 0 },
    ]);
  });

  it('are counted by the lab’s day', async () => {
    expect(await stepsByDay(ctx, 'Reader', PERIOD)).toEqual([
      { day: '2026-03-28', fct: 'read', count: 2 },
      { day: '2026-03-29', fct: 'read', count: 4 },
      { day: '2026-03-29', fct: 'shake', count: 1 },
      { day: '2026-03-30', fct: 'read', count: 1 },
    ]);
  });

  it('take what the good ones took', async () => {
    const durations = await stepDurations(ctx, 'Reader', 'read', PERIOD);
    expect(durations).toMatchObject({ unit: 's', width: 0.5, median: 8, count: 5 });
    expect(durations?.bars.filter(({ count }) => count > 0)).toEqual([
      { from: 4, to: 4.5, count: 1 },
      { from: 6, to: 6.5, count: 1 },
      { from: 8, to: 8.5, count: 1 },
      { from: 10, to: 10.5, count: 1 },
      // P99 by interpolation is 11.92: what is longer is beyond.
      { from: 12, to: null, count: 1 },
    ]);
    expect(await stepDurations(ctx, 'Reader', 'wash', PERIOD)).toBeNull();
  });

  it('of many kinds are the five most frequent and the rest', async () => {
    const at = '2026-03-28T12:00:00Z';
    const many = Array.from({ length: 8 }, (_, kind) =>
      Array.from({ length: 8 - kind }, () => ({ at, fct: `f${kind}`, device: ids.other })),
    ).flat();
    await record(many);
    expect(
      await stepsByDay(ctx, 'Other', { ...PERIOD, to: new Date('2026-03-28T22:00:00Z') }),
    ).toEqual([
      ...[8, 7, 6, 5, 4].map((count, kind) => ({ day: '2026-03-28', fct: `f${kind}`, count })),
      { day: '2026-03-28', fct: null, count: 6 },
    ]);
  });

  it('of another lab, and of no device, are none', async () => {
    const stranger = await (await makeTestLab()).ctxFor('admin');
    const refused = { code: 'invalid', fields: [{ field: 'device' }] };
    await expect(stepKinds(stranger, 'Reader', PERIOD)).rejects.toMatchObject(refused);
    await expect(stepsByDay(ctx, 'Nothing', PERIOD)).rejects.toMatchObject(refused);
    const lis = lab.keyCtxFor('lis');
    await expect(stepDurations(lis, 'Reader', 'read', PERIOD)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { foldMoves } from '@/lib/containers/moves/fold-moves';
import { Changes } from '@/lib/containers/contract';
import { containersOfSpecimen } from '@/lib/containers/contents/containers-of-specimen';
import { createDevice } from '@/lib/devices/create-device';
import { statesNow } from '@/lib/devices/states/states-now';
import { EstimateRequest } from '@/lib/processes/durations/contract';
import { estimateDurations } from '@/lib/processes/durations/estimate-durations';
import { planField } from '@/lib/processes/experiments/planned-step';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { labDb, type LabDb } from '@/lib/platform/db/lab-db';
import { HOSPITAL_PLATFORM } from '@/prisma/seed/platform/platform';
import { DEMO_LABS } from '@/prisma/seed/demo-labs';
import { loadDemo } from '../load-demo';

const DAY = 86_400_000;
const NOW = new Date('2026-11-20T15:30:00Z');
const labs = DEMO_LABS.map((lab) => ({ ...lab, days: 6, perDay: lab.slug === 'demo' ? 300 : 30 }));
const request = { labs, now: NOW, targetMinutes: 240 };

async function systemCtx(slug: string): Promise<Ctx> {
  const lab = await unboundDb().lab.findUniqueOrThrow({
    where: { slug },
    select: { id: true, slug: true, name: true, timeZone: true, firstWeekday: true },
  });
  const actor = { kind: 'system', job: 'test' } as const;
  return { actor, lab, requestId: 'test', now: NOW, db: labDb(lab.id) };
}

/** All steps that were done, grouped as estimates would be asked. */
async function askedOf(db: LabDb) {
  const steps = await db.step.findMany({
    include: { device: true, originDevice: true, targetDevice: true },
    where: { simulated: false, NOT: { finishedAt: null } },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
  });
  const asked = new Map(
    steps.map(({ kind, name, device, data, originDevice, targetDevice, parametersKey, fct }) => [
      [kind, fct, device.name, parametersKey, originDevice?.name, targetDevice?.name].join('/'),
      {
        kind,
        name,
        device: device.name,
        data,
        origin_device: originDevice?.name ?? null,
        target_device: targetDevice?.name ?? null,
      },
    ]),
  );
  return [...asked.values()];
}

describe('loadPlatform', () => {
  let ctx: Ctx;
  beforeAll(async () => {
    await loadDemo(unboundDb(), request);
    ctx = await systemCtx('demo');
  });

  it('gives the first lab a dozen devices with their positions, and the second none', async () => {
    const devices = await ctx.db.device.findMany({
      where: { slots: { gt: 0 } },
      include: { positions: true },
    });
    expect(devices.length).toBe(12);
    for (const { slots, positions } of devices) expect(positions.length).toBe(slots);
    expect(await ctx.db.position.count({ where: { deepWell: true } })).toBe(4);
    const { db: other } = await systemCtx('demo-north');
    expect(await other.position.count()).toBe(0);
    expect(await other.container.count()).toBe(0);
    expect(await other.process.count()).toBe(0);
  });

  it('has certificates of which one is about to expire', async () => {
    const devices = await ctx.db.device.findMany({ where: { NOT: { certificatePem: null } } });
    const days = devices.map(({ certificatePem }) => {
      const { validTo } = new X509Certificate(certificatePem ?? '');
      return (Date.parse(validTo) - NOW.getTime()) / DAY;
    });
    expect(days.length).toBeGreaterThan(2);
    expect(days.filter((left) => left < 30).map(Math.round)).toEqual([17]);
  });

  it('has every container stand where its history says', async () => {
    const containers = await ctx.db.container.findMany({
      include: { moves: { orderBy: { sequence: 'asc' } } },
    });
    const occupancies = await ctx.db.occupancy.findMany();
    const placeOf = (id: string, thing: 'container' | 'lid') => {
      const one = occupancies.find((row) => row.containerId === id && row.thing === thing);
      return one ? `${one.deviceId}/${one.slot}` : null;
    };
    expect(containers.filter(({ removedAt }) => removedAt === null).length).toBeGreaterThan(200);
    for (const { id, moves, ...container } of containers) {
      const folded = foldMoves(
        moves.map(({ thing, toDeviceId, toSlot, changes }) => ({
          thing,
          to: toDeviceId === null ? null : `${toDeviceId}/${toSlot}`,
          changes: Changes.parse(changes ?? {}),
        })),
      );
      expect(folded).toEqual({
        place: placeOf(id, 'container'),
        lidPlace: placeOf(id, 'lid'),
        lidded: container.lidded,
        barcode: container.barcode,
        name: container.name,
        filled: container.filled,
        labwareUuid: container.labwareUuid,
        removed: container.removedAt !== null,
      });
      expect(moves.map(({ sequence }) => sequence)).toEqual(moves.map((_, index) => index + 1));
      expect(moves[0]?.at).toEqual(container.createdAt);
      for (const { at } of moves) expect(at.getTime()).toBeLessThanOrEqual(NOW.getTime());
    }
    expect(occupancies.filter(({ thing }) => thing === 'lid').length).toBeGreaterThan(1);
  });

  it('tells each move of a run by one step, from and to the same places, within its time', async () => {
    const steps = await ctx.db.step.findMany({
      where: { kind: 'MOVE', simulated: false, NOT: { finishedAt: null } },
      include: { move: true },
    });
    expect(steps.length).toBeGreaterThan(400);
    for (const step of steps) {
      expect(step.move).toMatchObject({
        containerId: step.containerId,
        fromDeviceId: step.originDeviceId,
        fromSlot: step.originSlot,
        toDeviceId: step.targetDeviceId,
        toSlot: step.targetSlot,
      });
      const at = step.move?.at.getTime() ?? 0;
      expect(at).toBeGreaterThanOrEqual(step.startedAt.getTime());
      expect(at).toBeLessThanOrEqual(step.finishedAt?.getTime() ?? 0);
    }
    const failed = await ctx.db.step.count({ where: { status: 'error' } });
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThan(40);
    expect(await ctx.db.step.count({ where: { simulated: true } })).toBeGreaterThan(0);
  });

  it('has enough of every usual step for an estimate', async () => {
    const steps = await askedOf(ctx.db);
    expect(steps.length).toBeGreaterThan(20);
    const answer = await estimateDurations(ctx, EstimateRequest.parse({ steps }));
    for (const estimate of answer.estimates) expect(estimate.seconds).toBeGreaterThan(0);
    const enough = answer.estimates.filter(({ samples }) => samples >= 10);
    expect(enough.length).toBeGreaterThan(answer.estimates.length * 0.6);
  });

  it('has one experiment under way, by its plan, with a step running', async () => {
    const experiments = await ctx.db.experiment.findMany({ include: { steps: true } });
    expect(experiments.length).toBeGreaterThan(30);
    const [current, ...others] = experiments.filter(({ finishedAt }) => finishedAt === null);
    expect(others).toEqual([]);
    const running = current?.steps.filter(({ finishedAt }) => finishedAt === null) ?? [];
    expect(running.length).toBeGreaterThan(0);
    expect(running.map(({ status }) => status)).toEqual(running.map(() => 'running'));
    expect(planField.parse(current?.plan)).toEqual(current?.plan);
    const versions = await ctx.db.process.groupBy({ by: ['name'], _count: true });
    expect(versions.map(({ _count }) => _count).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  it('knows where the tube of a specimen is, and pools several in a well', async () => {
    const tube = await ctx.db.containerContent.findFirstOrThrow({
      where: { well: null, container: { removedAt: null } },
      include: { specimen: true, container: true },
    });
    expect(tube.container.barcode).toBe(tube.specimen.number);
    const { now } = await containersOfSpecimen(ctx, tube.specimen.number);
    expect(now.map(({ container }) => container.barcode)).toContain(tube.specimen.number);
    const wells = await ctx.db.containerContent.groupBy({
      by: ['containerId', 'well'],
      where: { NOT: { well: null } },
      _count: true,
    });
    expect(Math.max(...wells.map(({ _count }) => _count))).toBe(6);
  });

  it('leaves one refused move open, whose target is free by now', async () => {
    const [conflict, ...others] = await ctx.db.placementConflict.findMany();
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ kind: 'TARGET_TAKEN', endedAt: null, times: 2 });
    const places = await ctx.db.occupancy.findMany();
    const standing = (deviceId: string | undefined, slot: number | undefined) =>
      places.find((one) => one.deviceId === deviceId && one.slot === slot);
    expect(standing(conflict?.fromDeviceId, conflict?.fromSlot)).toMatchObject({
      thing: 'container',
      containerId: conflict?.containerId,
    });
    expect(standing(conflict?.toDeviceId, conflict?.toSlot)).toBeUndefined();
  });

  it('has no device of it down or unknown', async () => {
    const names = new Set(HOSPITAL_PLATFORM.devices.map(({ name }) => name));
    const states = (await statesNow(ctx)).filter(({ device }) => names.has(device));
    expect(states.length).toBe(12);
    for (const { kind } of states) expect(['up', 'idle']).toContain(kind);
    const inUse = states.filter(({ kind, code }) => kind === 'up' && code === 'OP');
    expect(inUse.map(({ device }) => device)).toContain('ROBOT-1');
  });

  it('comes to a lab loaded before there were platforms, unless it has such a device', async () => {
    const later = labs.slice(1).map((lab) => ({
      ...lab,
      scenario: { ...lab.scenario, platform: HOSPITAL_PLATFORM },
    }));
    const north = await systemCtx('demo-north');
    const made = await createDevice(north, { name: 'DECK-1', type: 'Bench', slots: 2 });
    await loadDemo(unboundDb(), { ...request, labs: later });
    expect(await north.db.container.count()).toBe(0);

    await north.db.device.update({ where: { id: made.id }, data: { name: 'Bench' } });
    await loadDemo(unboundDb(), { ...request, labs: later });
    expect(await north.db.container.count()).toBeGreaterThan(50);
    const all = await north.db.container.count();
    await loadDemo(unboundDb(), { ...request, labs: later });
    expect(await north.db.container.count()).toBe(all);
  });
});

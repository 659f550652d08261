import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { givenTests } from '@/lib/metrics/testing-tests';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { readMissing } from '@/lib/worklist/read-missing';
import { MissingQuery } from '@/lib/worklist/contract';
import { waitingAtDevices } from '../engine/waiting-at-device';
import type { Finding } from '../finding';
import { criticalUnhandled } from './critical-unhandled';
import type { Filters } from './kind';
import { missingSpecimen } from './missing-specimen';
import { findAt, worldAt } from './testing-kind';

const NOW = '2026-03-02T12:00:00Z';
const clock = (time: string) => `2026-03-02T${time}:00Z`;
const PERIOD = { from: new Date(clock('00:00')), to: new Date(NOW) };

let ctx: Ctx;
let stranger: Ctx;
const ids = new Map<string, string>();
const idOf = (name: string) => ids.get(name) ?? '';

const specimens = (findings: readonly Finding[]) => findings.map(({ labels }) => labels.specimen);

async function nameIds(labId: string): Promise<void> {
  const db = unboundDb();
  for (const { id, code } of await db.assay.findMany({ where: { labId } })) ids.set(code, id);
  for (const { id, name } of await db.location.findMany({ where: { labId } })) ids.set(name, id);
  for (const { id, name } of await db.device.findMany({ where: { labId } })) ids.set(name, id);
}

beforeAll(async () => {
  const home = await makeTestLab();
  ctx = await home.ctxFor('viewer', new Date(NOW));
  stranger = await (await makeTestLab()).ctxFor('admin', new Date(NOW));
  const db = unboundDb();
  const labId = home.lab.id;
  const departmentId = newId();
  await db.department.create({ data: { id: departmentId, labId, name: 'Chemistry' } });
  ids.set('Chemistry', departmentId);
  for (const code of ['BMP', 'K']) {
    await db.assay.create({ data: { id: newId(), labId, code, name: code, departmentId } });
  }
  // The lab: 120 minutes. The intensive care unit: 15.
  await db.location.create({
    data: { id: newId(), labId, name: 'ICU', missingAfterMinutes: 15 },
  });
  const state = 'expected';
  const early = { state, collected: clock('08:00') };
  await givenTests(labId, [
    { specimen: 'icu-16', location: 'ICU', assay: 'K', state, collected: clock('11:44') },
    { specimen: 'icu-15', location: 'ICU', state, collected: clock('11:45') },
    { specimen: 'ward-121', location: 'Ward', assay: 'BMP', state, collected: clock('09:59') },
    { specimen: 'ward-121', location: 'Ward', assay: 'K', state, collected: clock('09:59') },
    { specimen: 'ward-120', location: 'Ward', state, collected: clock('10:00') },
    { specimen: 'stat', location: 'ICU', state, ordered: clock('11:40'), priority: 'STAT' },
    { specimen: 'routine', location: 'ICU', state, ordered: clock('08:00') },
    { specimen: 'came', received: clock('09:00'), ...early, state: 'received' },
    { specimen: 'cancelled', ...early, state: 'cancelled' },
    { specimen: 'rejected', ...early, state: 'rejected' },
    { specimen: 'voided', ...early, voided: clock('09:00') },
    { specimen: 'at-m1', assay: 'K', device: 'M1', due: clock('13:00') },
    { specimen: 'gone', assay: 'K', device: 'M2', state: 'submitted', due: clock('12:30') },
  ]);
  await nameIds(labId);
  const m1 = idOf('M1');
  await db.orderedTest.updateMany({
    where: { labId, deviceId: idOf('M2') },
    data: { deviceId: m1 },
  });
});

const missing = (after: number | null, filters: Filters = {}, now = NOW, reader = ctx) =>
  findAt(missingSpecimen, worldAt(reader, now), { filters, params: { after_minutes: after } });

describe('a missing specimen', () => {
  it('is what the list of missing specimens has', async () => {
    const found = specimens(await missing(null));
    expect(found).toEqual(['ward-121', 'stat', 'icu-16']);
    const { data } = await readMissing(ctx, MissingQuery.parse({}));
    expect(data.map((row) => row.specimen_id)).toEqual(found);
    const later = await missing(null, {}, '2026-03-02T12:00:00.001Z');
    expect(new Set(specimens(later))).toEqual(new Set([...found, 'ward-120', 'icu-15']));
    expect(later).toHaveLength(5);
  });

  it('says what it waits since, and for what', async () => {
    const [ward, stat, icu] = await missing(null);
    expect([ward, stat, icu].map((one) => one?.summary)).toEqual([
      'ward-121 from Ward was collected 2 h 01 min ago, at 10:59, and has not been received',
      'stat from ICU was ordered STAT 20 min ago, at 12:40, and has not been received',
      'icu-16 from ICU was collected 16 min ago, at 12:44, and has not been received',
    ]);
    expect(ward).toMatchObject({
      labels: {
        specimen: 'ward-121',
        location: 'Ward',
        priority: 'ROUTINE',
      },
      value: 121,
      threshold: 120,
      unit: 'minutes',
      deviceId: null,
      dueAt: null,
      since: new Date(clock('11:59')),
      priority: 'ROUTINE',
    });
    expect(ward?.labels.department).toBe('Chemistry');
    expect(ward?.labels.assay).toBeUndefined();
    expect(icu?.labels.assay).toBe('K');
    expect(icu?.subject).toEqual({ kind: 'specimen', id: icu?.fingerprint });
  });

  it('may be missing by the rule’s own minutes, strictly', async () => {
    expect(specimens(await missing(121))).toEqual([]);
    expect(specimens(await missing(120.5))).toEqual(['ward-121']);
    expect(specimens(await missing(15))).toEqual(['ward-121', 'ward-120', 'stat', 'icu-16']);
  });

  it('is narrowed by each filter; a test of it must meet what is asked of tests', async () => {
    const of = async (filters: Filters) => specimens(await missing(null, filters));
    expect(await of({ assays: [idOf('K')] })).toEqual(['ward-121', 'icu-16']);
    expect(await of({ assays: [idOf('BMP')] })).toEqual(['ward-121']);
    expect(await of({ departments: [idOf('Chemistry')] })).toEqual(['ward-121', 'icu-16']);
    expect(await of({ locations: [idOf('ICU')] })).toEqual(['stat', 'icu-16']);
    expect(await of({ priorities: ['STAT'] })).toEqual(['stat']);
    expect(await of({ devices: [idOf('M1')] })).toEqual([]);
  });

  it('is nobody else’s', async () => {
    expect(await missing(1, {}, NOW, stranger)).toEqual([]);
    const rule = { kind: 'missing_specimen' as const, filters: {}, params: { after_minutes: 1 } };
    expect(await missingSpecimen.spells(worldAt(stranger, NOW), rule, PERIOD)).toEqual([]);
    // The same question of its own lab has an answer.
    expect(await missingSpecimen.spells(worldAt(ctx, NOW), rule, PERIOD)).not.toEqual([]);
  });
});

describe('what waits at a device that is down', () => {
  it('is counted before its result, STAT and urgent first, of this lab alone', async () => {
    const { lab, ctxFor } = await makeTestLab().then(async (made) => {
      await givenTests(made.lab.id, [
        { specimen: 'r-late', device: 'X', due: clock('09:00') },
        ...[...Array(12).keys()].map((n) => ({ specimen: `r-${n}`, device: `Y${n}`, due: NOW })),
        { specimen: 'u', device: 'X2', priority: 'URGENT' as const, due: clock('14:00') },
        { specimen: 's-2', device: 'X3', priority: 'STAT' as const, due: clock('13:00') },
        { specimen: 's-1', device: 'X4', priority: 'STAT' as const, due: clock('12:30') },
        { specimen: 'v', device: 'X5', state: 'verified', due: clock('08:00') },
        { specimen: 'c', device: 'X6', state: 'cancelled', due: clock('08:00') },
        { specimen: 'x', device: 'X7', voided: NOW, due: clock('08:00') },
      ]);
      const device = await unboundDb().device.findFirstOrThrow({
        where: { labId: made.lab.id, name: 'X' },
      });
      const all = { labId: made.lab.id };
      await unboundDb().orderedTest.updateMany({ where: all, data: { deviceId: device.id } });
      ids.set('X', device.id);
      return made;
    });
    const idle = await unboundDb().device.create({
      data: { id: newId(), labId: lab.id, name: 'Idle', type: 'analyser' },
    });
    const home = worldAt(await ctxFor('viewer'), NOW);
    const asked = [idOf('X'), idle.id, idOf('M1')];
    const found = await waitingAtDevices(home, asked, new Map([[idOf('X'), 7]]));
    expect([...found.keys()].toSorted()).toEqual([idOf('X'), idle.id].toSorted());
    const waiting = found.get(idOf('X'));
    expect(waiting).toMatchObject({ device: 'X', tests: 16, stat: 2, urgent: 1, absorbed: 7 });
    expect(waiting?.first).toHaveLength(10);
    expect(waiting?.first.slice(0, 4)).toEqual([
      { specimen: 's-1', assay: 'A', priority: 'STAT', dueAt: new Date(clock('12:30')) },
      { specimen: 's-2', assay: 'A', priority: 'STAT', dueAt: new Date(clock('13:00')) },
      { specimen: 'u', assay: 'A', priority: 'URGENT', dueAt: new Date(clock('14:00')) },
      { specimen: 'r-late', assay: 'A', priority: 'ROUTINE', dueAt: new Date(clock('09:00')) },
    ]);
    expect(found.get(idle.id)).toMatchObject({ tests: 0, stat: 0, urgent: 0, first: [] });
    const own = await waitingAtDevices(worldAt(ctx, NOW), [idOf('M1')], new Map());
    expect(own.get(idOf('M1'))?.first.map(({ specimen }) => specimen)).toEqual(['at-m1']);
  });
});

describe('a critical that is not handled', () => {
  const critical = async (test: string, available: string, closed?: string) => {
    const db = unboundDb();
    const labId = ctx.lab.id;
    const known = await db.analyte.findFirst({ where: { labId, code: 'K' } });
    const analyteId = known?.id ?? newId();
    if (!known) await db.analyte.create({ data: { id: analyteId, labId, code: 'K', name: 'K' } });
    const row = await db.orderedTest.findFirstOrThrow({
      where: { labId, specimen: { number: test } },
    });
    const at = closed === undefined ? null : new Date(clock(closed));
    const ended = { closedAt: at, closedAs: 'CONFIRMED' as const, closedBy: 'Ada' };
    const data = { id: newId(), labId, testId: row.id, analyteId };
    await db.critical.create({
      data: { ...data, availableAt: new Date(clock(available)), ...(at ? ended : {}) },
    });
    return data.id;
  };
  const find = (after: number, filters: Filters = {}, now = NOW, reader = ctx) =>
    findAt(criticalUnhandled, worldAt(reader, now), { filters, params: { after_minutes: after } });

  it('is open for longer than the rule’s minutes, whoever was tried to be reached', async () => {
    const id = await critical('at-m1', '11:15');
    await critical('came', '11:30');
    await critical('came', '11:00', '11:50');
    await critical('voided', '11:00');
    await unboundDb().criticalNotification.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        criticalId: id,
        outcome: 'REACHED_NO_READBACK',
        notifiedTo: 'Ward',
        readBack: false,
        at: new Date(clock('11:40')),
        value: '7',
        actorKind: 'system',
        actorName: 'test',
        requestId: 'test',
      },
    });
    const found = await find(30);
    expect(found).toEqual([
      {
        fingerprint: id,
        subject: {
          kind: 'critical',
          id,
        },
        labels: {
          specimen: 'at-m1',
          assay: 'K',
          department: 'Chemistry',
          priority: 'ROUTINE',
          device: 'M1',
        },
        summary: 'at-m1 K has a critical K not handled for 45 min, since 12:15',
        value: 45,
        threshold: 30,
        unit: 'minutes',
        dueAt: null,
        priority: 'ROUTINE',
        deviceId: null,
        since: new Date(clock('11:45')),
      },
    ]);
    expect(specimens(await find(29.9))).toEqual(['at-m1', 'came']);
    expect(specimens(await find(30, {}, '2026-03-02T12:00:00.001Z'))).toEqual(['at-m1', 'came']);
    expect(specimens(await find(1, { devices: [idOf('M1')] }))).toEqual(['at-m1']);
    expect(specimens(await find(1, { assays: [idOf('BMP')] }))).toEqual([]);
    expect(specimens(await find(1, { departments: [idOf('Chemistry')] }))).toEqual(['at-m1']);
    expect(specimens(await find(1, { locations: [idOf('ICU')] }))).toEqual([]);
    expect(await find(1, {}, NOW, stranger)).toEqual([]);
    const rule = {
      kind: 'critical_unhandled' as const,
      filters: {},
      params: { after_minutes: 30 },
    };
    expect(await criticalUnhandled.spells(worldAt(stranger, NOW), rule, PERIOD)).toEqual([]);
    const spells = await criticalUnhandled.spells(worldAt(ctx, NOW), rule, PERIOD);
    expect(spells.map(({ from, to, labels }) => [labels.specimen, from, to])).toEqual([
      ['came', new Date('2026-03-02T11:30:00.001Z'), new Date(clock('11:50'))],
      ['at-m1', new Date('2026-03-02T11:45:00.001Z'), null],
    ]);
    await unboundDb().critical.updateMany({
      where: { id },
      data: {
        closedAt: new Date(NOW),
        closedAs: 'NOT_REQUIRED',
        closedBy: 'Ada',
        closeReason: 'policy',
      },
    });
    expect(specimens(await find(29.9))).toEqual(['came']);
  });
});

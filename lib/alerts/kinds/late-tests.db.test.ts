import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { givenTests } from '@/lib/metrics/testing-tests';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import type { Finding } from '../finding';
import { atRisk } from './at-risk';
import type { Filters } from './kind';
import { PARAMS } from './params';
import { slaBreach } from './sla-breach';
import { findAt, worldAt } from './testing-kind';

const NOW = '2026-03-02T12:00:00Z';
const clock = (time: string) => `2026-03-02T${time}:00Z`;

let lab: TestLab;
let ctx: Ctx;
let ids: Record<'CBC' | 'BMP' | 'Haematology' | 'ICU' | 'M1', string>;

beforeAll(async () => {
  lab = await makeTestLab();
  ctx = await lab.ctxFor('viewer');
  const db = unboundDb();
  const labId = lab.lab.id;
  const Haematology = newId();
  await db.department.create({ data: { id: Haematology, labId, name: 'Haematology' } });
  const CBC = newId();
  await db.assay.create({
    data: { id: CBC, labId, code: 'CBC', name: 'Blood count', departmentId: Haematology },
  });
  const received = clock('08:00');
  const over = { received, due: clock('11:25') };
  await givenTests(labId, [
    { specimen: 'S-1042', assay: 'CBC', location: 'ICU', device: 'M1', ...over },
    { specimen: 'S-10', assay: 'BMP', priority: 'STAT', received, due: clock('11:50') },
    { specimen: 'S-yesterday', received, due: '2026-03-01T11:00:00Z', state: 'submitted' },
    { specimen: 'S-now', assay: 'BMP', received, due: clock('12:00') },
    // 80 % of 08:00–13:00 is gone at 12:00.
    { specimen: 'S-80', assay: 'CBC', received, due: clock('13:00') },
    { specimen: 'S-79', assay: 'CBC', received, due: clock('13:04') },
    { specimen: 'S-new', priority: 'URGENT', received: clock('11:55'), due: clock('12:30') },
    { specimen: 'S-none', received },
    { specimen: 'S-out', released: clock('11:40'), ...over },
    { specimen: 'S-amended', state: 'in_process', released: clock('11:40'), ...over },
    { specimen: 'S-rejected', state: 'rejected', ...over },
    { specimen: 'S-cancelled', state: 'cancelled', ...over },
    { specimen: 'S-invalid', state: 'invalidated', ...over },
    { specimen: 'S-voided', voided: clock('11:00'), ...over },
  ]);
  const byCode = await db.assay.findFirstOrThrow({ where: { labId, code: 'BMP' } });
  const icu = await db.location.findFirstOrThrow({ where: { labId, name: 'ICU' } });
  const device = await db.device.findFirstOrThrow({ where: { labId, name: 'M1' } });
  ids = { CBC, BMP: byCode.id, Haematology, ICU: icu.id, M1: device.id };
});

const specimens = (findings: readonly Finding[]) => findings.map(({ labels }) => labels.specimen);

const overdue = (given: object = {}, filters: Filters = {}, now = NOW, reader: Ctx = ctx) =>
  findAt(slaBreach, worldAt(reader, now), { filters, params: PARAMS.sla_breach.parse(given) });
const risky = (given: object = {}, filters: Filters = {}, now = NOW, reader: Ctx = ctx) =>
  findAt(atRisk, worldAt(reader, now), { filters, params: PARAMS.at_risk.parse(given) });

describe('what is overdue', () => {
  it('is open, not voided, and strictly past due, the most over first', async () => {
    expect(specimens(await overdue())).toEqual(['S-yesterday', 'S-1042', 'S-10']);
    const later = await overdue({}, {}, '2026-03-02T12:00:00.001Z');
    expect(specimens(later)).toEqual(['S-yesterday', 'S-1042', 'S-10', 'S-now']);
  });

  it('says in the lab’s zone by how much, what it is and where it stands', async () => {
    const [yesterday, found] = await overdue();
    expect(found).toMatchObject({
      summary: 'S-1042 CBC is 35 min over, due 12:25',
      labels: {
        specimen: 'S-1042',
        assay: 'CBC',
        department: 'Haematology',
        location: 'ICU',
        priority: 'ROUTINE',
        device: 'M1',
      },
      value: 35,
      threshold: 0,
      unit: 'minutes',
      dueAt: new Date(clock('11:25')),
      since: new Date(clock('11:25')),
      priority: 'ROUTINE',
      deviceId: ids.M1,
    });
    expect(found?.subject).toEqual({ kind: 'test', id: found?.fingerprint });
    expect(yesterday?.summary).toBe('S-yesterday A is 1 d 1 h over, due 1 Mar 12:00');
  });

  it('is past due by more than the rule’s minutes', async () => {
    expect(specimens(await overdue({ over_minutes: 35 }))).toEqual(['S-yesterday']);
    const some = await overdue({ over_minutes: 34.5 });
    expect(specimens(some)).toEqual(['S-yesterday', 'S-1042']);
    expect(some[1]?.since).toEqual(new Date('2026-03-02T11:59:30Z'));
    expect(some[1]?.threshold).toBe(34.5);
  });

  it('is narrowed by each filter, and by all of them', async () => {
    const of = async (filters: Filters) => specimens(await overdue({}, filters));
    expect(await of({ assays: [ids.BMP] })).toEqual(['S-10']);
    expect(await of({ assays: [ids.BMP, ids.CBC] })).toEqual(['S-1042', 'S-10']);
    expect(await of({ departments: [ids.Haematology] })).toEqual(['S-1042']);
    expect(await of({ locations: [ids.ICU] })).toEqual(['S-1042']);
    expect(await of({ priorities: ['STAT', 'URGENT'] })).toEqual(['S-10']);
    expect(await of({ devices: [ids.M1] })).toEqual(['S-1042']);
    expect(await of({ devices: [ids.M1], priorities: ['STAT'] })).toEqual([]);
    expect(await of({ assays: [] })).toHaveLength(3);
  });

  it('of all rules comes at once, each by its own', async () => {
    const rule = (id: string, over_minutes: number, filters: Filters = {}) => ({
      id,
      filters,
      kind: 'sla_breach' as const,
      params: { over_minutes },
    });
    const found = await slaBreach.find(worldAt(ctx, NOW), [
      rule('long', 60),
      rule('any', 0),
      rule('stat', 5, { priorities: ['STAT'] }),
    ]);
    const told = [...found].map(([id, findings]) => [id, findings.length]);
    expect(told).toEqual([
      ['long', 1],
      ['any', 3],
      ['stat', 1],
    ]);
  });

  it('stands at its device until it has a result', async () => {
    const other = await makeTestLab();
    const over = { received: clock('08:00'), due: clock('11:00') };
    await givenTests(other.lab.id, [
      { specimen: 'waits', device: 'X', state: 'error', ...over },
      { specimen: 'left', device: 'Y', state: 'submitted', ...over },
    ]);
    const found = await overdue({}, {}, NOW, await other.ctxFor('viewer'));
    expect(found.map(({ labels, deviceId }) => [labels.device, deviceId !== null])).toEqual(
      expect.arrayContaining([
        ['X', true],
        ['Y', false],
      ]),
    );
  });

  it('is nobody else’s', async () => {
    const stranger = await (await makeTestLab()).ctxFor('admin');
    expect(await overdue({}, {}, NOW, stranger)).toEqual([]);
    expect(await risky({ left_minutes: 10_000 }, {}, NOW, stranger)).toEqual([]);
    const period = { from: new Date(clock('00:00')), to: new Date(NOW) };
    for (const kind of [slaBreach, atRisk]) {
      const rule = { kind: kind.name, filters: {}, params: PARAMS[kind.name].parse({}) };
      // @ts-expect-error the params are of the kind they are parsed by
      expect(await kind.spells(worldAt(stranger, NOW), rule, period)).toEqual([]);
    }
  });
});

describe('what is at risk', () => {
  it('is not overdue, with 80 % of its target gone, the least time left first', async () => {
    const found = await risky();
    expect(specimens(found)).toEqual(['S-now', 'S-80']);
    expect(found[1]).toMatchObject({
      summary: 'S-80 CBC has 1 h 00 min left, due 14:00',
      value: 80,
      threshold: 80,
      unit: 'percent',
      since: new Date(NOW),
    });
    expect(found[0]?.summary).toBe('S-now BMP has 0 min left, due 13:00');
    const before = await risky({}, {}, '2026-03-02T11:59:59.999Z');
    expect(specimens(before)).toEqual(['S-now']);
    expect(specimens(await risky({}, {}, '2026-03-02T12:00:00.001Z'))).toEqual(['S-80']);
  });

  it('may be told by the minutes left, since it came at the earliest', async () => {
    const found = await risky({ left_minutes: 60 });
    expect(specimens(found)).toEqual(['S-now', 'S-new', 'S-80']);
    expect(found.map(({ since }) => since.toISOString().slice(11, 16))).toEqual([
      '11:00',
      '11:55',
      '12:00',
    ]);
    expect(specimens(await risky({ left_minutes: 59 }))).toEqual(['S-now', 'S-new']);
    const urgent = await risky({ left_minutes: 64 }, { priorities: ['URGENT'] });
    expect(specimens(urgent)).toEqual(['S-new']);
    expect(urgent[0]?.value).toBeCloseTo((100 * 5) / 35);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import { importBytes } from './testing-import';

const HEADER = 'specimen_id,assay,status,received_at,resulted_at,processed_at,result,units';
const RECEIVED = '2026-03-01T08:00:00Z';
const RESULTED = '2026-03-01T09:00:00Z';
const RELEASED = '2026-03-01T09:30:00Z';

let ctx: Ctx;

const row = (number: string, status: string, value: string, unit = 'mmol/L') =>
  [
    number,
    'K',
    status,
    RECEIVED,
    status === 'RECEIVED' || status === 'IN_PROCESS' ? '' : RESULTED,
    status === 'COMPLETED' ? RELEASED : '',
    value,
    unit,
  ].join(',');

const file = (...rows: string[]) => importBytes(ctx, [HEADER, ...rows].join('\n'));

const criticals = () =>
  ctx.db.critical.findMany({
    orderBy: { id: 'asc' },
    include: { results: true, test: { select: { specimen: { select: { number: true } } } } },
  });

beforeEach(async () => {
  const lab = await makeTestLab();
  ctx = await lab.ctxFor('manager');
  const labId = ctx.lab.id;
  const [assayId, analyteId] = [newId(), newId()];
  await ctx.db.assay.create({ data: { id: assayId, labId, code: 'K', name: 'Potassium' } });
  await ctx.db.analyte.create({
    data: {
      id: analyteId,
      labId,
      code: 'K',
      name: 'Potassium',
      unit: 'mmol/L',
      criticalLow: 2.8,
      criticalHigh: 6.2,
    },
  });
  await ctx.db.assayAnalyte.create({ data: { labId, assayId, analyteId } });
});

describe('criticals of a file', () => {
  test('open for what is not released, and its clock starts now', async () => {
    const before = Date.now();
    const answer = await file(
      row('A-1', 'submitted', '6.2'),
      row('A-2', 'COMPLETED', '7.5'),
      row('A-3', 'submitted', '"4,1"'),
      row('A-4', 'IN_PROCESS', '<2.8'),
      row('A-5', 'submitted', '24', 'mg/dL'),
      row('A-6', 'cancelled', '9'),
    );
    expect(answer).toMatchObject({ created: 6, rejected: 0 });
    const open = await criticals();
    expect(open.map((one) => one.test.specimen.number).toSorted()).toEqual(['A-1', 'A-4']);
    for (const { availableAt, closedAt, results } of open) {
      expect(availableAt.getTime()).toBeGreaterThanOrEqual(before);
      expect([closedAt, results.length]).toEqual([null, 1]);
    }
    const rows = await ctx.db.result.findMany({
      orderBy: { test: { specimen: { number: 'asc' } } },
      select: { critical: true, criticalBasis: true, numericValue: true },
    });
    expect(
      rows.map((one) => [one.critical, one.criticalBasis, one.numericValue?.toNumber()]),
    ).toEqual([
      [true, 'limit', 6.2],
      [true, 'limit', 7.5],
      [false, null, 4.1],
      [true, 'limit', 2.8],
      [false, 'other_unit', 24],
      [true, 'limit', 9],
    ]);
  });

  test('a corrected value withdraws the one that was open, and opens its own', async () => {
    await file(row('A-1', 'submitted', '7'), row('A-2', 'submitted', '7'));
    await file(row('A-1', 'submitted', '4.2'), row('A-2', 'submitted', '8'));
    const all = (await criticals()).map((one) => [one.test.specimen.number, one.closedAs]);
    expect(all.toSorted()).toEqual(
      [
        ['A-1', 'WITHDRAWN'],
        ['A-2', 'WITHDRAWN'],
        ['A-2', null],
      ].toSorted(),
    );
  });

  test('the same file again opens none, and a dry run neither', async () => {
    await importBytes(ctx, [HEADER, row('A-1', 'submitted', '7')].join('\n'), { dry_run: true });
    expect(await criticals()).toEqual([]);
    await file(row('A-1', 'submitted', '7'));
    await file(row('A-1', 'submitted', '7'));
    expect(await criticals()).toHaveLength(1);
  });
});

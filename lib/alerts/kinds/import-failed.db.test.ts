import { beforeAll, describe, expect, it } from 'vitest';
import { importBytes } from '@/lib/imports/testing-import';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { importFailed } from './import-failed';
import { findAt, foundAndSpelled, params, worldAt } from './testing-kind';

const at = (hour: number) => new Date(Date.parse('2026-06-10T00:00:00Z') + hour * 3_600_000);

let home: TestLab;
let ctx: Ctx;

type Given = Partial<{
  name: string;
  bytes: number;
  status: 'completed' | 'failed' | 'cancelled';
  rows: number;
  rejected: number;
  dryRun: boolean;
}>;

/** An import that ended at an hour. */
async function ended(labId: string, hour: number, given: Given = {}): Promise<string> {
  const id = newId();
  const status = given.status ?? 'completed';
  await unboundDb().import.create({
    data: {
      id,
      labId,
      fileName: given.name ?? 'orders.csv',
      fileSize: 10,
      fileHash: new Uint8Array(32).fill(given.bytes ?? 0),
      status,
      dryRun: given.dryRun ?? false,
      failure: status === 'failed' ? 'The file has no header.' : null,
      rowsTotal: given.rows ?? 100,
      rowsDone: given.rows ?? 100,
      rejected: given.rejected ?? 0,
      actorKind: 'system',
      actorName: 'test',
      actorRole: 'admin',
      requestId: 'test',
      finishedAt: at(hour),
    },
  });
  return id;
}

const find = (hour: number, given: object = {}) =>
  findAt(importFailed, worldAt(ctx, at(hour)), {
    filters: {},
    params: params.importFailed(given),
  });
const named = async (hour: number, given: object = {}) =>
  (await find(hour, given)).map(({ summary }) => summary);

const NO_HEADER = 'orders.csv failed: The file has no header.';

beforeAll(async () => {
  home = await makeTestLab();
  ctx = await home.ctxFor('viewer');
  const labId = home.lab.id;
  await ended(labId, 1, { status: 'failed', bytes: 1 });
  // None of these mends it: another file, a trial, one that was called off.
  await ended(labId, 2, { name: 'others.csv', bytes: 2 });
  await ended(labId, 3, { dryRun: true, bytes: 1 });
  await ended(labId, 4, { status: 'cancelled', bytes: 1 });
  await ended(labId, 6, { name: 'ORDERS.csv', bytes: 3 });
  await ended(labId, 10, { name: 'rows.csv', bytes: 4, rows: 200, rejected: 30 });
  await ended(labId, 12, { name: 'rows, mended.csv', bytes: 4, rows: 200, rejected: 5 });
  await ended(labId, 20, { name: 'late.csv', bytes: 5, status: 'failed' });
  const other = await makeTestLab();
  await ended(other.lab.id, 1, { status: 'failed', bytes: 9 });
  await ended(other.lab.id, 21, { name: 'late.csv', bytes: 5 });
}, 60_000);

describe('an import that failed', () => {
  it('is found until a later one of the same name went well', async () => {
    expect(await named(0.9)).toEqual([]);
    expect(await named(1)).toEqual([NO_HEADER]);
    expect(await named(5.9)).toEqual([NO_HEADER]);
    expect(await named(6)).toEqual([]);
  });

  it('is found for 72 hours at most, and not mended by another lab', async () => {
    const late = 'late.csv failed: The file has no header.';
    expect(await named(20)).toEqual([late]);
    expect(await named(91.9)).toEqual([late]);
    expect(await named(92)).toEqual([]);
  });

  it('is told of the import', async () => {
    const [found] = await find(2);
    expect(found).toMatchObject({
      subject: { kind: 'import', id: found?.fingerprint },
      labels: {},
      value: null,
      threshold: null,
      unit: null,
      since: at(1),
    });
  });

  it('counts one with many rejected rows only where a rule says so, until the same bytes went well', async () => {
    expect(await named(11)).toEqual([]);
    // 30 of 200.
    expect(await named(11, { rejected_percent: 15 })).toEqual([]);
    const [found] = await find(11, { rejected_percent: 14 });
    expect(found).toMatchObject({
      summary: 'rows.csv: 30 of 200 rows were rejected (15 %)',
      value: 15,
      threshold: 14,
      unit: 'percent',
      since: at(10),
    });
    expect(await named(12, { rejected_percent: 14 })).toEqual([]);
    // By a stricter rule the second is no better.
    expect(await named(12, { rejected_percent: 2 })).toHaveLength(2);
  });

  it('is found as the importer leaves it', async () => {
    const lab = await makeTestLab();
    const importer = await lab.ctxFor('supervisor');
    const bad = await importBytes(importer, 'nothing,of,this\n1,2,3\n');
    expect(bad.status).toBe('failed');
    const rule = { filters: {}, params: params.importFailed({}) };
    const now = new Date(Date.now() + 1_000);
    expect(await findAt(importFailed, worldAt(importer, now), rule)).toMatchObject([
      { subject: { kind: 'import', id: bad.id } },
    ]);
  });

  it('has spells that contain each moment at which it is found, and no other', async () => {
    const period = { from: at(0), to: at(100) };
    const moments = [...Array(200).keys()].map((half) => at(half / 2));
    for (const given of [{}, { rejected_percent: 14 }, { rejected_percent: 2 }]) {
      const rule = { filters: {}, params: params.importFailed(given) };
      const asked = await foundAndSpelled(importFailed, ctx, rule, period, moments);
      expect(asked.spelled).toEqual(asked.found);
      expect(asked.spells.length).toBeGreaterThan(1);
    }
    const short = { from: at(5), to: at(8) };
    const rule = { filters: {}, params: params.importFailed({}), kind: 'import_failed' as const };
    expect(await importFailed.spells(worldAt(ctx, short.to), rule, short)).toMatchObject([
      { from: at(1), to: at(6) },
    ]);
  });
});

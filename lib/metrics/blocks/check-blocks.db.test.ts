import { describe, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { TatQuery } from '../contract';
import { turnaround } from '../turnaround/tat';
import { givenTests } from '../testing-tests';
import { buildBlocks } from './build-blocks';
import { checkBlocks } from './check-blocks';

async function buildAll(): Promise<void> {
  while ((await buildBlocks(pool(), { atOnce: true })) > 0);
}

async function labWithBlocks() {
  const given = await makeTestLab();
  await givenTests(given.lab.id, [
    { received: '2026-06-10T08:00:00Z', released: '2026-06-10T09:00:00Z' },
    { received: '2026-06-11T08:00:00Z', released: '2026-06-11T10:00:00Z' },
  ]);
  await buildAll();
  const check = (repair = false) => checkBlocks(pool(), { labSlug: given.lab.slug, repair });
  const ask = async () =>
    turnaround(
      await given.ctxFor('viewer'),
      TatQuery.parse({ from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' }),
    );
  return { ...given, check, ask };
}

describe('blocks that figures are read from', () => {
  it('are found to agree, and those that wait are left out', async () => {
    const { check, lab } = await labWithBlocks();
    expect(await check()).toEqual({ blocks: 2, stale: 0, faults: [] });
    await unboundDb().orderedTest.updateMany({
      where: { labId: lab.id, releasedAt: new Date('2026-06-11T10:00:00Z') },
      data: { releasedAt: new Date('2026-06-11T11:00:00Z') },
    });
    expect(await check()).toEqual({ blocks: 2, stale: 1, faults: [] });
  });

  it('are found when one was tampered with, and mended', async () => {
    const { check, ask, lab } = await labWithBlocks();
    const right = await ask();
    const of = { labId_day: { labId: lab.id, day: new Date('2026-06-11') } };
    const block = await unboundDb().figureBlock.findUniqueOrThrow({ where: of });
    const released = Buffer.from(block.released);
    released.writeDoubleBE(released.readDoubleBE(0) + 60_000, 0);
    await unboundDb().$executeRaw`
      UPDATE figure_blocks SET released = ${released}, version = nextval('figure_blocks_version_seq')
      WHERE lab_id = ${lab.id}::uuid AND day = '2026-06-11'`;
    expect((await ask()).max).toBe(121);
    expect((await check()).faults).toEqual([
      { lab: lab.slug, day: '2026-06-11', columns: ['released'] },
    ]);
    expect((await check(true)).faults).toHaveLength(1);
    expect((await ask()).max).toBe(right.max);
    await buildAll();
    expect((await check()).faults).toEqual([]);
    expect((await ask()).max).toBe(right.max);
  });

  it('are found when one is gone, or stands for nothing', async () => {
    const { check, lab } = await labWithBlocks();
    await unboundDb().$executeRaw`
      UPDATE figure_blocks SET day = '2026-06-20' WHERE lab_id = ${lab.id}::uuid AND day = '2026-06-11'`;
    expect((await check()).faults).toEqual([
      { lab: lab.slug, day: '2026-06-11', columns: [] },
      { lab: lab.slug, day: '2026-06-20', columns: [] },
    ]);
  });
});

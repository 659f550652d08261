import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { processVersions } from './process-versions';
import { typicalSeconds } from './typical-durations';

const by = { actorKind: 'system', actorName: 'test' } as const;

it('has the newest hundred, and of an old process that one and the one before it', async () => {
  const lab = await makeTestLab();
  const labId = lab.lab.id;
  const ids = Array.from({ length: 103 }, () => newId());
  const db = unboundDb();
  await db.process.createMany({
    data: ids.map((id, index) => {
      const version = index + 1;
      return { id, labId, name: 'Old', version, source: `${version}`, ...by };
    }),
  });
  const began = Date.UTC(2026, 2, 2, 8);
  const run = (processId: string, seconds: number | null) => ({
    id: newId(),
    labId,
    processId,
    createdAt: new Date(began),
    finishedAt: seconds === null ? null : new Date(began + seconds * 1_000),
    ...by,
  });
  const [, second = ''] = ids;
  await db.experiment.createMany({
    data: [run(second, 60), run(second, 90.5), run(second, 300), run(second, null)],
  });

  const ctx = await lab.ctxFor('viewer');
  const newest = await processVersions(ctx, 'Old', 103);
  expect(newest.map(({ version }) => version)).toEqual(
    Array.from({ length: 100 }, (_, index) => 103 - index),
  );
  const old = await processVersions(ctx, 'Old', 2);
  expect(old.map(({ version }) => version)).toEqual([
    ...Array.from({ length: 98 }, (_, index) => 103 - index),
    2,
    1,
  ]);
  const own = old.find(({ version }) => version === 2);
  expect(own).toMatchObject({ uuid: second, experiments: 4, running: 1 });
  expect(own && typicalSeconds(own)).toBe(90.5);
  const stranger = await (await makeTestLab()).ctxFor('viewer');
  expect(await processVersions(stranger, 'Old', 103)).toEqual([]);
});

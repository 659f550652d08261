import { expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { pool, unboundDb } from '@/lib/platform/db/client';
import { givenTests } from '../testing-tests';
import { codes, idAt, times, valuesOf } from './block';
import { COLUMN_NAMES } from './block-columns';
import { BlockMemory } from './block-memory';
import { buildBlocks } from './build-blocks';
import { readBlocks, spanOf } from './read-blocks';

async function buildAll(): Promise<void> {
  while ((await buildBlocks(pool(), { atOnce: true })) > 0);
}

const FACTS = { received: '2026-03-02T08:00:00Z', released: '2026-03-02T09:30:00.125Z' };

test('a block holds what the rows hold, built or not', async () => {
  const { lab } = await makeTestLab();
  const ids = await givenTests(lab.id, [
    { ...FACTS, assay: 'A', device: 'D1', state: 'published' },
    { received: '2026-03-03T08:00:00Z', assay: 'B', state: 'received', operator: 'Ümit "x", y' },
  ]);
  const read = async () =>
    (await readBlocks(lab.id, COLUMN_NAMES, null)).map((block) => ({
      day: block.day,
      rows: block.rows,
      tests: Array.from({ length: block.rows }, (_, place) => idAt(block, 'test_id', place)),
      received: [...times(block, 'received')],
      released: [...times(block, 'released')],
      operators: [...codes(block, 'operator')].map((code) => valuesOf(block, 'operator')[code]),
    }));
  const fromRows = await read();
  expect(fromRows).toEqual([
    {
      day: '2026-03-02',
      rows: 1,
      tests: [ids[0]],
      received: [Date.parse(FACTS.received)],
      released: [Date.parse(FACTS.released)],
      operators: [undefined],
    },
    {
      day: '2026-03-03',
      rows: 1,
      tests: [ids[1]],
      received: [Date.parse('2026-03-03T08:00:00Z')],
      released: [NaN],
      operators: ['Ümit "x", y'],
    },
  ]);
  await buildAll();
  expect(await unboundDb().figureStaleDay.count({ where: { labId: lab.id } })).toBe(0);
  expect(await unboundDb().figureBlock.count({ where: { labId: lab.id } })).toBe(2);
  expect(await read()).toEqual(fromRows);

  await unboundDb().orderedTest.updateMany({
    where: { id: ids[1] },
    data: { releasedAt: new Date('2026-03-03T10:00:00Z') },
  });
  expect((await read())[1]?.released).toEqual([Date.parse('2026-03-03T10:00:00Z')]);
  await buildAll();
  expect((await read())[1]?.released).toEqual([Date.parse('2026-03-03T10:00:00Z')]);
});

test('what moves to another day leaves its old one', async () => {
  const { lab } = await makeTestLab();
  await givenTests(lab.id, [{ ...FACTS }]);
  await buildAll();
  await unboundDb().specimen.updateMany({
    where: { labId: lab.id },
    data: { receivedAt: new Date('2026-03-05T08:00:00Z') },
  });
  const days = async () => (await readBlocks(lab.id, ['flags'], null)).map(({ day }) => day);
  expect(await days()).toEqual(['2026-03-05']);
  await buildAll();
  expect(await days()).toEqual(['2026-03-05']);
});

test('only days with such times are read', async () => {
  const { lab } = await makeTestLab();
  await givenTests(lab.id, [
    { ...FACTS },
    { received: '2026-04-02T08:00:00Z', released: '2026-04-03T08:00:00Z' },
  ]);
  await buildAll();
  const from = Date.parse('2026-04-03T00:00:00Z');
  const blocks = await readBlocks(
    lab.id,
    ['released'],
    [{ column: 'released', from, to: from + 86_400_000 }],
  );
  expect(blocks.map(({ day }) => day)).toEqual(['2026-04-02']);
});

test('a memory too small for anything loses nothing of the answer', async () => {
  const { lab } = await makeTestLab();
  await givenTests(
    lab.id,
    [2, 3, 4].map((day) => ({
      received: `2026-03-0${day}T08:00:00Z`,
      released: `2026-03-0${day}T09:00:00Z`,
    })),
  );
  await buildAll();
  const holder: typeof globalThis & { benchwatchBlocks?: BlockMemory } = globalThis;
  const before = holder.benchwatchBlocks;
  holder.benchwatchBlocks = new BlockMemory(0);
  try {
    const read = () => readBlocks(lab.id, ['received', 'released'], null);
    // Two at once take each other's place, too.
    for (const blocks of [await read(), ...(await Promise.all([read(), read()]))]) {
      expect(blocks.flatMap((block) => [...times(block, 'released')])).toEqual(
        [2, 3, 4].map((day) => Date.parse(`2026-03-0${day}T09:00:00Z`)),
      );
    }
    expect(await spanOf(lab.id, 'released')).toEqual({
      first: Date.parse('2026-03-02T09:00:00Z'),
      last: Date.parse('2026-03-04T09:00:00Z'),
    });
  } finally {
    holder.benchwatchBlocks = before;
  }
});

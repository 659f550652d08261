import { expect, test } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { givenTests, type GivenTest } from '../testing-tests';

const clock = (time: string) => `2026-06-10T${time}:00+02:00`;
const WINDOW = { from: '2026-06-09T00:00:00+02:00', to: '2026-06-12T00:00:00+02:00' };

async function ask(tests: GivenTest[], query: Record<string, string> = {}, rows = false) {
  const { lab } = await makeTestLab();
  await givenTests(lab.id, tests);
  const answer = await callRoute(
    { method: 'GET', path: rows ? '/metrics/throughput/rows' : '/metrics/throughput' },
    {
      headers: await storedKey(lab, 'viewer'),
      query: `?${new URLSearchParams({ ...WINDOW, ...query })}`,
    },
  );
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text);
}

const TESTS: GivenTest[] = [
  { received: clock('08:00'), released: clock('09:00'), assay: 'CBC' },
  { received: clock('08:00'), released: clock('09:59'), assay: 'CBC' },
  { released: '2026-06-11T00:00:00+02:00', assay: 'NA' },
  { received: clock('08:00'), released: clock('10:00'), voided: clock('11:00') },
  { received: clock('08:00') },
];

test('counts what was released, empty days as 0', async () => {
  const answer = await ask(TESTS, { group_by: 'assay' });
  expect(
    answer.data.map(({ timestamp, count }: { timestamp: string; count: number }) => [
      timestamp,
      count,
    ]),
  ).toEqual([
    ['2026-06-08T22:00:00.000Z', 0],
    ['2026-06-09T22:00:00.000Z', 2],
    ['2026-06-10T22:00:00.000Z', 1],
  ]);
  expect(
    answer.groups.map(({ key, count }: { key: string; count: number }) => [key, count]),
  ).toEqual([
    ['CBC', 2],
    ['NA', 1],
  ]);
  expect(answer.receipt.rows_url).toContain('/api/v1/metrics/throughput/rows?');
  expect((await ask(TESTS, {}, true)).total).toBe(3);
});

test('has every hour of a day on which the clocks change', async () => {
  const day = async (from: string, to: string) =>
    (await ask([], { grain: 'hour', from, to })).data.length;
  expect(await day('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toBe(23);
  expect(await day('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).toBe(25);
});

test('of nothing is 0 in every bucket', async () => {
  const answer = await ask([]);
  expect(answer.total).toBe(0);
  expect(answer.data).toHaveLength(3);
});

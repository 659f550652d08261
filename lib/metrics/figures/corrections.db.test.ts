import { expect, it } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import type { GivenTest } from '../testing-tests';
import { figureOfLab } from './testing-figure';

const at = (time: string) => `2026-06-10T${time}:00+02:00`;
const WINDOW = { from: '2026-06-01T00:00:00+02:00', to: '2026-07-01T00:00:00+02:00' };
const received = at('08:00');

const TESTS: GivenTest[] = [
  { specimen: 'fine', assay: 'CBC', received, released: at('09:00') },
  {
    specimen: 'amended',
    assay: 'CBC',
    device: 'M1',
    state: 'in_process',
    received,
    released: at('09:00'),
  },
  {
    specimen: 'invalidated',
    assay: 'NA',
    device: 'M1',
    state: 'invalidated',
    received,
    released: at('09:00'),
  },
  { specimen: 'invalidated', assay: 'NA', run: 2, received: at('10:00'), released: at('11:00') },
  {
    specimen: 'both',
    assay: 'NA',
    state: 'invalidated',
    received,
    released: '2026-06-29T00:00:00+02:00',
  },
  // Invalidated before it was released: no report went out.
  { specimen: 'never-out', state: 'invalidated', received, verified: at('09:00') },
  { specimen: 'mistake', received, released: at('09:00'), voided: at('10:00') },
  { specimen: 'month-before', received, released: '2026-05-31T23:59:59.999+02:00' },
];

async function given() {
  const figure = await figureOfLab('corrections', TESTS, WINDOW);
  const amend = (place: number) =>
    unboundDb().orderedTest.updateMany({
      where: { id: figure.ids[place] },
      data: { amendedAt: new Date('2026-07-20T10:00:00Z') },
    });
  await amend(1);
  await amend(4);
  // Its correction lies in the window, its release does not.
  await amend(7);
  return figure;
}

it('counts in its own denominator, each test once, where it was released', async () => {
  const { ask, numbers, rows } = await given();
  const answer = await ask();
  expect(answer).toMatchObject({
    released: 5,
    corrected: 3,
    amended: 2,
    invalidated: 2,
    rate: 0.6,
    per_10000: 6000,
  });
  // Wilson 3 of 5: 23.07 % to 88.24 %.
  expect(answer.ci95_per_10000[0]).toBeCloseTo(2307.24, 1);
  expect(answer.ci95_per_10000[1]).toBeCloseTo(8823.79, 1);
  const of = (groups: Record<string, unknown>[]) =>
    groups.map(({ key, released, corrected }) => [key, released, corrected]);
  expect(of(answer.by_assay)).toEqual([
    ['CBC', 2, 1],
    ['NA', 3, 2],
  ]);
  expect(of(answer.by_device)).toEqual([
    ['M1', 2, 2],
    [null, 3, 1],
  ]);
  expect(of(answer.by_department)).toEqual([[null, 5, 3]]);
  expect(of(answer.trend)).toEqual([
    ['2026-06-01', 0, 0],
    ['2026-06-08', 4, 2],
    ['2026-06-15', 0, 0],
    ['2026-06-22', 0, 0],
    ['2026-06-29', 1, 1],
  ]);
  expect(answer.trend[0].per_10000).toBeNull();
  expect((await numbers('corrected')).toSorted()).toEqual(['amended', 'both', 'invalidated']);
  for (const [which, total] of Object.entries({
    released: 5,
    corrected: 3,
    amended: 2,
    invalidated: 2,
  })) {
    expect([which, (await rows(which)).total]).toEqual([which, total]);
  }
});

it('of nothing is null, of one faultless test 0 with its interval', async () => {
  const empty = await figureOfLab('corrections', [], WINDOW);
  expect(await empty.ask({ grain: 'month' })).toMatchObject({
    released: 0,
    rate: null,
    per_10000: null,
    ci95_per_10000: null,
    by_assay: [],
    trend: [{ key: '2026-06', released: 0, per_10000: null }],
  });
  const one = await figureOfLab('corrections', [{ received, released: at('09:00') }], WINDOW);
  expect(await one.ask()).toMatchObject({ released: 1, corrected: 0, per_10000: 0 });
});

import { expect, it } from 'vitest';
import type { GivenTest } from '../testing-tests';
import { figureOfLab } from './testing-figure';

const at = (time: string) => `2026-06-10T${time}:00+02:00`;
const WINDOW = { from: '2026-06-10T00:00:00+02:00', to: '2026-06-12T00:00:00+02:00' };
const [received, due, priority] = [at('08:00'), at('09:00'), 'STAT' as const];

const TESTS: GivenTest[] = [
  { specimen: 'zero', priority, received, released: received, due },
  { specimen: 'in-time', priority, received, released: due, due },
  { specimen: 'late', priority: 'URGENT', received, released: '2026-06-13T08:00:00+02:00', due },
  { specimen: 'negative', priority, received, released: at('07:00'), due },
  { specimen: 'open', priority: 'URGENT', received: '2026-06-11T00:00:00+02:00', due: at('23:00') },
  { specimen: 'not-due', priority, received, due: '2199-01-01T00:00:00Z' },
  { specimen: 'void', priority, state: 'rejected', received, rejected: at('08:30'), due },
  { specimen: 'mistake', priority, received, released: at('08:10'), voided: at('09:00'), due },
  { specimen: 'routine', received, released: at('08:30'), due },
  { specimen: 'day-before', priority, received: '2026-06-09T23:59:59+02:00', released: due, due },
];

it('follows what was received urgent, and nothing else', async () => {
  const { ask, numbers, rows } = await figureOfLab('urgent', TESTS, WINDOW);
  const answer = await ask();
  expect(answer).toMatchObject({
    received: 6,
    released: 4,
    open: 2,
    void: 2,
    turnaround: { n: 3, min: 0, p50: 60, max: 4320, negative: 1 },
    on_time: { count: 3, total: 5, percent: 60 },
  });
  // Type 7 of 0, 60, 4320: 60 + 0.8 × 4260.
  expect(answer.turnaround.p90).toBeCloseTo(3468, 9);
  expect(
    answer.by_priority.map((g: Record<string, unknown>) => [g.key, g.received, g.open]),
  ).toEqual([
    ['STAT', 4, 1],
    ['URGENT', 2, 1],
  ]);
  expect(answer.trend.map((p: Record<string, unknown>) => [p.key, p.received, p.released])).toEqual(
    [
      ['2026-06-10', 5, 4],
      ['2026-06-11', 1, 0],
    ],
  );
  expect((await numbers('late')).toSorted()).toEqual(['late', 'open']);
  const totals = {
    received: 6,
    released: 4,
    turnaround: 3,
    open: 2,
    due: 5,
    on_time: 3,
    late: 2,
    negative: 1,
    void: 2,
  };
  for (const [which, total] of Object.entries(totals)) {
    const page = await rows(which);
    expect([which, page.total, page.data.length]).toEqual([which, total, total]);
  }
  expect((await rows('received', { priority: 'URGENT' })).total).toBe(2);
  expect((await ask({ priority: 'ROUTINE' })).received).toBe(0);
});

it('of nothing is null', async () => {
  const { ask } = await figureOfLab('urgent', [], WINDOW);
  expect(await ask()).toMatchObject({
    received: 0,
    turnaround: { n: 0, p50: null, p90: null, mean: null, min: null },
    on_time: { total: 0, percent: null, ci95: null },
    by_priority: [],
  });
});

it('counts each test of a tube, and of one test its own time', async () => {
  const { ask } = await figureOfLab(
    'urgent',
    [
      { specimen: 'T', assay: 'A', priority, received, released: at('08:20'), due },
      { specimen: 'T', assay: 'B', priority, received, released: at('08:40'), due },
      // Asked for at 08:30.
      {
        specimen: 'T',
        assay: 'C',
        priority,
        received: at('08:30'),
        released: at('09:00'),
        due: at('09:30'),
      },
      { specimen: 'T', assay: 'D', priority, received, due },
    ],
    WINDOW,
  );
  expect(await ask()).toMatchObject({
    received: 4,
    open: 1,
    turnaround: { n: 3, p50: 30, min: 20, max: 40 },
    on_time: { count: 3, total: 4 },
  });
  const one = await figureOfLab('urgent', [{ priority, received, released: due, due }], WINDOW);
  expect((await one.ask()).turnaround).toMatchObject({ n: 1, p50: 60, p99: 60 });
});

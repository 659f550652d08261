import { expect, test } from 'vitest';
import type { PastRun } from '@/lib/quality/runs/run-history';
import { faultBars, faultTrend, LINES_AT_MOST } from './fault-charts';

const run = (at: string, more: Partial<PastRun> = {}): PastRun => ({
  id: at,
  trigger: 'schedule',
  verdict: 'warn',
  version: 1,
  at,
  rows: 1_000,
  errors: 0,
  warnings: 1,
  infos: 0,
  unjudged: 0,
  failed_errors: 0,
  failed_warnings: 5,
  failed_infos: 0,
  ...more,
});

test('a day is the lab’s, has its last run, and a gap where a set did not run', () => {
  const trend = faultTrend(
    [
      {
        name: 'A',
        runs: [
          run('2026-11-18T22:30:00Z', { failed_warnings: 1 }),
          run('2026-11-19T03:00:00Z', { failed_warnings: 2 }),
          run('2026-11-19T12:00:00Z', { failed_errors: 1, rows: 500 }),
        ],
      },
      { name: 'B', runs: [run('2026-11-20T12:00:00Z')] },
      { name: 'Never', runs: [] },
    ],
    'Europe/Berlin',
  );
  expect(trend.chart.buckets.map(({ label }) => label)).toEqual(['18 Nov', '19 Nov', '20 Nov']);
  expect(trend.chart.series).toEqual([
    { name: 'A', values: [1, 12, null] },
    { name: 'B', values: [null, null, 5] },
  ]);
});

test('what an import brought, runs that broke off and sets beyond the sixth are left out', () => {
  const runs = [
    run('2026-11-18T12:00:00Z', { trigger: 'import' }),
    run('2026-11-19T12:00:00Z', { verdict: null }),
    run('2026-11-20T12:00:00Z', { rows: 0 }),
  ];
  const sets = Array.from({ length: 9 }, (_, index) => ({ name: `${index}`, runs }));
  const { chart } = faultTrend(sets, 'UTC');
  expect(chart.buckets).toHaveLength(1);
  expect(chart.series).toHaveLength(LINES_AT_MOST);
  expect(chart.series[0]?.values).toEqual([null]);
});

test('bars tell severities apart, and the table leads to the runs, with counts', () => {
  const bars = faultBars(
    [run('2026-11-18T12:00:00Z', { failed_errors: 3, rows: 500 })],
    'UTC',
    ({ id }) => id,
  );
  expect(bars.chart.series.map(({ values }) => values)).toEqual([[6], [10], [0]]);
  expect(bars.table.rows[0]?.cells.slice(1)).toEqual([500, 3, 5, 0]);
  expect(bars.table.rows[0]).toMatchObject({ href: '2026-11-18T12:00:00Z' });
});

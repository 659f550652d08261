import { expect, test } from 'vitest';
import type { FigureView } from '@/lib/metrics/define-figure';
import { chartWidths, nothingCounted } from './chart-widths';

test.each([
  [[], []],
  [['line'], ['whole']],
  [['bar'], ['whole']],
  [
    ['line', 'bar', 'box'],
    ['whole', 'half', 'half'],
  ],
  [
    ['bar', 'line', 'bar', 'bar', 'bar'],
    ['whole', 'whole', 'half', 'half', 'whole'],
  ],
] as const)('charts %j stand %j', (kinds, widths) => {
  expect(chartWidths(kinds)).toEqual(widths);
});

const NOTHING: FigureView = {
  tiles: [
    { label: 'Released', value: 0 },
    { label: 'Median', value: null, n: 0 },
  ],
  charts: [],
  tables: [{ title: 'By group', table: { columns: [], rows: [] } }],
  receipt: {
    definition: '',
    version: '1',
    window: { from: '', to: '' },
    time_zone: 'UTC',
    first_weekday: 1,
    filters: {},
    method: '',
    computed_at: '',
    rows_url: '',
  },
};

test('zeros and dashes only are nothing', () => {
  expect(nothingCounted(NOTHING)).toBe(true);
});

test.each([
  { tiles: [{ label: 'Released', value: 1 }] },
  { tiles: [{ label: 'Rate', value: '0.0', n: 12 }] },
  { tables: [{ title: 'Open', table: { columns: [], rows: [{ key: 'a', cells: ['a', 1] }] } }] },
])('%j is something', (change) => {
  expect(nothingCounted({ ...NOTHING, ...change })).toBe(false);
});

import { expect, test, vi } from 'vitest';
import type { BandData } from '@/lib/metrics/chart-data';
import { bandOption } from './band-option';
import { drawSvg } from './draw-testing';
import { testingTheme } from './testing-theme';

const data: BandData = {
  unit: '%',
  points: [
    { key: '0', label: '00:00' },
    { key: '1', label: '01:00' },
    { key: '2', label: '02:00' },
  ],
  series: [
    {
      name: 'As it stands',
      values: [{ mean: 40, low: 38, high: 42 }, null, { mean: 50, low: 47, high: 53 }],
    },
    {
      name: 'One <more>',
      values: [{ mean: 20, low: null, high: null }, null, { mean: 25, low: 24, high: 26 }],
    },
  ],
};
type Series = { name: string; stack?: string; data: ({ value: unknown } | number | string)[] };
const seriesOf = (): Series[] => JSON.parse(JSON.stringify(bandOption(data, testingTheme).series));

test('a band begins at the lower end and is as wide as the interval', () => {
  const [low, width, line] = seriesOf();
  expect(low?.data).toEqual([38, '-', 47]);
  expect(width?.data).toEqual([4, '-', 6]);
  expect(low?.stack).toBe(width?.stack);
  expect(line?.data).toEqual([
    { value: 40, key: '0' },
    { value: '-', key: '1' },
    { value: 50, key: '2' },
  ]);
});

test('what has no interval has no band, and bands of two series do not stack', () => {
  const series = seriesOf();
  expect(series[3]?.data).toEqual(['-', '-', 24]);
  expect(series[0]?.stack).not.toBe(series[3]?.stack);
});

test('only the lines stand in the legend, and the tooltip tells intervals, escaped', () => {
  const { legend, tooltip } = bandOption(data, testingTheme);
  expect(legend).toMatchObject({ data: ['As it stands', 'One <more>'] });
  const formatter = tooltip && !Array.isArray(tooltip) ? tooltip.formatter : undefined;
  const html: unknown =
    typeof formatter === 'function' ? Reflect.apply(formatter, null, [[{ dataIndex: 2 }]]) : '';
  expect(html).toContain('50 % (47–53)');
  expect(html).not.toContain('<more>');
});

test('is drawn by the registered parts of ECharts without a complaint', () => {
  const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
  expect(drawSvg(bandOption(data, testingTheme))).toContain('As it stands');
  for (const spy of complaints) expect(spy).not.toHaveBeenCalled();
});

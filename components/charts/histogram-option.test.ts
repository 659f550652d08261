import { expect, it, vi } from 'vitest';
import type { HistogramData } from '@/lib/metrics/chart-data';
import { drawSvg } from './draw-testing';
import { barName, histogramOption } from './histogram-option';
import { testingTheme } from './testing-theme';

const data: HistogramData = {
  unit: 'min',
  name: 'tests',
  width: 5,
  bars: [
    { from: 0, to: 5, count: 3 },
    { from: 5, to: 10, count: 8 },
    { from: 10, to: null, count: 1 },
  ],
  marks: [
    { label: 'Median', value: 6.5 },
    { label: 'Target', value: 400, tone: 'danger' },
  ],
};

it('outlines each bar to its end and marks what lies on the picture', () => {
  const option = JSON.parse(JSON.stringify(histogramOption(data, testingTheme)));
  expect(option.series[0].data).toEqual([
    [0, 3],
    [5, 8],
    [10, 1],
    [15, 1],
  ]);
  expect(option.series[0].markLine.data.map(({ xAxis }: { xAxis: number }) => xAxis)).toEqual([
    6.5,
  ]);
});

it('names its bars', () => {
  expect(data.bars.map((bar) => barName(bar, 'min'))).toEqual([
    '0–5 min',
    '5–10 min',
    'over 10 min',
  ]);
});

it('is drawn by ECharts without a complaint', () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(drawSvg(histogramOption(data, testingTheme))).toContain('Median 6.5');
  expect(complaint).not.toHaveBeenCalled();
  complaint.mockRestore();
});

import { describe, expect, it, vi } from 'vitest';
import { drawSvg } from './draw-testing';
import { lineOption } from './line-option';
import { testingTheme } from './testing-theme';
import type { LineData } from '@/lib/metrics/chart-data';

const data: LineData = {
  unit: 'min',
  buckets: [
    { key: '2026-10-01', label: '1 Oct' },
    { key: '2026-10-02', label: '2 Oct' },
    { key: '2026-10-03', label: '3 Oct', running: true },
  ],
  series: [
    { name: 'P50', values: [60, null, 0] },
    { name: 'P90 <b>', values: [120.25, null, 130] },
  ],
  volume: { name: 'Tests', values: [400, 0, 12] },
  target: { label: 'Target', value: 240 },
};
type Series = {
  type: string;
  name: string;
  color: string;
  lineStyle?: { type: unknown };
  symbol?: string;
  data: { value: unknown; key: string }[];
  markLine?: unknown;
};

function seriesOf(option: ReturnType<typeof lineOption>): Series[] {
  return JSON.parse(JSON.stringify(option.series));
}

describe('lineOption', () => {
  it('draws a gap for nothing counted and keeps a zero', () => {
    const [p50] = seriesOf(lineOption(data, testingTheme));
    expect(p50?.data.map((item) => item.value)).toEqual([60, '-', 0]);
  });

  it('tells series apart without colour', () => {
    const [p50, p90] = seriesOf(lineOption(data, testingTheme));
    expect(p50?.lineStyle?.type).not.toEqual(p90?.lineStyle?.type);
    expect(p50?.symbol).not.toBe(p90?.symbol);
    expect([p50?.color, p90?.color]).toEqual([testingTheme.series[0], testingTheme.series[1]]);
  });

  it('carries the key of each bucket for a click, on lines and bars', () => {
    const series = seriesOf(lineOption(data, testingTheme));
    expect(series.map((one) => one.type)).toEqual(['line', 'line', 'bar']);
    for (const one of series)
      expect(one.data.map((item) => item.key)).toEqual(['2026-10-01', '2026-10-02', '2026-10-03']);
  });

  it('has one grid without volume and no target line unless asked', () => {
    const option = lineOption({ ...data, volume: undefined, target: undefined }, testingTheme);
    expect(option.grid).toHaveLength(1);
    expect(seriesOf(option)[0]?.markLine).toBeUndefined();
  });

  it('ends an axis of percents at the whole, and keeps a long unit on the picture', () => {
    const of = (unit: string) =>
      lineOption(
        { ...data, unit, target: undefined, series: [{ name: 'Share', values: [67, 100, 90] }] },
        testingTheme,
      ).yAxis;
    expect(of('%')).toMatchObject([{ max: 100, nameTextStyle: { align: 'right' } }, {}]);
    expect(of('per 10,000')).toMatchObject([{ nameTextStyle: { align: 'left' } }, {}]);
  });

  it('escapes names in its tooltip and prints a dash for nothing', () => {
    const { tooltip } = lineOption(data, testingTheme);
    const formatter = tooltip && !Array.isArray(tooltip) ? tooltip.formatter : undefined;
    const html: unknown =
      typeof formatter === 'function' ? Reflect.apply(formatter, null, [[{ dataIndex: 1 }]]) : '';
    expect(html).toContain('P90 &#60;b&#62;');
    expect(html).toContain('–');
    expect(html).not.toContain('<b>');
  });

  it('is drawn by the registered parts of ECharts without a complaint', () => {
    const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const svg = drawSvg(lineOption(data, testingTheme));
    expect(svg).toContain('3 Oct (running)');
    expect(svg).toContain('Target 240 min');
    for (const spy of complaints) expect(spy).not.toHaveBeenCalled();
  });
});

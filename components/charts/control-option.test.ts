import { describe, expect, it, vi } from 'vitest';
import type { ControlData } from '@/lib/metrics/chart-data';
import { controlOption } from './control-option';
import { drawSvg } from './draw-testing';
import { testingTheme } from './testing-theme';

const data: ControlData = {
  name: 'Rejected',
  unit: '%',
  buckets: [
    { key: '2026-06-01', label: '1 Jun', n: 400 },
    { key: '2026-06-08', label: '8 Jun', n: 100 },
    { key: '2026-06-15', label: '15 Jun', n: 0 },
    { key: '2026-06-22', label: '22 Jun', n: 90, running: true, provisional: true },
  ],
  values: [9, 2, null, 40],
  limits: { centre: 3, lower: [1, 0, null, 0], upper: [5, 8, null, 9] },
};

type Drawn = {
  type: string;
  name: string;
  step?: string;
  data: (number | string | { value: unknown; key: string; itemStyle: { color: string } })[];
};

const seriesOf = (given: ControlData): Drawn[] =>
  JSON.parse(JSON.stringify(controlOption(given, testingTheme).series));

describe('controlOption', () => {
  it('marks what lies beyond its own limits, and a provisional bar by its outline alone', () => {
    const bars = seriesOf(data)[0]?.data;
    expect(bars).toMatchObject([
      { value: 9, key: '2026-06-01', itemStyle: { color: testingTheme.danger } },
      { value: 2, key: '2026-06-08' },
      { value: '-', key: '2026-06-15' },
      { value: 40, key: '2026-06-22', itemStyle: { color: 'transparent', borderType: 'dashed' } },
    ]);
    expect(JSON.stringify(bars?.[1])).not.toContain(testingTheme.danger);
  });

  it('draws the mean and limits in steps, broken where nothing was counted', () => {
    const [, mean, upper, lower] = seriesOf(data);
    expect(mean).toMatchObject({ name: 'Mean', data: [3, 3, 3, 3] });
    expect(upper).toMatchObject({ name: 'Limits', step: 'middle', data: [5, 8, '-', 9] });
    expect(lower).toMatchObject({ name: 'Limits', step: 'middle', data: [1, 0, '-', 0] });
  });

  it('is bars alone while there are no limits', () => {
    const bars = seriesOf({ ...data, limits: null });
    expect(bars).toHaveLength(1);
    expect(JSON.stringify(bars)).not.toContain(testingTheme.danger);
  });

  it('is drawn by ECharts without a complaint', () => {
    const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const svg = drawSvg(controlOption(data, testingTheme));
    expect(svg).toContain('22 Jun (running)');
    for (const spy of complaints) expect(spy).not.toHaveBeenCalled();
  });
});

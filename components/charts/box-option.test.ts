import { describe, expect, it, vi } from 'vitest';
import { boxOption, boxScale } from './box-option';
import { maxForTarget, niceCeiling } from './chart-parts';
import { drawSvg } from './draw-testing';
import { testingTheme } from './testing-theme';
import type { BoxData } from '@/lib/metrics/chart-data';

const box = {
  q1: 40,
  median: 60,
  q3: 90,
  whisker_low: 10,
  whisker_high: 160,
  outliers: 2,
  outlier_values: [200, 300],
};
const data: BoxData = {
  unit: 'min',
  groups: [
    { key: '1', label: 'Mon', n: 2000, box },
    { key: '7', label: 'Sun', n: 0, box: null },
  ],
};
const withOutliers = (values: number[]): BoxData => ({
  unit: 'min',
  groups: [
    {
      key: '1',
      label: 'Mon',
      n: 9,
      box: { ...box, outliers: values.length, outlier_values: values },
    },
  ],
});

describe('boxScale', () => {
  it('shows every outlier while they are near', () => {
    expect(boxScale(data)).toEqual({ max: undefined, beyond: 0 });
  });
  it('cuts far outliers off and counts them', () => {
    expect(boxScale(withOutliers([200, 500, 9000]))).toEqual({ max: 400, beyond: 2 });
  });
  it('knows nothing of an empty chart', () => {
    expect(boxScale({ unit: '', groups: [] })).toEqual({ max: undefined, beyond: 0 });
  });
});

describe('maxForTarget', () => {
  it.each([
    [130, 240, 300],
    [300, 240, undefined],
    [10, 240, undefined],
    [130, undefined, undefined],
  ])('values up to %s and a target of %s end the axis at %s', (highest, target, max) => {
    expect(maxForTarget(highest, target)).toBe(max);
  });
});

describe('niceCeiling', () => {
  it.each([
    [320, 400],
    [400, 400],
    [401, 500],
    [9.1, 10],
    [0.7, 0.8],
    [1, 1],
  ])('%d becomes %d', (value, ceiling) => {
    expect(niceCeiling(value)).toBeCloseTo(ceiling, 10);
  });
});

describe('boxOption', () => {
  it('hands over the five numbers in ECharts’ order and an empty place for no box', () => {
    expect(boxOption(data, testingTheme).series).toMatchObject([
      {
        type: 'boxplot',
        data: [
          { value: [10, 40, 60, 90, 160], key: '1' },
          { value: ['-', '-', '-', '-', '-'], key: '7' },
        ],
      },
      {
        type: 'scatter',
        data: [
          { value: [0, 300], key: '1' },
          { value: [0, 200], key: '1' },
        ],
      },
    ]);
  });

  it('draws at most sixty outliers a group, the highest among them', () => {
    const values = Array.from({ length: 200 }, (_, at) => 170 + at);
    const series: unknown = boxOption(withOutliers(values), testingTheme).series;
    const scatter: unknown = Array.isArray(series) ? series[1] : undefined;
    const points: { value: number[] }[] = JSON.parse(JSON.stringify(scatter)).data;
    expect(points).toHaveLength(60);
    expect(points[0]?.value).toEqual([0, 369]);
  });

  it('describes a box in words and escapes its label', () => {
    const { tooltip } = boxOption(
      { ...data, groups: [{ key: 'x', label: '<img>', n: 5, box }] },
      testingTheme,
    );
    const formatter = tooltip && !Array.isArray(tooltip) ? tooltip.formatter : undefined;
    const html: unknown =
      typeof formatter === 'function' ? Reflect.apply(formatter, null, [{ data: { at: 0 } }]) : '';
    expect(html).toContain('&#60;img&#62; · n = 5');
    expect(html).toContain('60 min');
  });

  it('is drawn by ECharts without a complaint', () => {
    const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const svg = drawSvg(
      boxOption({ ...data, target: { label: 'Target', value: 240 } }, testingTheme),
    );
    expect(svg).toContain('Sun');
    expect(svg).toContain('Target 240 min');
    for (const spy of complaints) expect(spy).not.toHaveBeenCalled();
  });
});

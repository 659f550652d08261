import { describe, expect, it, vi } from 'vitest';
import { barHeight, barOption } from './bar-option';
import { drawSvg } from './draw-testing';
import { testingTheme } from './testing-theme';
import type { BarData } from '@/lib/metrics/chart-data';

const data: BarData = {
  unit: 'min',
  groups: [
    { key: 'K', label: 'Potassium', n: 3000 },
    { key: 'CBC', label: 'Blood {count}', n: 12 },
  ],
  series: [
    { name: 'P50', values: [60, null] },
    { name: 'P90', values: [120, 80] },
  ],
};

describe('barOption', () => {
  it('lies down with the first group on top, stands when told', () => {
    expect(barOption(data, testingTheme).yAxis).toMatchObject({ type: 'category', inverse: true });
    expect(barOption({ ...data, upright: true }, testingTheme).xAxis).toMatchObject({
      type: 'category',
      inverse: false,
    });
  });

  it('carries keys and leaves out what was not counted', () => {
    expect(barOption(data, testingTheme).series).toMatchObject([
      {
        data: [
          { value: 60, key: 'K' },
          { value: '-', key: 'CBC' },
        ],
      },
      {
        data: [
          { value: 120, key: 'K' },
          { value: 80, key: 'CBC' },
        ],
      },
    ]);
  });

  it('gives each series a pattern of its own', () => {
    const option = barOption(data, testingTheme);
    const decals: unknown = JSON.parse(JSON.stringify(option.aria)).decal.decals;
    expect(decals).toHaveLength(2);
    expect(
      new Set(Array.isArray(decals) ? decals.map((decal) => JSON.stringify(decal)) : []).size,
    ).toBe(2);
  });

  it('stacks only when told', () => {
    expect(JSON.stringify(barOption(data, testingTheme).series)).not.toContain('"stack"');
    expect(barOption({ ...data, stacked: true }, testingTheme).series).toMatchObject([
      { stack: 'all' },
      { stack: 'all' },
    ]);
  });

  it('says its unit, and ends all bars with one number of decimals', () => {
    const shares = { ...data, unit: '%', series: [{ name: 'Rate', values: [2, 88.25] }] };
    const option = barOption(shares, testingTheme);
    expect(option.xAxis).toMatchObject({ name: '%', nameLocation: 'middle', max: 100 });
    const svg = drawSvg(option);
    expect(svg).toContain('2.0 %');
    expect(svg).toContain('88.3 %');
  });

  it('has a long unit of standing bars begin at the axis, where it is not cut', () => {
    const of = (unit: string) => barOption({ ...data, upright: true, unit }, testingTheme).yAxis;
    expect(of('per 1,000 rows')).toMatchObject({ nameTextStyle: { align: 'left' } });
    expect(of('%')).toMatchObject({ nameTextStyle: { align: 'center' } });
  });

  it('grows with its groups', () => {
    const many = {
      ...data,
      groups: Array.from({ length: 30 }, (_, at) => ({ key: `${at}`, label: `${at}` })),
    };
    expect(barHeight(many)).toBeGreaterThan(barHeight(data) * 3);
  });

  it.each([{}, { upright: true }, { stacked: true }, { target: { label: 'Target', value: 90 } }])(
    'is drawn by ECharts without a complaint: %o',
    (variant) => {
      const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
      const svg = drawSvg(barOption({ ...data, ...variant }, testingTheme));
      expect(svg).toContain('Potassium');
      expect(svg).toContain('3,000');
      for (const spy of complaints) expect(spy).not.toHaveBeenCalled();
    },
  );
});

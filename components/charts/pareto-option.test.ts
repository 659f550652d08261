import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { ParetoData } from '@/lib/metrics/chart-data';
import { drawSvg } from './draw-testing';
import { cumulativePercents, paretoHeight, paretoOption } from './pareto-option';
import { testingTheme } from './testing-theme';

const data: ParetoData = {
  unit: 'specimens',
  groups: [
    { key: 'RH', label: 'Hemolysed', count: 6 },
    { key: 'QS', label: 'Too little', count: 3 },
    { key: '(none)', label: 'No reason given', count: 1 },
  ],
};

describe('paretoOption', () => {
  it('puts bars and what they add up to on the same places', () => {
    const option = paretoOption(data, testingTheme);
    expect(option.yAxis).toMatchObject({ inverse: true });
    expect(option.series).toMatchObject([
      { type: 'bar', data: [{ value: 6, key: 'RH' }, { value: 3 }, { value: 1 }] },
      {
        type: 'line',
        xAxisIndex: 1,
        data: [{ value: [60, 0] }, { value: [90, 1] }, { value: [100, 2] }],
      },
    ]);
  });

  it('adds up to everything, never downwards', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (counts) => {
        const together = cumulativePercents(counts);
        const total = counts.reduce((sum, count) => sum + count, 0);
        expect(together.at(-1)).toBeCloseTo(total === 0 ? 0 : 100);
        expect(together).toEqual(together.toSorted((a, b) => a - b));
      }),
    );
  });

  it('grows with its groups, and is drawn by ECharts without a complaint', () => {
    expect(paretoHeight({ ...data, groups: Array(30).fill(data.groups[0]) })).toBeGreaterThan(
      paretoHeight(data) * 3,
    );
    const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
    const svg = drawSvg(paretoOption(data, testingTheme));
    expect(svg).toContain('Hemolysed');
    for (const spy of complaints) expect(spy).not.toHaveBeenCalled();
  });
});

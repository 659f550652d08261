import type { ParetoData } from '@/lib/metrics/chart-data';
import {
  baseOption,
  categoryLook,
  formatNumber,
  placeOfTooltip,
  tooltipRows,
  valueLook,
  type ChartOption,
} from './chart-parts';
import { seriesColor, type ChartTheme } from './chart-theme';

/** The share of the groups up to each one together, in percent 0–100. */
export function cumulativePercents(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return total === 0 ? 0 : (sum / total) * 100;
  });
}

/** Lying bars, the first on top, and down along them the share they add up to, on the axis above. */
export function paretoOption(data: ParetoData, theme: ChartTheme, width = 800): ChartOption {
  const { groups } = data;
  const together = cumulativePercents(groups.map(({ count }) => count));
  const shares = groups.map((_, at) => (together[at] ?? 0) - (together[at - 1] ?? 0));
  const describe = (at: number): string => {
    const group = groups[at];
    if (!group) return '';
    return tooltipRows(group.label, [
      [data.unit, formatNumber(group.count)],
      ['Share', `${formatNumber(shares[at] ?? 0)} %`],
      ['Together with those above', `${formatNumber(together[at] ?? 0)} %`],
    ]);
  };
  return {
    ...baseOption(theme),
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (shown: unknown) => describe(placeOfTooltip(shown)),
    },
    grid: { left: 8, right: 24, top: 26, bottom: 22, containLabel: true },
    xAxis: [
      {
        type: 'value',
        min: 0,
        minInterval: 1,
        ...valueLook(theme, data.unit),
        nameLocation: 'middle',
        nameGap: 22,
      },
      {
        type: 'value',
        position: 'top',
        min: 0,
        max: 100,
        interval: 25,
        axisLine: { show: false },
        splitLine: { show: false },
        axisLabel: { color: theme.muted, fontSize: 11, formatter: '{value} %' },
      },
    ],
    yAxis: {
      type: 'category',
      inverse: true,
      data: groups.map(({ label }) => label),
      ...categoryLook(theme),
      axisLabel: {
        color: theme.inkSoft,
        fontSize: 11,
        interval: 0,
        width: width < 480 ? 104 : 150,
        overflow: 'truncate',
      },
    },
    series: [
      {
        type: 'bar',
        name: data.unit,
        color: seriesColor(theme, 0),
        barMaxWidth: 14,
        itemStyle: { borderRadius: [0, 2, 2, 0] },
        data: groups.map(({ key, count }) => ({ value: count, key })),
      },
      {
        type: 'line',
        name: 'Together',
        xAxisIndex: 1,
        color: theme.inkSoft,
        symbol: 'circle',
        symbolSize: 5,
        lineStyle: { width: 1.5, color: theme.inkSoft },
        data: groups.map(({ key }, at) => ({ value: [together[at] ?? 0, at], key })),
      },
    ],
  };
}

/** Height in pixels that gives each bar its room. */
export function paretoHeight({ groups }: ParetoData): number {
  return Math.max(178, 82 + groups.length * 26);
}

import {
  baseOption,
  categoryLook,
  formatValue,
  legendOption,
  maxForTarget,
  scaleToWhole,
  valueLook,
  type ChartOption,
} from './chart-parts';
import { seriesColor, seriesDecal, type ChartTheme } from './chart-theme';
import type { BarData } from '@/lib/metrics/chart-data';

/** Grouped or stacked bars, lying unless `upright`. Series differ by colour and pattern, values stand at the ends. `width` in pixels narrows the labels on phones. */
export function barOption(data: BarData, theme: ChartTheme, width = 800): ChartOption {
  const labels = data.groups.map((group) => group.label);
  const many = data.groups.length * (data.stacked ? 1 : data.series.length) > 60;
  const category = {
    type: 'category' as const,
    data: labels,
    inverse: !data.upright,
    ...categoryLook(theme),
    axisLabel: {
      color: theme.inkSoft,
      fontSize: 11,
      lineHeight: 14,
      hideOverlap: true,
      ...(data.upright
        ? {}
        : { width: width < 480 ? 104 : 150, overflow: 'truncate' as const, interval: 0 }),
      rich: { n: { color: theme.muted, fontSize: 10.5, lineHeight: 14 } },
      formatter: (label: string, index: number) => {
        const n = data.groups[index]?.n;
        const plain = label.replace(/[{}|]/g, ' ');
        return n === undefined
          ? plain
          : `${plain}
{n|${n.toLocaleString('en')}}`;
      },
    },
  };
  const highest = Math.max(
    0,
    ...data.series.flatMap((series) => series.values.map((one) => one ?? 0)),
  );
  const max = data.stacked ? undefined : maxForTarget(highest, data.target?.value);
  const value = {
    type: 'value' as const,
    min: 0,
    ...(data.stacked || max !== undefined ? { max } : scaleToWhole(highest, data.unit)),
    ...valueLook(theme, data.unit),
    // A long unit stands to the right of a standing axis: around it it would be cut.
    ...(data.upright
      ? {
          nameTextStyle: {
            color: theme.muted,
            fontSize: 11,
            align: data.unit.length > 3 ? ('left' as const) : ('center' as const),
          },
        }
      : { nameLocation: 'middle' as const, nameGap: 22 }),
  };
  // One number of decimals for all, and percents with their sign.
  const decimals = data.series.some(({ values }) => values.some((one) => (one ?? 0) % 1 !== 0));
  const endText = (shown: unknown) =>
    typeof shown === 'number' && decimals && Math.abs(shown) < 100
      ? `${shown.toFixed(1)}${data.unit === '%' ? ' %' : ''}`
      : formatValue(shown, data.unit === '%' ? '%' : '');
  return {
    ...baseOption(theme),
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: true, decals: data.series.map((_, index) => seriesDecal(theme, index)) },
    },
    legend: legendOption(
      theme,
      data.series.map((series) => series.name),
    ),
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (shown: unknown) => formatValue(shown, data.unit),
    },
    grid: {
      left: 8,
      right: data.upright ? 16 : 56,
      // Standing bars have their unit above, and the legend above that.
      top:
        data.series.length > 1 && data.upright
          ? 52
          : data.series.length > 1 || data.upright
            ? 36
            : 8,
      // Under lying bars stands their unit.
      bottom: data.upright ? 4 : 22,
      containLabel: true,
    },
    xAxis: data.upright ? category : value,
    yAxis: data.upright ? value : category,
    series: data.series.map((series, index) => ({
      type: 'bar' as const,
      name: series.name,
      color: seriesColor(theme, index),
      barMaxWidth: data.stacked ? (data.upright ? 48 : 22) : 14,
      barGap: '20%',
      barCategoryGap: '28%',
      ...(data.stacked ? { stack: 'all' } : {}),
      emphasis: { focus: 'series' as const },
      itemStyle: data.stacked
        ? { borderColor: theme.surface, borderWidth: 1 }
        : { borderRadius: data.upright ? [2, 2, 0, 0] : [0, 2, 2, 0] },
      label: {
        show: !many && !data.upright && !data.stacked,
        position: 'right' as const,
        color: theme.inkSoft,
        fontSize: 11,
        formatter: (item: { value?: unknown }) => endText(item.value),
      },
      data: data.groups.map((group, at) => ({ value: series.values[at] ?? '-', key: group.key })),
      ...(index === 0 && data.target
        ? {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: theme.danger, type: [4, 3], width: 1.25 },
              label: {
                color: theme.danger,
                fontSize: 11,
                position: data.upright ? ('insideEndTop' as const) : ('start' as const),
                formatter: data.target.label,
              },
              data: [data.upright ? { yAxis: data.target.value } : { xAxis: data.target.value }],
            },
          }
        : {}),
    })),
  };
}

/** Height in pixels that gives each lying bar its room. */
export function barHeight(data: BarData): number {
  const each = data.stacked ? 30 : 14 + data.series.length * 17;
  return Math.max(158, 74 + data.groups.length * each);
}

import type { ControlData } from '@/lib/metrics/chart-data';
import {
  baseOption,
  categoryLook,
  formatNumber,
  placeOfTooltip,
  formatValue,
  legendOption,
  tooltipRows,
  valueLook,
  type ChartOption,
} from './chart-parts';
import { mix, seriesColor, type ChartTheme } from './chart-theme';

/** Whether a value lies beyond the limits of its bucket; a provisional one says nothing yet. */
function isBeyond({ buckets, values, limits }: ControlData, at: number): boolean {
  const value = values[at] ?? null;
  if (value === null || limits === null || buckets[at]?.provisional) return false;
  return value > (limits.upper[at] ?? Infinity) || value < (limits.lower[at] ?? -Infinity);
}

/**
 * A control chart of shares: a bar a bucket, those beyond their limits marked, a provisional one
 * hollow; the limits stand in steps, since they widen where few were counted.
 */
export function controlOption(data: ControlData, theme: ChartTheme): ChartOption {
  const { buckets, limits } = data;
  const labels = buckets.map(({ label, running, provisional }) =>
    running ? `${label} (running)` : provisional ? `${label} (in part)` : label,
  );
  const color = seriesColor(theme, 0);
  const step = (name: string, values: readonly (number | null)[]) => ({
    type: 'line' as const,
    name,
    step: 'middle' as const,
    symbol: 'none',
    silent: true,
    color: theme.danger,
    lineStyle: { width: 1.25, type: [4, 3] },
    connectNulls: false,
    z: 3,
    data: values.map((value) => value ?? '-'),
  });
  const describe = (at: number): string => {
    const bucket = buckets[at];
    if (!bucket) return '';
    const rows: string[][] = [
      [data.name, formatValue(data.values[at], data.unit)],
      ['Of', formatNumber(bucket.n)],
    ];
    if (limits) {
      const range = [limits.lower[at], limits.upper[at]].map((end) => formatValue(end, ''));
      rows.push(['Limits', range.join('–')], ['Mean', formatValue(limits.centre, data.unit)]);
    }
    if (isBeyond(data, at)) rows.push(['Beyond its limits', '']);
    return tooltipRows(labels[at] ?? '', rows);
  };
  return {
    ...baseOption(theme),
    legend: legendOption(theme, limits ? [data.name, 'Mean', 'Limits'] : [data.name]),
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (shown: unknown) => describe(placeOfTooltip(shown)),
    },
    grid: { left: 8, right: 16, top: 44, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: labels, ...categoryLook(theme) },
    yAxis: { type: 'value', min: 0, ...valueLook(theme, data.unit) },
    series: [
      {
        type: 'bar',
        name: data.name,
        color,
        barMaxWidth: 28,
        barCategoryGap: '30%',
        data: buckets.map(({ key, provisional }, at) => ({
          value: data.values[at] ?? '-',
          key,
          itemStyle: provisional
            ? {
                color: 'transparent',
                borderColor: color,
                borderWidth: 1.5,
                borderType: 'dashed' as const,
              }
            : isBeyond(data, at)
              ? { color: theme.danger, borderRadius: [2, 2, 0, 0] }
              : { color: mix(color, 0.85), borderRadius: [2, 2, 0, 0] },
        })),
      },
      ...(limits
        ? [
            {
              ...step(
                'Mean',
                buckets.map(() => limits.centre),
              ),
              color: theme.inkSoft,
              lineStyle: { width: 1.25, type: 'solid' as const },
            },
            step('Limits', limits.upper),
            step('Limits', limits.lower),
          ]
        : []),
    ],
  };
}

import {
  baseOption,
  categoryLook,
  formatNumber,
  formatValue,
  maxForTarget,
  niceCeiling,
  placeOfTooltip,
  scaleToWhole,
  tooltipRows,
  legendOption,
  valueLook,
  type ChartOption,
} from './chart-parts';
import { mix, seriesColor, seriesDash, seriesMark, type ChartTheme } from './chart-theme';
import type { LineData } from '@/lib/metrics/chart-data';

/** Lines over volume bars. Series differ by colour, dash and mark; a running bucket is drawn hollow and says so. */
export function lineOption(data: LineData, theme: ChartTheme): ChartOption {
  const labels = data.buckets.map((bucket) =>
    bucket.running ? `${bucket.label} (running)` : bucket.label,
  );
  const withVolume = data.volume !== undefined;
  const top = data.series.length > 1 ? 44 : 28;
  const sparse = data.buckets.length <= 45;
  const lowest = withVolume ? 1 : 0;
  // One left edge for both grids, wide enough for the longest figure of either axis.
  const highest = Math.max(
    0,
    ...data.series.flatMap((series) => series.values.map((value) => value ?? 0)),
  );
  const most = Math.max(1, ...(data.volume?.values.map((value) => value ?? 0) ?? []));
  const max = maxForTarget(highest, data.target?.value);
  const left = 18 + formatNumber(niceCeiling(Math.max(max ?? 0, highest, most))).length * 6.5;
  const xAxis = (gridIndex: number) => ({
    type: 'category' as const,
    gridIndex,
    data: labels,
    ...categoryLook(theme),
    ...(gridIndex === lowest ? {} : { axisLabel: { show: false }, axisTick: { show: false } }),
  });
  const describe = (at: number): string => {
    const label = labels[at];
    if (label === undefined) return '';
    const rows = data.series.map((series) => [
      series.name,
      formatValue(series.values[at], data.unit),
    ]);
    if (data.volume) rows.push([data.volume.name, formatValue(data.volume.values[at], '')]);
    return tooltipRows(label, rows);
  };
  const lines = data.series.map((series, index) => ({
    type: 'line' as const,
    name: series.name,
    color: seriesColor(theme, index),
    lineStyle: { width: 2, type: seriesDash(index) },
    symbol: seriesMark(index),
    symbolSize: sparse ? 6 : 4,
    showSymbol: sparse,
    connectNulls: false,
    emphasis: { focus: 'series' as const },
    data: data.buckets.map((bucket, at) => ({
      value: series.values[at] ?? '-',
      key: bucket.key,
      ...(bucket.running
        ? {
            symbol: 'circle',
            symbolSize: 8,
            itemStyle: {
              color: theme.surface,
              borderColor: seriesColor(theme, index),
              borderWidth: 2,
            },
          }
        : {}),
    })),
    ...(index === 0 && data.target
      ? {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: theme.danger, type: [4, 3], width: 1.25 },
            label: {
              position: 'insideEndTop' as const,
              color: theme.danger,
              fontSize: 11,
              formatter: `${data.target.label} ${formatValue(data.target.value, data.unit)}`,
            },
            data: [{ yAxis: data.target.value }],
          },
        }
      : {}),
  }));
  const bars = data.volume
    ? [
        {
          type: 'bar' as const,
          name: data.volume.name,
          xAxisIndex: 1,
          yAxisIndex: 1,
          color: mix(theme.muted, 0.55),
          barMaxWidth: 28,
          barCategoryGap: '30%',
          data: data.buckets.map((bucket, at) => ({
            value: data.volume?.values[at] ?? '-',
            key: bucket.key,
            ...(bucket.running
              ? {
                  itemStyle: {
                    color: 'transparent',
                    borderColor: theme.muted,
                    borderWidth: 1,
                    borderType: 'dashed' as const,
                  },
                }
              : {}),
          })),
        },
      ]
    : [];
  return {
    ...baseOption(theme),
    legend: legendOption(
      theme,
      data.series.map((series) => series.name),
    ),
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      axisPointer: {
        type: 'line',
        lineStyle: { color: theme.muted, type: [2, 2] },
        link: [{ xAxisIndex: 'all' }],
      } as object,
      formatter: (shown: unknown) => describe(placeOfTooltip(shown)),
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: withVolume
      ? [
          { left, right: 20, top, bottom: 96, outerBoundsMode: 'none' },
          { left, right: 20, height: 44, bottom: 26, outerBoundsMode: 'none' },
        ]
      : [{ left, right: 20, top, bottom: 26, outerBoundsMode: 'none' }],
    xAxis: withVolume ? [xAxis(0), xAxis(1)] : [xAxis(0)],
    yAxis: [
      {
        type: 'value',
        gridIndex: 0,
        min: 0,
        ...(max === undefined ? scaleToWhole(highest, data.unit) : { max }),
        ...valueLook(theme, data.unit),
        // A long unit stands to the right of the axis: to its left it would be cut.
        nameTextStyle: {
          color: theme.muted,
          fontSize: 11,
          align: data.unit.length * 6.5 < left ? 'right' : 'left',
        },
        nameGap: 10,
      },
      ...(withVolume
        ? [
            {
              type: 'value' as const,
              gridIndex: 1,
              min: 0,
              max: niceCeiling(most),
              interval: niceCeiling(most),
              splitLine: { show: false },
              axisLabel: {
                color: theme.muted,
                fontSize: 11,
                showMinLabel: false,
                formatter: (value: number) => formatNumber(value),
              },
            },
          ]
        : []),
    ],
    series: [...lines, ...bars],
  };
}

import {
  baseOption,
  categoryLook,
  formatNumber,
  formatValue,
  legendOption,
  valueLook,
  type ChartOption,
} from './chart-parts';
import { mix, seriesColor, seriesDash, seriesMark, type ChartTheme } from './chart-theme';

/** A trend: one value a bucket and series, null where nothing was counted (a gap, never 0). */
export type LineData = {
  /** The buckets in order. `key` is what a click answers; `running` marks one that is not over. */
  buckets: readonly { key: string; label: string; running?: boolean }[];
  series: readonly { name: string; values: readonly (number | null)[] }[];
  /** How many each bucket rests on, as bars below. */
  volume?: { name: string; values: readonly (number | null)[] };
  unit: string;
  /** A level to hold, drawn across. */
  target?: { label: string; value: number };
};

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
    data.target?.value ?? 0,
    ...data.series.flatMap((series) => series.values.map((value) => value ?? 0)),
    ...(data.volume?.values.map((value) => value ?? 0) ?? []),
  );
  const left = 18 + formatNumber(Math.ceil(highest * 1.2)).length * 6.5;
  const xAxis = (gridIndex: number) => ({
    type: 'category' as const,
    gridIndex,
    data: labels,
    ...categoryLook(theme),
    ...(gridIndex === lowest ? {} : { axisLabel: { show: false }, axisTick: { show: false } }),
  });
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
      ...(bucket.running ? { symbol: `emptyCircle`, symbolSize: 8 } : {}),
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
          tooltip: { valueFormatter: (value: unknown) => formatValue(value, '') },
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
      valueFormatter: (value: unknown) => formatValue(value, data.unit),
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: withVolume
      ? [
          { left, right: 16, top, bottom: 96 },
          { left, right: 16, height: 44, bottom: 26 },
        ]
      : [{ left, right: 16, top, bottom: 26 }],
    xAxis: withVolume ? [xAxis(0), xAxis(1)] : [xAxis(0)],
    yAxis: [
      {
        type: 'value',
        gridIndex: 0,
        min: 0,
        ...valueLook(theme, data.unit),
        nameTextStyle: { color: theme.muted, fontSize: 11, align: 'right' },
        nameGap: 10,
      },
      ...(withVolume
        ? [
            {
              type: 'value' as const,
              gridIndex: 1,
              min: 0,
              splitNumber: 1,
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

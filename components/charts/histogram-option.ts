import type { HistogramData } from '@/lib/metrics/chart-data';
import {
  baseOption,
  categoryLook,
  formatNumber,
  formatValue,
  niceCeiling,
  placeOfTooltip,
  tooltipRows,
  valueLook,
  type ChartOption,
} from './chart-parts';
import { mix, seriesColor, type ChartTheme } from './chart-theme';

/** What a bar stands for: "60–65 min", the last "over 120 min". */
export function barName({ from, to }: HistogramData['bars'][number], unit: string): string {
  return to === null
    ? `over ${formatValue(from, unit)}`
    : `${formatNumber(from)}–${formatValue(to, unit)}`;
}

/**
 * Bars side by side over a scale of values, so that marks (a median, a target) stand where they
 * belong; the last, without an end, is one bar wide and pale.
 */
export function histogramOption(data: HistogramData, theme: ChartTheme): ChartOption {
  const color = seriesColor(theme, 0);
  const most = Math.max(1, ...data.bars.map(({ count }) => count));
  const end = (data.bars.at(-1)?.from ?? 0) + data.width;
  // A mark beyond the last bar would stand beside the picture.
  const marks = data.marks.filter(({ value }) => value <= end);
  const outline = [
    ...data.bars.map(({ from, count }) => [from, count]),
    [end, data.bars.at(-1)?.count ?? 0],
  ];
  return {
    ...baseOption(theme),
    grid: {
      left: 18 + formatNumber(niceCeiling(most)).length * 6.5,
      right: 20,
      top: 40,
      bottom: 40,
      outerBoundsMode: 'none',
    },
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: theme.muted, type: [2, 2] } },
      formatter: (shown: unknown) => {
        const bar = data.bars[placeOfTooltip(shown)];
        return bar
          ? tooltipRows(barName(bar, data.unit), [[data.name, formatNumber(bar.count)]])
          : '';
      },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: end,
      name: data.unit,
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: theme.muted, fontSize: 11 },
      ...categoryLook(theme),
      splitLine: { show: false },
    },
    yAxis: { type: 'value', min: 0, minInterval: 1, ...valueLook(theme, '') },
    series: [
      {
        type: 'line',
        name: data.name,
        step: 'end',
        color,
        symbol: 'none',
        lineStyle: { width: 1.25 },
        areaStyle: { color: mix(color, 0.35) },
        data: outline,
        markLine: {
          silent: true,
          symbol: 'none',
          data: marks.map(({ label, value, tone }, at) => ({
            xAxis: value,
            lineStyle: {
              color: tone === 'danger' ? theme.danger : theme.ink,
              type: tone === 'danger' ? [4, 3] : 'solid',
              width: 1.25,
            },
            label: {
              // Names of marks close to each other stand one above the other.
              distance: [0, 8 + (at % 2) * 13],
              color: tone === 'danger' ? theme.danger : theme.inkSoft,
              fontSize: 11,
              formatter: `${label} ${formatNumber(value)}`,
            },
          })),
        },
      },
    ],
  };
}

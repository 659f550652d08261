import type { BandData } from '@/lib/metrics/chart-data';
import {
  baseOption,
  categoryLook,
  formatNumber,
  formatValue,
  legendOption,
  niceCeiling,
  placeOfTooltip,
  scaleToWhole,
  tooltipRows,
  valueLook,
  type ChartOption,
} from './chart-parts';
import { mix, seriesColor, seriesDash, seriesMark, type ChartTheme } from './chart-theme';

const BAND_OPACITY = 0.16;

/** A value as its tooltip has it: “12.4 min (11.9–12.9)”. */
function withInterval(of: BandData['series'][number]['values'][number], unit: string): string {
  if (!of) return '–';
  const { mean, low, high } = of;
  const interval =
    low === null || high === null ? '' : ` (${formatNumber(low)}–${formatNumber(high)})`;
  return `${formatValue(mean, unit)}${interval}`;
}

/**
 * Lines over the bands of their intervals. Series differ by colour, dash and mark. A band is a clear
 * area up to its lower end with a shaded one of its width on top.
 */
export function bandOption(data: BandData, theme: ChartTheme): ChartOption {
  const labels = data.points.map(({ label }) => label);
  const highest = Math.max(
    0,
    ...data.series.flatMap(({ values }) => values.map((one) => one?.high ?? one?.mean ?? 0)),
  );
  const left = 18 + formatNumber(niceCeiling(Math.max(1, highest))).length * 6.5;
  const unseen = {
    type: 'line' as const,
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
    emphasis: { disabled: true },
  };
  const series = data.series.flatMap(({ name, values }, index) => {
    const color = seriesColor(theme, index);
    const ends = values.map((one) =>
      one && one.low !== null && one.high !== null
        ? { low: one.low, width: one.high - one.low }
        : null,
    );
    return [
      {
        ...unseen,
        name: `${name}, low`,
        stack: `band ${index}`,
        data: ends.map((one) => one?.low ?? '-'),
      },
      {
        ...unseen,
        name: `${name}, width`,
        stack: `band ${index}`,
        areaStyle: { color: mix(color, BAND_OPACITY) },
        data: ends.map((one) => one?.width ?? '-'),
      },
      {
        type: 'line' as const,
        name,
        color,
        lineStyle: { width: 2, type: seriesDash(index) },
        symbol: seriesMark(index),
        symbolSize: 5,
        showSymbol: data.series.length > 1,
        connectNulls: false,
        data: values.map((one, at) => ({ value: one?.mean ?? '-', key: data.points[at]?.key })),
      },
    ];
  });
  const describe = (at: number): string => {
    const label = labels[at];
    if (label === undefined) return '';
    return tooltipRows(
      label,
      data.series.map(({ name, values }) => [name, withInterval(values[at] ?? null, data.unit)]),
    );
  };
  return {
    ...baseOption(theme),
    legend: legendOption(
      theme,
      data.series.map(({ name }) => name),
    ),
    tooltip: {
      ...baseOption(theme).tooltip,
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: theme.muted, type: [2, 2] } },
      formatter: (shown: unknown) => describe(placeOfTooltip(shown)),
    },
    grid: {
      left,
      right: 20,
      top: data.series.length > 1 ? 52 : 28,
      bottom: 26,
      outerBoundsMode: 'none',
    },
    xAxis: { type: 'category', data: labels, boundaryGap: false, ...categoryLook(theme) },
    yAxis: {
      type: 'value',
      min: 0,
      ...scaleToWhole(highest, data.unit),
      ...valueLook(theme, data.unit),
      nameTextStyle: {
        color: theme.muted,
        fontSize: 11,
        align: data.unit.length * 6.5 < left ? 'right' : 'left',
      },
      nameGap: 10,
    },
    series,
  };
}

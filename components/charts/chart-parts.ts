import type {
  BarSeriesOption,
  BoxplotSeriesOption,
  LineSeriesOption,
  ScatterSeriesOption,
} from 'echarts/charts';
import type {
  AriaComponentOption,
  DataZoomComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkLineComponentOption,
  TooltipComponentOption,
} from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { mix, type ChartTheme } from './chart-theme';

/** The options the registered parts of ECharts understand. */
export type ChartOption = ComposeOption<
  | LineSeriesOption
  | BarSeriesOption
  | BoxplotSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | TooltipComponentOption
  | LegendComponentOption
  | DataZoomComponentOption
  | MarkLineComponentOption
  | AriaComponentOption
>;

/** A number as people read it: at most one decimal under 100, thousands apart. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** A value with its unit; a dash for none. ECharts hands over anything, so anything is taken. */
export function formatValue(value: unknown, unit: string): string {
  if (typeof value !== 'number' || Number.isNaN(value)) return '–';
  return unit ? `${formatNumber(value)} ${unit}` : formatNumber(value);
}

/** Text made safe for a tooltip's HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten. */
export function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/**
 * The end of a value axis that has a target above its values, so that the target is on the picture;
 * undefined leaves the axis to ECharts. A target over three times the highest value is left out:
 * it would flatten what the chart is about.
 */
export function maxForTarget(highest: number, target: number | undefined): number | undefined {
  if (target === undefined || target <= highest || target > highest * 3) return undefined;
  return niceCeiling(target);
}

/** The scale of an axis of percents that would else round up beyond the whole; nothing leaves it to ECharts. */
export function scaleToWhole(highest: number, unit: string): { max?: number; interval?: number } {
  return unit === '%' && highest > 80 && highest <= 100 ? { max: 100, interval: 25 } : {};
}

/** A tooltip: a heading and lines of name and value, all escaped. */
export function tooltipRows(heading: string, rows: readonly (readonly string[])[]): string {
  const lines = rows.map(
    ([name = '', value = '']) =>
      `<div style="display:flex;gap:20px;justify-content:space-between"><span>${escapeHtml(name)}</span><b style="font-weight:600">${escapeHtml(value)}</b></div>`,
  );
  return `<div style="font-weight:600;margin-bottom:2px">${escapeHtml(heading)}</div>${lines.join('')}`;
}

/** What every chart shares: face, tooltip, no title (the figure has one). */
export function baseOption(theme: ChartTheme): ChartOption {
  return {
    textStyle: { fontFamily: theme.fontFamily, color: theme.inkSoft, fontSize: 12 },
    color: [...theme.series],
    aria: { enabled: true, label: { enabled: false }, decal: { show: false } },
    tooltip: {
      confine: true,
      backgroundColor: theme.raised,
      borderColor: theme.line,
      borderWidth: 1,
      padding: [8, 10],
      textStyle: { color: theme.ink, fontSize: 12, fontFamily: theme.fontFamily },
      extraCssText:
        'border-radius:5px;box-shadow:0 8px 24px -6px rgba(0,0,0,.25);font-variant-numeric:tabular-nums',
    },
  };
}

/** A legend on top, left, in the order of the series. */
export function legendOption(theme: ChartTheme, names: readonly string[]): LegendComponentOption {
  return {
    show: names.length > 1,
    type: 'scroll',
    top: 0,
    left: 0,
    itemWidth: 26,
    itemHeight: 9,
    itemGap: 16,
    data: [...names],
    textStyle: { color: theme.inkSoft, fontSize: 12 },
    inactiveColor: theme.muted,
    pageIconColor: theme.ink,
    pageTextStyle: { color: theme.muted },
  };
}

/** The look of a category axis: a hairline, small ticks, quiet labels. */
export function categoryLook(theme: ChartTheme) {
  return {
    axisLine: { lineStyle: { color: mix(theme.muted, 0.6) } },
    axisTick: { alignWithLabel: true, length: 4, lineStyle: { color: mix(theme.muted, 0.6) } },
    axisLabel: {
      color: theme.muted,
      fontSize: 11,
      hideOverlap: true,
      alignMaxLabel: 'right' as const,
    },
  };
}

/** The look of a value axis: hairlines across, its unit at the end. */
export function valueLook(theme: ChartTheme, unit: string) {
  return {
    name: unit,
    nameTextStyle: { color: theme.muted, fontSize: 11 },
    axisLabel: {
      color: theme.muted,
      fontSize: 11,
      hideOverlap: true,
      formatter: (value: number) => value.toLocaleString('en'),
    },
    splitLine: { lineStyle: { color: theme.line } },
    splitNumber: 4,
  };
}

/** The place of the bucket or group an axis tooltip stands on; -1 for none. */
export function placeOfTooltip(shown: unknown): number {
  const item: unknown = Array.isArray(shown) ? shown[0] : shown;
  if (typeof item !== 'object' || item === null || !('dataIndex' in item)) return -1;
  return typeof item.dataIndex === 'number' ? item.dataIndex : -1;
}

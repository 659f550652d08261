import type { ChartData } from '@/lib/metrics/chart-data';
import { bandOption } from './band-option';
import { barHeight, barOption } from './bar-option';
import { boxOption } from './box-option';
import type { ChartOption } from './chart-parts';
import type { ChartTheme } from './chart-theme';
import { controlOption } from './control-option';
import { histogramOption } from './histogram-option';
import { lineOption } from './line-option';
import { paretoHeight, paretoOption } from './pareto-option';

/** What to draw, as plain data (a server page may pass it); `custom` is for client components only. */
export type ChartSpec = ChartData | { kind: 'custom'; option: (theme: ChartTheme) => ChartOption };

/** The ECharts option of a spec under a theme; `width` in pixels. */
export function chartOption(spec: ChartSpec, theme: ChartTheme, width?: number): ChartOption {
  switch (spec.kind) {
    case 'line':
      return lineOption(spec.data, theme);
    case 'band':
      return bandOption(spec.data, theme);
    case 'bar':
      return barOption(spec.data, theme, width);
    case 'box':
      return boxOption(spec.data, theme);
    case 'control':
      return controlOption(spec.data, theme);
    case 'pareto':
      return paretoOption(spec.data, theme, width);
    case 'histogram':
      return histogramOption(spec.data, theme);
    case 'custom':
      return spec.option(theme);
  }
}

/** The height in pixels a spec reads well at. */
export function chartHeight(spec: ChartSpec): number {
  if (spec.kind === 'bar' && !spec.data.upright) return barHeight(spec.data);
  if (spec.kind === 'pareto') return paretoHeight(spec.data);
  return spec.kind === 'line' && spec.data.volume ? 340 : 280;
}

/** True when there is not one value to draw. */
export function chartIsEmpty(spec: ChartSpec): boolean {
  switch (spec.kind) {
    case 'line':
    case 'band':
    case 'bar':
      return spec.data.series.every((series) => series.values.every((value) => value === null));
    case 'box':
      return spec.data.groups.every((group) => group.box === null);
    case 'control':
      return spec.data.values.every((value) => value === null);
    case 'pareto':
      return spec.data.groups.length === 0;
    case 'histogram':
      return spec.data.bars.length === 0;
    case 'custom':
      return false;
  }
}

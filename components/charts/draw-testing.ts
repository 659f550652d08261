import type { ChartOption } from './chart-parts';
import { init } from './echarts-core';

/** Draws an option with the registered parts of ECharts, without a browser; answers the SVG. */
export function drawSvg(option: ChartOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 800, height: 400 });
  chart.setOption({ ...option, animation: false });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

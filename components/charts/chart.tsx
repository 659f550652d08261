'use client';

import type { ECharts } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { cn } from '@/components/ui/class-names';
import { chartHeight, chartOption, type ChartSpec } from './chart-spec';
import { readChartTheme } from './chart-theme';

export type ChartProps = {
  spec: ChartSpec;
  /** What the picture shows, in a sentence, for those who cannot see it. */
  label: string;
  /** The key of what was clicked. */
  onSelect?: (key: string) => void;
  height?: number;
  className?: string;
};

/** The width charts are laid out for on paper, whatever the window's; then scaled to the page. */
const PAPER_PX = 720;

/**
 * Draws a spec with ECharts as SVG (sharp in print). Follows the theme, its own width and the wish
 * for less motion. The picture is one image to assistive technology: pages use ChartFigure, which
 * puts a table behind it.
 */
export function Chart({
  spec,
  label,
  onSelect,
  height = chartHeight(spec),
  className,
}: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ spec, onSelect });
  const draw = useRef<(() => void) | null>(null);

  useEffect(() => {
    latest.current = { spec, onSelect };
    draw.current?.();
  }, [spec, onSelect]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let chart: ECharts | undefined;
    let gone = false;
    const less = matchMedia('(prefers-reduced-motion: reduce)');
    const dark = matchMedia('(prefers-color-scheme: dark)');

    let onPaper = false;
    draw.current = () => {
      if (!chart) return;
      const width = onPaper ? PAPER_PX : element.clientWidth;
      const option = chartOption(latest.current.spec, readChartTheme(element), width);
      chart.setOption(
        {
          ...option,
          animation: !less.matches && !onPaper,
          animationDuration: 240,
          animationDurationUpdate: 240,
        },
        { notMerge: true },
      );
    };
    const redraw = () => draw.current?.();
    let narrow = element.clientWidth < 480;
    const size = new ResizeObserver(() => {
      chart?.resize();
      if (narrow === element.clientWidth < 480) return;
      narrow = !narrow;
      redraw();
    });
    const theme = new MutationObserver(redraw);
    // Printing waits for nothing: the picture must be whole when these return.
    const toPaper = () => {
      onPaper = true;
      chart?.resize({ width: PAPER_PX });
      redraw();
      chart?.getZr().flush();
      element
        .querySelector('svg')
        ?.setAttribute('viewBox', `0 0 ${PAPER_PX} ${element.clientHeight}`);
    };
    const toScreen = () => {
      onPaper = false;
      element.querySelector('svg')?.removeAttribute('viewBox');
      chart?.resize({ width: 'auto' });
      redraw();
    };

    void import('./echarts-core').then(({ init }) => {
      if (gone) return;
      chart = init(element, null, { renderer: 'svg' });
      redraw();
      chart.on('click', (event) => {
        const key = keyOf(event.data);
        if (key !== undefined) latest.current.onSelect?.(key);
      });
      size.observe(element);
      theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
      less.addEventListener('change', redraw);
      dark.addEventListener('change', redraw);
      window.addEventListener('beforeprint', toPaper);
      window.addEventListener('afterprint', toScreen);
    });
    return () => {
      gone = true;
      draw.current = null;
      size.disconnect();
      theme.disconnect();
      less.removeEventListener('change', redraw);
      dark.removeEventListener('change', redraw);
      window.removeEventListener('beforeprint', toPaper);
      window.removeEventListener('afterprint', toScreen);
      chart?.dispose();
    };
  }, []);

  return (
    <div
      role="img"
      aria-label={label}
      className={cn('w-full min-w-0', className)}
      style={{ height }}
    >
      <div
        ref={host}
        aria-hidden="true"
        className={cn('size-full', onSelect && '[&_path]:cursor-pointer')}
      />
    </div>
  );
}

/** The `key` an option builder put on a data item, if any. */
function keyOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null || !('key' in item)) return undefined;
  return typeof item.key === 'string' ? item.key : undefined;
}

import type { FigureChart, FigureView } from '@/lib/metrics/define-figure';

/**
 * Which charts of a page take its whole width: trends do, and what would stand alone in its row.
 * The order stays as the figure gave it.
 */
export function chartWidths(kinds: readonly FigureChart['chart']['kind'][]): ('whole' | 'half')[] {
  const widths: ('whole' | 'half')[] = [];
  for (let at = 0; at < kinds.length; at += 1) {
    const next = kinds[at + 1];
    if (kinds[at] === 'line' || next === undefined || next === 'line') widths.push('whole');
    else {
      widths.push('half', 'half');
      at += 1;
    }
  }
  return widths;
}

/** Whether a page would show zeros and dashes only: then it says so instead. */
export function nothingCounted({ tiles, charts, tables }: FigureView): boolean {
  const isNothing = (value: unknown) =>
    value === null || value === undefined || Number.parseFloat(String(value)) === 0;
  return (
    tiles.every(({ value, n }) => isNothing(value) && isNothing(n)) &&
    charts.every(({ n }) => isNothing(n)) &&
    tables.every(({ table }) => table.rows.length === 0)
  );
}

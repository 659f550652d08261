'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Chart } from './chart';
import { boxScale } from './box-option';
import { chartIsEmpty, type ChartSpec } from './chart-spec';
import { ChartTableView } from './chart-table-view';
import type { ChartTable } from '@/lib/metrics/chart-data';

/**
 * A chart with its title, its n and the table behind it. A click on a point follows `hrefs[key]`
 * (else the `href` of the table's row with that key), or calls `onSelect`; the table's rows carry
 * the same links for the keyboard.
 */
export function ChartFigure({
  title,
  description,
  chart,
  table,
  n,
  nLabel = 'tests',
  caption,
  hrefs,
  onSelect,
  actions,
  height,
  empty,
  level = 2,
  className,
}: {
  title: string;
  /** What the chart says, in a sentence; shown under the title and read aloud as the picture's text. */
  description: string;
  chart: ChartSpec;
  table: ChartTable;
  n?: number;
  /** What n counts. */
  nLabel?: string;
  /** Under the chart: what was left out, how it was computed. */
  caption?: ReactNode;
  hrefs?: Record<string, string>;
  onSelect?: (key: string) => void;
  actions?: ReactNode;
  height?: number;
  /** Shown when there is nothing to draw; default a short sentence. */
  empty?: ReactNode;
  level?: 2 | 3;
  className?: string;
}) {
  const router = useRouter();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  const isEmpty = chartIsEmpty(chart);
  const links = new Map<string, string>();
  for (const row of table.rows) if (row.href) links.set(row.key, row.href);
  for (const [key, href] of Object.entries(hrefs ?? {})) links.set(key, href);
  const select =
    onSelect ??
    (links.size > 0
      ? (key: string) => {
          const href = links.get(key);
          if (href) router.push(href);
        }
      : undefined);
  const beyond = chart.kind === 'box' ? boxScale(chart.data).beyond : 0;
  return (
    <figure
      aria-labelledby={id}
      className={cn('flex min-w-0 flex-col rounded-lg border bg-surface', className)}
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-3">
        <div className="min-w-0 grow basis-52">
          <Heading id={id} className="text-sm font-semibold">
            {title}
          </Heading>
          <p className="mt-0.5 text-dense text-pretty text-muted">{description}</p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {actions}
          {isEmpty ? null : (
            <Button
              size="sm"
              variant="ghost"
              onClick={() => setAsTable(!asTable)}
              className="-mr-2 print:hidden"
            >
              {asTable ? 'Show chart' : 'Show table'}
            </Button>
          )}
        </div>
      </div>
      {isEmpty ? (
        <div className="flex grow items-center justify-center px-6 py-14 text-center text-sm text-muted">
          {empty ?? 'Nothing to count with these filters. Widen the period or take a filter off.'}
        </div>
      ) : (
        <>
          <div className="px-3 pt-3 pb-2" hidden={asTable}>
            <Chart
              spec={chart}
              label={`${title}. ${description}`}
              onSelect={select}
              height={height}
            />
          </div>
          <div className="pt-2" hidden={!asTable}>
            <ChartTableView label={`${title}: table`} table={table} tall={asTable} />
          </div>
        </>
      )}
      {n !== undefined || caption || beyond > 0 ? (
        <figcaption className="mt-auto flex flex-wrap gap-x-3 border-t px-4 py-2 text-xs text-muted">
          {n === undefined ? null : (
            <span>
              {n.toLocaleString('en')} {nLabel}
            </span>
          )}
          {beyond > 0 ? (
            <span>{beyond} outliers lie above the scale; the table counts them</span>
          ) : null}
          {caption ? <span>{caption}</span> : null}
        </figcaption>
      ) : null}
    </figure>
  );
}

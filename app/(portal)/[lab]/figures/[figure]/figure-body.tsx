import { ChartFigure } from '@/components/charts/chart-figure';
import { ChartTableView } from '@/components/charts/chart-table-view';
import { chartWidths, nothingCounted } from '@/components/metrics/chart-widths';
import { FigureTiles } from '@/components/metrics/figure-tiles';
import { ReceiptPopover } from '@/components/metrics/receipt-popover';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { periodText } from '@/components/metrics/period-text';
import type { DefinedFigure } from '@/lib/metrics/define-figure';
import type { FigureAddress } from '@/lib/metrics/figure-address';
import { dayAway, type Days } from '@/lib/metrics/turnaround/turnaround-view';
import { changedQuery } from '@/lib/platform/http/page-address';
import type { Ctx } from '@/lib/platform/context';
import { AskedWrongly, faultsOrFound } from './asked-wrongly';

/** What a figure shows: its numbers, charts and tables, with their receipt. */
export async function FigureBody({
  ctx,
  figure,
  address: { days, asked, given },
  all,
  today,
}: {
  ctx: Ctx;
  figure: DefinedFigure;
  address: FigureAddress;
  /** The days the lab has finished work of. */
  all: Days | null;
  today: string;
}) {
  const { slug: labSlug, timeZone } = ctx.lab;
  const path = `/${labSlug}/figures/${figure.name}`;
  const period = figure.parameters.includes('from');
  const shared = period ? { ...given, ...days } : given;
  const rows = (which: string, changes: Record<string, string | null> = {}) =>
    `${path}/rows${changedQuery(shared, { ...changes, which })}`;
  const { faults, found: view } = await faultsOrFound(
    figure.show(ctx, asked, { rows, days, labSlug }),
  );
  if (!view) return <AskedWrongly faults={faults ?? []} beginHref={path} />;
  const { receipt, tiles, charts, tables } = view;
  const here = (changes: Record<string, string>) => `${path}${changedQuery(shared, changes)}`;
  if (nothingCounted(view)) {
    return (
      <div className="space-y-5">
        <Card flush>
          <NothingCounted noun={figure.rows.noun} days={days} all={all} here={here} />
        </Card>
        <FigureTiles tiles={tiles} rowsHref={rows} />
      </div>
    );
  }
  const widths = chartWidths(charts.map(({ chart }) => chart.kind));
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="grow text-dense text-muted">
          {period ? `${periodText(days)}, ` : ''}
          {timeZone.replaceAll('_', ' ')}
          {!period || days.to >= today ? ', up to now' : ''}
        </p>
        <ReceiptPopover
          receipt={receipt}
          answerUrl={receipt.rows_url.replace(`/${figure.name}/rows?`, `/${figure.name}?`)}
        />
      </div>
      <FigureTiles tiles={tiles} rowsHref={rows} />
      {charts.length > 0 ? (
        <div className="grid gap-5 xl:grid-cols-2">
          {charts.map((chart, at) => (
            <ChartFigure
              key={chart.title}
              {...chart}
              className={cn(widths[at] === 'whole' && 'xl:col-span-2')}
            />
          ))}
        </div>
      ) : null}
      {tables.map(({ title, description, table }) => (
        <Card key={title} flush title={title} description={description}>
          {table.rows.length === 0 ? (
            <p className="px-4 py-6 text-center text-sm text-muted">Nothing in this period.</p>
          ) : (
            <ChartTableView label={title} table={table} tall={table.rows.length > 25} />
          )}
        </Card>
      ))}
    </div>
  );
}

/** Nothing in the period: leads to where there is something, or to bringing it in. */
function NothingCounted({
  noun,
  days,
  all,
  here,
}: {
  noun: string;
  days: Days;
  all: Days | null;
  here: (changes: Record<string, string>) => string;
}) {
  if (!all) {
    return (
      <EmptyState title="Nothing to count yet">
        This figure appears here as soon as the lab has {noun} of the period: import a file, or send
        them through the interface.
      </EmptyState>
    );
  }
  const latest = dayAway(all.to, -27);
  return (
    <EmptyState
      title={`No ${noun}: ${periodText(days)}`}
      actions={
        <>
          <LinkButton
            variant="primary"
            href={here({ from: latest < all.from ? all.from : latest, to: all.to })}
          >
            Jump to the latest data
          </LinkButton>
          <LinkButton href={here(all)}>All data</LinkButton>
        </>
      }
    >
      With these filters there is nothing to count in the period. This lab has finished work from{' '}
      {periodText(all)}.
    </EmptyState>
  );
}

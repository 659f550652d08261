import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { FigureFilters } from '@/components/metrics/figure-filters';
import { PageHeader } from '@/components/ui/page-header';
import { ChartSkeleton, StatRowSkeleton, TableSkeleton } from '@/components/ui/skeleton';
import { pageCtx } from '@/lib/entry/page';
import { readFigureAddress } from '@/lib/metrics/figure-address';
import { standingChoices } from '@/lib/metrics/figure-choices';
import { figureNamed } from '@/lib/metrics/figures/figure-list';
import { DEFAULT_SEGMENT, segmentNamed } from '@/lib/metrics/segment';
import { dataExtent } from '@/lib/metrics/turnaround/turnaround-page';
import { dayAway, dayOf } from '@/lib/metrics/turnaround/turnaround-view';
import { changedQuery, type GivenParams } from '@/lib/platform/http/page-address';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { activeFilters } from '../../turnaround/active-filters';
import { AskedWrongly } from './asked-wrongly';
import { FigureBody } from './figure-body';

type Props = {
  params: Promise<{ lab: string; figure: string }>;
  searchParams: Promise<GivenParams>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: figureNamed((await params).figure)?.title };
}

/** The page of any figure of lib/metrics/figures/figure-list.ts. */
export default async function FigurePage({ params, searchParams }: Props) {
  const { lab: slug, figure: name } = await params;
  const ctx = await pageCtx(slug);
  const figure = figureNamed(name);
  if (!figure) notFound();
  const path = `/${ctx.lab.slug}/figures/${figure.name}`;
  const { timeZone } = ctx.lab;
  const read = readFigureAddress(figure, await searchParams, { now: ctx.now, timeZone });
  const faults = read.faults ?? figure.asked(read.found.asked).faults;
  if (!read.found || faults) {
    return (
      <div className="space-y-5">
        <PageHeader title={figure.title} />
        <AskedWrongly faults={faults ?? []} beginHref={path} />
      </div>
    );
  }
  const address = read.found;
  const { given } = address;
  const segment = segmentNamed(DEFAULT_SEGMENT);
  const [choices, extent] = await Promise.all([
    filterOptions(ctx),
    segment ? dataExtent(ctx, segment) : null,
  ]);
  const all = extent && { from: dayOf(extent.first, timeZone), to: dayOf(extent.last, timeZone) };
  const today = dayOf(ctx.now, timeZone);
  const presets = [
    { label: 'Today', from: today, to: today },
    ...[7, 28, 90].map((length) => ({
      label: `${length} days`,
      from: dayAway(today, 1 - length),
      to: today,
    })),
    ...(all ? [{ label: 'All data', ...all }] : []),
  ];
  return (
    <div className="space-y-5">
      <PageHeader title={figure.title} description={figure.summary} />
      <FigureFilters
        figure={figure}
        address={address}
        {...standingChoices(figure, address.asked)}
        presets={presets}
        choices={choices}
        active={activeFilters(path, given, address.filters)}
        resetHref={`${path}${changedQuery({ from: given.from, to: given.to })}`}
      />
      <Suspense key={changedQuery(given)} fallback={<FigureSkeleton />}>
        <FigureBody ctx={ctx} figure={figure} address={address} all={all} today={today} />
      </Suspense>
    </div>
  );
}

function FigureSkeleton() {
  return (
    <div className="space-y-5">
      <StatRowSkeleton count={4} />
      <ChartSkeleton />
      <TableSkeleton rows={6} columns={4} />
    </div>
  );
}

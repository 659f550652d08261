import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TurnaroundFilters } from '@/components/metrics/turnaround-filters';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { ChartSkeleton, StatRowSkeleton, TableSkeleton } from '@/components/ui/skeleton';
import { pageCtx } from '@/lib/entry/page';
import { dataExtent } from '@/lib/metrics/turnaround/turnaround-page';
import { dayAway, dayOf, daysOf, TurnaroundView } from '@/lib/metrics/turnaround/turnaround-view';
import { changedQuery, type GivenParams } from '@/lib/platform/http/page-address';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { activeFilters } from './active-filters';
import { TurnaroundFigures } from './figures';
import { readView } from './read-view';

export const metadata: Metadata = { title: 'Turnaround' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function TurnaroundPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const path = `/${ctx.lab.slug}/turnaround`;
  const read = await readView(TurnaroundView, searchParams);
  if (read.faults) {
    return (
      <div className="space-y-5">
        <PageHeader title="Turnaround" />
        <ProblemNotice
          title="This address asks for something that is not there"
          detail={read.faults.join(' · ')}
          actions={<LinkButton href={path}>Begin again</LinkButton>}
        />
      </div>
    );
  }
  const { view, params: given } = read;
  const { timeZone } = ctx.lab;
  const [choices, extent] = await Promise.all([filterOptions(ctx), dataExtent(ctx, view.segment)]);
  const today = dayOf(ctx.now, timeZone);
  const days = daysOf(view, ctx.now, timeZone);
  const all = extent && { from: dayOf(extent.first, timeZone), to: dayOf(extent.last, timeZone) };
  const presets = [
    { label: 'Today', from: today, to: today },
    ...[7, 28, 90].map((length) => ({
      label: `${length} days`,
      from: dayAway(today, 1 - length),
      to: today,
    })),
    ...(all ? [{ label: 'All data', ...all }] : []),
  ];
  const hidden = { group: view.group, sort: view.sort, ...(view.dir ? { dir: view.dir } : {}) };
  return (
    <div className="space-y-5">
      <PageHeader
        title="Turnaround"
        description="How long work takes between two milestones, how much of it keeps its target, and where and when it is slow."
      />
      <TurnaroundFilters
        view={view}
        days={days}
        presets={presets}
        choices={choices}
        active={activeFilters(path, given, view)}
        resetHref={`${path}${changedQuery({ from: given.from, to: given.to })}`}
        hidden={hidden}
      />
      <Suspense key={changedQuery(given)} fallback={<FiguresSkeleton />}>
        <TurnaroundFigures ctx={ctx} view={view} params={given} days={days} all={all} />
      </Suspense>
    </div>
  );
}

function FiguresSkeleton() {
  return (
    <div className="space-y-5">
      <StatRowSkeleton count={5} />
      <ChartSkeleton />
      <TableSkeleton rows={6} columns={6} />
    </div>
  );
}

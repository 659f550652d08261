import type { Metadata } from 'next';
import { deviceHref } from '@/components/containers/addresses';
import { Choice } from '@/components/metrics/turnaround-filters';
import { ReceiptPopover } from '@/components/metrics/receipt-popover';
import { UptimeStats } from '@/components/metrics/uptime-stats';
import { UptimeTable } from '@/components/metrics/uptime-table';
import { UptimeTimeline } from '@/components/metrics/uptime-timeline';
import { Card } from '@/components/ui/card';
import { DateRange } from '@/components/ui/date-range';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { periodText } from '@/components/metrics/period-text';
import { statesNow } from '@/lib/devices/states/states-now';
import { pageCtx } from '@/lib/entry/page';
import { dayAway, dayOf } from '@/lib/metrics/turnaround/turnaround-view';
import type { UptimeRowSet } from '@/lib/metrics/uptime/contract';
import { uptime } from '@/lib/metrics/uptime/uptime';
import { questionOf, UptimeView } from '@/lib/metrics/uptime/uptime-view';
import { actorMay } from '@/lib/platform/access/permissions';
import { changedQuery, type GivenParams } from '@/lib/platform/http/page-address';
import { filterOptions } from '@/lib/specimens/lists/filter-options';
import { activeFilters } from '../turnaround/active-filters';
import { readView } from '../turnaround/read-view';

export const metadata: Metadata = { title: 'Instruments' };

type Props = { params: Promise<{ lab: string }>; searchParams: Promise<GivenParams> };

export default async function InstrumentsPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab);
  const { slug, timeZone } = ctx.lab;
  const path = `/${slug}/instruments`;
  const read = await readView(UptimeView, searchParams);
  if (read.faults) {
    return (
      <div className="space-y-5">
        <PageHeader title="Instruments" />
        <ProblemNotice
          title="This address asks for something that is not there"
          detail={read.faults.join(' · ')}
          actions={<LinkButton href={path}>Begin again</LinkButton>}
        />
      </div>
    );
  }
  const { view, params: given } = read;
  const { days, query } = questionOf(view, ctx.now, timeZone);
  const [answer, states, choices] = await Promise.all([
    uptime(ctx, query),
    statesNow(ctx),
    filterOptions(ctx),
  ]);
  const { devices, total, receipt } = answer;
  const today = dayOf(ctx.now, timeZone);
  const presets = [
    { label: 'Today', from: today, to: today },
    ...[7, 28, 90].map((length) => ({
      label: `${length} days`,
      from: dayAway(today, 1 - length),
      to: today,
    })),
  ];
  const shared = { ...days, device: view.device };
  const rowsHref = (which: UptimeRowSet, device?: string) =>
    `${path}/rows${changedQuery(shared, { which, ...(device ? { device } : {}) })}`;
  const known = total.coverage_percent !== null && total.coverage_percent > 0;
  return (
    <div className="space-y-5">
      <PageHeader
        title="Instruments"
        description="How much of the time each device was up, when it stopped, and what the stops cost."
        actions={<LinkButton href={`${path}/states`}>What states mean</LinkButton>}
      />
      <FilterBar
        active={activeFilters(path, given, { device: view.device })}
        resetHref={`${path}${changedQuery({ from: view.from, to: view.to })}`}
      >
        <DateRange legend="Period" from={days.from} to={days.to} presets={presets} />
        <Choice
          name="device"
          label="Device"
          any="All devices"
          options={choices.devices}
          chosen={view.device}
        />
      </FilterBar>
      {devices.length === 0 ? (
        <Card flush>
          <NoDevices
            any={choices.devices.length > 0}
            addHref={actorMay(ctx.actor, 'platform.write') ? `/${slug}/admin/devices` : undefined}
            resetHref={path}
          />
        </Card>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="grow text-dense text-muted">
              {periodText(days)}, {timeZone.replaceAll('_', ' ')}
              {days.to >= today ? ', up to now' : ''}
            </p>
            <ReceiptPopover
              receipt={receipt}
              answerUrl={receipt.rows_url.replace('/uptime/rows?', '/uptime?')}
            />
          </div>
          <UptimeStats answer={answer} rowsHref={rowsHref} />
          <Card
            flush
            title="Timeline"
            description="What each device was, over the period; every name leads to its stretches."
          >
            {known ? (
              <UptimeTimeline
                devices={devices}
                from={receipt.window.from}
                to={receipt.window.to}
                timeZone={timeZone}
                rowsHref={(device) => rowsHref('stretches', device)}
              />
            ) : (
              <EmptyState title="No states reported">
                No device said in this period, or before it, what state it is in. Uptime begins with
                the first state that a device reports.
              </EmptyState>
            )}
          </Card>
          <Card
            flush
            title="Devices"
            description="Uptime counts idle time as up, and leaves planned and unknown time out. Every figure leads to its rows."
          >
            <UptimeTable
              devices={devices}
              states={new Map(states.map((state) => [state.device, state]))}
              timeZone={timeZone}
              deviceHref={(device) => `${path}${changedQuery({ ...given, device })}`}
              pageHref={(device) => deviceHref(slug, device)}
              rowsHref={(device, which) => rowsHref(which, device)}
            />
          </Card>
        </>
      )}
    </div>
  );
}

function NoDevices({
  any,
  addHref,
  resetHref,
}: {
  /** Whether the lab has devices at all. */
  any: boolean;
  /** Where whoever may adds one. */
  addHref?: string;
  resetHref: string;
}) {
  if (any) {
    return (
      <EmptyState
        title="No such device in this period"
        actions={<LinkButton href={resetHref}>All devices</LinkButton>}
      >
        None of the devices asked for was in use in this period.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No devices yet"
      actions={addHref ? <LinkButton href={addHref}>Add a device</LinkButton> : undefined}
    >
      Uptime is measured of the lab’s devices, from the states they report.
    </EmptyState>
  );
}

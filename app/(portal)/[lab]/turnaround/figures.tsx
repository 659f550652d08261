import type { ReactNode } from 'react';
import { ChartFigure } from '@/components/charts/chart-figure';
import { ComparisonTable } from '@/components/metrics/comparison-table';
import { firstDirection, GroupTable } from '@/components/metrics/group-table';
import { minutesText } from '@/components/metrics/minutes-text';
import { ReceiptPopover } from '@/components/metrics/receipt-popover';
import {
  patternChart,
  spreadChart,
  trendChart,
  type Pattern,
} from '@/components/metrics/turnaround-charts';
import { TurnaroundStats } from '@/components/metrics/turnaround-stats';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { LinkTabs } from '@/components/ui/link-tabs';
import { periodText } from '@/components/metrics/period-text';
import { comparedPeriod } from '@/lib/metrics/turnaround/compared-period';
import { NONE, type Censored } from '@/lib/metrics/contract';
import type { RowSet } from '@/lib/metrics/turnaround/rows-contract';
import { turnaroundBefore, turnaroundPage } from '@/lib/metrics/turnaround/turnaround-page';
import {
  bucketsOfDays,
  dayAway,
  daysOfBucket,
  grainOf,
  questionPart,
  TABLE_GROUPINGS,
  windowOfDays,
  type Days,
  type TableSort,
  type TurnaroundView,
} from '@/lib/metrics/turnaround/turnaround-view';
import { changedQuery, type GivenParams } from '@/lib/platform/http/page-address';
import type { Ctx } from '@/lib/platform/context';

const PATTERNS: { pattern: Pattern; title: string; description: string }[] = [
  { pattern: 'weekday', title: 'By weekday', description: 'Which days of the week are slow.' },
  {
    pattern: 'week_of_month',
    title: 'By week of the month',
    description: 'Whether the end of a month is slower than its beginning.',
  },
  { pattern: 'hour_bin', title: 'By hour', description: 'Which hours of the day are slow.' },
];

const TAB_LABELS: Record<(typeof TABLE_GROUPINGS)[number], string> = {
  assay: 'Assay',
  department: 'Department',
  location: 'Location',
  priority: 'Priority',
  device: 'Device',
};

/** The days of a period that can hold data, so that a trend is not mostly empty. */
function overlap(days: Days, all: Days): Days {
  return {
    from: days.from < all.from ? all.from : days.from,
    to: days.to > all.to ? all.to : days.to,
  };
}

/** All figures of a view: read in one go, drawn in three ways. */
export async function TurnaroundFigures({
  ctx,
  view,
  params,
  days,
  all,
}: {
  ctx: Ctx;
  view: TurnaroundView;
  params: GivenParams;
  days: Days;
  /** The days the lab has data of. */
  all: Days | null;
}) {
  const { lab } = ctx;
  const path = `/${lab.slug}/turnaround`;
  const grain = view.grain ?? grainOf(days);
  const period = view.compare && comparedPeriod(view.compare, days, ctx.now, lab.timeZone);
  const [page, before] = await Promise.all([
    turnaroundPage(ctx, view, windowOfDays(days, lab.timeZone), grain),
    period && turnaroundBefore(ctx, view, period.window),
  ]);
  const n = page.whole.total_specimens;
  const nLabel = view.unit === 'test' ? 'tests' : 'specimens';

  const here = (changes: Record<string, string | string[] | null>) =>
    `${path}${changedQuery({ ...params, ...days }, changes)}`;
  const shared = questionPart({ ...params, ...days });
  const rows = (which: RowSet, changes: Record<string, string | string[] | null> = {}) =>
    `${path}/rows${changedQuery(shared, { ...changes, which: which === 'included' ? null : which })}`;
  const target = page.target === null ? undefined : { label: 'Target', value: page.target };
  const answerUrl = page.receipt.rows_url.replace('/tat/rows?', '/tat?');

  const stats = (
    <TurnaroundStats figure={page.whole} nLabel={nLabel} rowsHref={(which) => rows(which)} />
  );
  const compared =
    period && before ? (
      <Card
        flush
        title={`Compared with ${periodText(period.days)}`}
        description={
          ctx.now < windowOfDays(days, lab.timeZone).to
            ? 'This period is not over: the earlier one goes up to the same time by the clock.'
            : 'Both periods whole, by the lab’s calendar.'
        }
      >
        <ComparisonTable
          label="Two periods"
          whole={{ now: page.whole, before: before.whole }}
          groups={{ now: page.table, before: before.table }}
        />
      </Card>
    ) : null;
  if (n === 0) {
    return (
      <div className="space-y-5">
        <Card flush>
          <NothingFinished days={days} all={all} labSlug={lab.slug} here={here} />
        </Card>
        {stats}
        {compared}
      </div>
    );
  }
  const trend = trendChart(
    bucketsOfDays(grain, all ? overlap(days, all) : days, lab),
    page.trend,
    target,
    nLabel,
    (key) => rows('included', daysOfBucket(grain, key, days)),
  );
  const direction = view.dir ?? firstDirection(view.sort);
  const sortHref = (sort: TableSort) =>
    here({
      sort,
      dir: sort === view.sort ? (direction === 'asc' ? 'desc' : 'asc') : firstDirection(sort),
    });
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="grow text-dense text-muted">
          {view.segment.label}, {periodText(days)}, {lab.timeZone.replaceAll('_', ' ')}
          {view.time === 'working' ? ', opening hours only' : ''}
        </p>
        <ReceiptPopover receipt={page.receipt} answerUrl={answerUrl} />
      </div>
      {stats}
      <OpenWork censored={page.censored} nLabel={nLabel} />
      {compared}
      <ChartFigure
        title={`By ${grain}`}
        description={`Median and P90 of what was finished in each ${grain}, over how many there were; a ${grain} of fewer than 10 is in the table.`}
        n={n}
        nLabel={nLabel}
        actions={<GrainLinks grain={grain} here={here} />}
        {...trend}
      />
      <Card
        flush
        title="Where it is slow"
        description="Every figure leads to its rows, every name narrows the view."
      >
        <LinkTabs
          label="Group by"
          className="px-4"
          tabs={TABLE_GROUPINGS.map((group) => ({
            href: here({ group }),
            label: TAB_LABELS[group],
            current: group === view.group,
          }))}
        />
        <GroupTable
          label={`Turnaround by ${view.group}`}
          groups={page.table}
          sort={view.sort}
          direction={direction}
          target={page.target}
          sortHref={sortHref}
          groupHref={(key) => here({ [view.group]: key ?? NONE })}
          rowsHref={(key, which) => rows(which, { [view.group]: key ?? NONE })}
        />
      </Card>
      {page.histogram ? (
        <ChartFigure
          title="How it is spread"
          description="How many took how long, up to P99 and beyond."
          n={n}
          nLabel={nLabel}
          {...spreadChart(page.histogram, page.whole, target, nLabel)}
        />
      ) : null}
      <Section title="When it is slow">
        <div className="grid gap-5 lg:grid-cols-3">
          {PATTERNS.map(({ pattern, title, description }) => (
            <ChartFigure
              key={pattern}
              level={3}
              title={title}
              description={description}
              n={n}
              nLabel={nLabel}
              {...patternChart(pattern, page.patterns[pattern], lab.firstWeekday, target, (key) =>
                rows('included', { [pattern]: key }),
              )}
            />
          ))}
        </div>
      </Section>
    </div>
  );
}

/** What began in the period, open work included: a backlog shows here before it shows above. */
function OpenWork({ censored, nLabel }: { censored: Censored; nLabel: string }) {
  if (censored.n === 0) return null;
  const text = (minutes: number | null) =>
    minutes === null ? 'not reached' : `${minutesText(minutes)} min`;
  return (
    <p className="px-1 text-dense text-muted">
      <span className="font-medium text-ink-soft">Open work counted in</span> Of{' '}
      {censored.n.toLocaleString('en')} {nLabel} begun in the period,{' '}
      {censored.open.toLocaleString('en')} still open: P50 {text(censored.p50)}, P90{' '}
      {text(censored.p90)} (Kaplan–Meier); of those finished alone P50 {text(censored.ordinary.p50)}
      , P90 {text(censored.ordinary.p90)}.
    </p>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="space-y-2.5">
      <h2 className="text-base font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function GrainLinks({
  grain,
  here,
}: {
  grain: string;
  here: (changes: Record<string, string>) => string;
}) {
  return (
    <nav aria-label="Trend by" className="flex gap-1">
      {['day', 'week', 'month'].map((each) => (
        <LinkButton
          key={each}
          href={here({ grain: each })}
          size="sm"
          variant={each === grain ? 'secondary' : 'ghost'}
          aria-current={each === grain ? 'true' : undefined}
        >
          {each.charAt(0).toUpperCase() + each.slice(1)}
        </LinkButton>
      ))}
    </nav>
  );
}

/** Nothing in the period: leads to where there is something, or to bringing it in. */
function NothingFinished({
  days,
  all,
  labSlug,
  here,
}: {
  days: Days;
  all: Days | null;
  labSlug: string;
  here: (changes: Record<string, string>) => string;
}) {
  if (!all) {
    return (
      <EmptyState
        title="No finished work yet"
        actions={<LinkButton href={`/${labSlug}/imports`}>Import a file</LinkButton>}
      >
        Turnaround appears here as soon as tests have both milestones: import a file, or send them
        through the interface.
      </EmptyState>
    );
  }
  const latest = dayAway(all.to, -27);
  return (
    <EmptyState
      title={`Nothing finished: ${periodText(days)}`}
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
      This lab has finished work from {periodText(all)}; with these filters there is none in the
      period.
    </EmptyState>
  );
}

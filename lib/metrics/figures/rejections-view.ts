import { bucketLabel } from '../bucket-label';
import { NONE } from '../contract';
import type { FigureChart, FigureLinks, FigureView } from '../define-figure';
import { daysOfBucket } from '../turnaround/turnaround-view';
import type { RejectionsAnswer } from './rejections';

const percent = (share: number | null) => (share === null ? null : share * 100);

const range = (ends: readonly (number | null)[]) =>
  ends.every((end) => end !== null) ? ends.map((end) => (end * 100).toFixed(1)).join('–') : null;

function limitsText({ limits, grain }: RejectionsAnswer): string {
  if (!limits) return `Limits are drawn once there are 12 complete ${grain}s.`;
  return (
    `Limits of Laney’s p′ chart from ${limits.buckets} complete ${grain}s: ` +
    `mean ${(limits.centre * 100).toFixed(2)} %, σz ${limits.sigma_z.toFixed(2)}. ` +
    'A provisional bar is not over, or cut by the period.'
  );
}

/** Without the empty ones that a long period begins with, before there was anything to count. */
function fromFirst<T>(list: readonly T[], isEmpty: (item: T, at: number) => boolean): readonly T[] {
  const first = list.findIndex((item, at) => !isEmpty(item, at));
  return first === -1 ? list : list.slice(first);
}

function overTime(answer: RejectionsAnswer, links: FigureLinks): FigureChart {
  const { grain, limits, receipt } = answer;
  const data = fromFirst(answer.data, ({ presented }) => presented === 0);
  return {
    title: `Rejection rate by ${grain}`,
    description:
      'Rejected in percent of the specimens presented; limits show what chance alone would make of it.',
    chart: {
      kind: 'control',
      data: {
        name: 'Rejected',
        unit: '%',
        buckets: data.map(({ key, presented, running, provisional }) => ({
          key,
          label: bucketLabel(grain, key, receipt.time_zone),
          n: presented,
          running,
          provisional,
        })),
        values: data.map((bucket) => percent(bucket.rate)),
        limits: limits && {
          centre: limits.centre * 100,
          lower: data.map(({ lower }) => percent(lower)),
          upper: data.map(({ upper }) => percent(upper)),
        },
      },
    },
    table: {
      columns: [
        { label: 'From' },
        { label: 'Presented', numeric: true },
        { label: 'Rejected', numeric: true },
        { label: 'Rate (%)', numeric: true },
        { label: 'Limits (%)', numeric: true },
        { label: 'Standing' },
      ],
      rows: data.map((bucket) => ({
        key: bucket.key,
        cells: [
          bucket.key,
          bucket.presented,
          bucket.rejected,
          percent(bucket.rate),
          range([bucket.lower, bucket.upper]),
          bucket.running ? 'Running' : bucket.provisional ? 'Cut by the period' : 'Complete',
        ],
        href: links.rows('rejected', daysOfBucket(grain, bucket.key, links.days)),
      })),
    },
    n: answer.presented,
    nLabel: 'specimens presented',
    caption: limitsText(answer),
  };
}

function byReason({ reasons, rejected }: RejectionsAnswer, links: FigureLinks): FigureChart {
  return {
    title: 'Reasons',
    description: 'Most frequent first; the line adds up their shares of all rejected.',
    chart: {
      kind: 'pareto',
      data: {
        unit: 'specimens',
        groups: reasons.map(({ key, label, count }) => ({ key: key ?? NONE, label, count })),
      },
    },
    table: {
      columns: [
        { label: 'Reason' },
        { label: 'Group' },
        { label: 'Rejected', numeric: true },
        { label: 'Share (%)', numeric: true },
      ],
      rows: reasons.map(({ key, label, group, count, share }) => ({
        key: key ?? NONE,
        cells: [label, group ?? '–', count, share * 100],
        href: links.rows('rejected', { rejection_reason: key ?? NONE }),
      })),
    },
    n: rejected,
    nLabel: 'rejected',
  };
}

/** So many reasons have a colour of their own; the rest is one. */
const SHOWN_REASONS = 5;

function byMonth(answer: RejectionsAnswer, links: FigureLinks): FigureChart {
  const { receipt } = answer;
  const months = fromFirst(answer.months, (_, at) =>
    answer.reasons.every(({ by_month }) => by_month[at] === 0),
  );
  const skipped = answer.months.length - months.length;
  const reasons = answer.reasons.map((reason) => ({
    ...reason,
    by_month: reason.by_month.slice(skipped),
  }));
  const shown = reasons.slice(0, SHOWN_REASONS);
  const others = reasons.slice(SHOWN_REASONS);
  const series = [
    ...shown.map(({ label, by_month }) => ({ name: label, values: by_month })),
    ...(others.length > 0
      ? [
          {
            name: `${others.length} others`,
            values: months.map((_, at) =>
              others.reduce((sum, { by_month }) => sum + (by_month[at] ?? 0), 0),
            ),
          },
        ]
      : []),
  ];
  return {
    title: 'Reasons by month',
    description: 'Rejected specimens by the month they were presented in.',
    chart: {
      kind: 'bar',
      data: {
        unit: 'specimens',
        stacked: true,
        upright: true,
        groups: months.map((key) => ({ key, label: bucketLabel('month', key, receipt.time_zone) })),
        series,
      },
    },
    table: {
      columns: [{ label: 'Month' }, ...reasons.map(({ label }) => ({ label, numeric: true }))],
      rows: months.map((key, at) => ({
        key,
        cells: [key, ...reasons.map(({ by_month }) => by_month[at] ?? 0)],
        href: links.rows('rejected', daysOfBucket('month', key, links.days)),
      })),
    },
    n: answer.rejected,
    nLabel: 'rejected',
  };
}

const GROUP_TITLES = {
  reason: ['Rejected by reason', 'rejection_reason'],
  location: ['Rejection rate by location', 'location'],
  assay: ['Rejection rate by assay', 'assay'],
  specimen_type: ['Rejection rate by specimen type', 'specimen_type'],
} as const;

function byGroup(answer: RejectionsAnswer, links: FigureLinks): FigureChart[] {
  const by = (['location', 'assay', 'specimen_type', 'reason'] as const).find(
    (each) => each === answer.receipt.filters.group_by,
  );
  const { groups } = answer;
  if (!by || !groups) return [];
  const [title, filter] = GROUP_TITLES[by];
  const shown = groups.slice(0, 20);
  return [
    {
      title,
      description:
        (by === 'reason'
          ? 'Of all specimens presented, the share rejected for each.'
          : 'Most rejected first; the number below a name says how many were presented.') +
        (groups.length > shown.length
          ? ` The first ${shown.length} of ${groups.length}; the table has all of them.`
          : ''),
      chart: {
        kind: 'bar',
        data: {
          unit: '%',
          groups: shown.map(({ key, label, presented }) => ({
            key: key ?? NONE,
            label,
            n: presented,
          })),
          series: [{ name: 'Rejected', values: shown.map((group) => percent(group.rate)) }],
        },
      },
      table: {
        columns: [
          { label: 'Group' },
          { label: 'Presented', numeric: true },
          { label: 'Rejected', numeric: true },
          { label: 'Rate (%)', numeric: true },
          { label: '95 % CI', numeric: true },
        ],
        rows: groups.map((group) => ({
          key: group.key ?? NONE,
          cells: [
            group.label,
            group.presented,
            group.rejected,
            percent(group.rate),
            range(group.ci95 ?? [null]),
          ],
          href: links.rows('rejected', { [filter]: group.key ?? NONE }),
        })),
      },
      n: answer.presented,
      nLabel: 'specimens presented',
    },
  ];
}

/** What the page of rejections shows. */
export function rejectionsView(answer: RejectionsAnswer, links: FigureLinks): FigureView {
  const [first] = answer.reasons;
  const interval = range(answer.ci95 ?? [null]);
  return {
    tiles: [
      {
        label: 'Rejection rate',
        value: percent(answer.rate),
        unit: '%',
        n: answer.presented,
        nLabel: 'specimens',
        sub: interval === null ? undefined : `95 % CI ${interval} %`,
        which: 'rejected',
      },
      { label: 'Rejected', value: answer.rejected, which: 'rejected' },
      { label: 'Presented', value: answer.presented, which: 'presented' },
      {
        label: 'Most frequent reason',
        value: first?.label ?? null,
        sub: first && `${(first.share * 100).toFixed(0)} % of those rejected`,
      },
    ],
    charts: [
      overTime(answer, links),
      byReason(answer, links),
      byMonth(answer, links),
      ...byGroup(answer, links),
    ],
    tables: [],
    receipt: answer.receipt,
  };
}

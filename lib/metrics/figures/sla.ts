import { z } from 'zod';
import { authorize } from '@/lib/platform/context';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { computeSla } from './sla/compute-sla';
import { NONE, questionShape, ReceiptAnswer, ShareAnswer } from '../contract';
import { defineFigure, rowsShape, type FigureLinks, type FigureTable } from '../define-figure';
import { segmentNamed } from '../segment';
import { SlaGroupAnswer, type SlaGroup } from './sla/sla-groups';
import { SLA_ROW_COLUMNS, SLA_SET_TEXTS, SLA_SETS, SlaRow, slaRows } from './sla/sla-rows';
import { chartBuckets, grainChoice, periodOfPoint, TREND_GRAINS, trendShape } from '../trend';

const DEFINITION =
  'Turnaround and due times are of the lab’s headline segment; a due time is fixed at receipt from the ' +
  'most specific target then in force. Breaches: of tests whose segment ended in the window and that ' +
  'had a target, those that ended strictly after they were due (on the moment is in time, zero ' +
  'duration too). Negative durations, missing times and tests without a target are left out and ' +
  'counted. On time: of tests that fell due in the window, and by now, and were not voided before, the ' +
  'share that had ended by then; what is still open counts against it. Open and overdue: open and ' +
  'strictly past due now; at risk: open with at least 80 % of the target gone by the clock; both ' +
  'whenever they were received. Attribution splits the time of each breach over the consecutive ' +
  'milestones that are known and stand in order; its parts sum to the whole. target_minutes is the ' +
  'clock time from the start to the due time. Void tests are not counted.';

const Query = z.strictObject({ ...questionShape, grain: z.enum(TREND_GRAINS).default('day') });

const time = timeAnswer.nullable();

const Answer = z.object({
  /** The lab's headline segment. */
  segment: z.string(),
  grain: z.enum(TREND_GRAINS),
  breach_count: z.int(),
  /** Ended in the window, with a target. */
  total_completed: z.int(),
  /** 0–1 */
  breach_rate: z.number().nullable(),
  breached: ShareAnswer,
  within_target: ShareAnswer,
  open_overdue: z.int(),
  at_risk: z.int(),
  on_time: ShareAnswer,
  excluded: z.object({ negative: z.int(), missing: z.int(), no_target: z.int() }),
  /** At most 20, the furthest past due first. */
  sample_breaches: z.array(
    z.object({
      specimen_id: z.string(),
      assay: z.string(),
      run: z.int().nullable(),
      machine_id: z.string().nullable(),
      location: z.string().nullable(),
      priority: z.string(),
      turnaround_time_minutes: z.number(),
      target_minutes: z.number(),
      received_at: time,
      processed_at: time,
    }),
  ),
  by_assay: z.array(SlaGroupAnswer),
  by_machine: z.array(SlaGroupAnswer),
  by_location: z.array(SlaGroupAnswer),
  /** On time of what fell due in each bucket. */
  trend: z.array(ShareAnswer.extend(trendShape)),
  attribution: z.object({
    breaches: z.int(),
    total_minutes: z.number().nullable(),
    pieces: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        /** Milestones between that are not known, or out of order, of these breaches. */
        unknown: z.array(z.string()),
        label: z.string(),
        /** How many breaches have such a piece. */
        count: z.int(),
        minutes: z.number(),
        mean_minutes: z.number(),
        percent: z.number().nullable(),
      }),
    ),
  }),
  receipt: ReceiptAnswer,
});
type Answer = z.output<typeof Answer>;

const oneDecimal = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
const interval = (ci95: readonly [number, number] | null) =>
  ci95 === null ? undefined : `95 % CI ${ci95.map((end) => end.toFixed(1)).join('–')} %`;

const GROUPS = [
  { name: 'assay', title: 'Breaches by assay', of: (answer: Answer) => answer.by_assay },
  { name: 'device', title: 'Breaches by device', of: (answer: Answer) => answer.by_machine },
  { name: 'location', title: 'Breaches by location', of: (answer: Answer) => answer.by_location },
];

const MOST_BARS = 12;
const breachesOf = (group: SlaGroup) => group.breached.count + group.open_overdue;

function groupChart(
  { name, title }: { name: string; title: string },
  groups: readonly SlaGroup[],
  links: FigureLinks,
) {
  const worst = groups
    .filter((group) => breachesOf(group) > 0)
    .toSorted((a, b) => breachesOf(b) - breachesOf(a));
  const shown = worst.slice(0, MOST_BARS);
  const rowsOf = (group: SlaGroup) => links.rows('breaches', { [name]: group.key ?? NONE });
  return {
    title,
    description:
      worst.length > shown.length
        ? `Finished late in the period, and open past due now. The ${shown.length} with most of ${worst.length}; all are in the table.`
        : 'Finished late in the period, and open past due now.',
    chart: {
      kind: 'bar' as const,
      data: {
        groups: shown.map((group) => ({
          key: group.key ?? NONE,
          label: group.label,
          n: group.breached.total,
        })),
        series: [
          { name: 'Finished late', values: shown.map(({ breached }) => breached.count) },
          { name: 'Open, overdue', values: shown.map((group) => group.open_overdue) },
        ],
        unit: 'tests',
        stacked: true,
      },
    },
    table: {
      columns: [
        { label: `${name[0]?.toUpperCase()}${name.slice(1)}` },
        { label: 'Finished', numeric: true },
        { label: 'Late', numeric: true },
        { label: 'Late %', numeric: true },
        { label: '95 % CI', numeric: true },
        { label: 'Open, overdue', numeric: true },
        { label: 'At risk', numeric: true },
      ],
      rows: groups.map((group) => ({
        key: group.key ?? NONE,
        cells: [
          group.label,
          group.breached.total,
          group.breached.count,
          group.breached.percent?.toFixed(1) ?? null,
          group.breached.ci95?.map((end) => end.toFixed(1)).join('–') ?? null,
          group.open_overdue,
          group.at_risk,
        ],
        href: rowsOf(group),
      })),
    },
    hrefs: Object.fromEntries(groups.map((group) => [group.key ?? NONE, rowsOf(group)])),
    n: groups.reduce((total, group) => total + group.breached.total, 0),
    nLabel: 'finished with a target',
  };
}

function attributionChart({ attribution, breach_count: n }: Answer) {
  const { pieces } = attribution;
  return {
    title: 'Where the time of breaches went',
    description:
      'The time of all finished breaches, split over the milestones that are known; a missing one joins its neighbours.',
    chart: {
      kind: 'bar' as const,
      data: {
        groups: pieces.map(({ label, count }) => ({ key: label, label, n: count })),
        series: [{ name: 'Share of the time', values: pieces.map(({ percent }) => percent) }],
        unit: '%',
      },
    },
    table: {
      columns: [
        { label: 'Part' },
        { label: 'Breaches', numeric: true },
        { label: 'Minutes', numeric: true },
        { label: 'Mean minutes', numeric: true },
        { label: '% of the time', numeric: true },
      ],
      rows: pieces.map((piece) => ({
        key: piece.label,
        cells: [
          piece.label,
          piece.count,
          piece.minutes,
          piece.mean_minutes.toFixed(1),
          piece.percent?.toFixed(1) ?? null,
        ],
      })),
    },
    n,
    nLabel: 'breaches',
  };
}

function trendChart(answer: Answer, links: FigureLinks) {
  const hrefs = Object.fromEntries(
    answer.trend.map((point) => [
      point.key,
      links.rows('due', periodOfPoint(point, answer.receipt.window)),
    ]),
  );
  return {
    title: `On time by ${answer.grain}`,
    description: 'Of the tests that fell due, the share that had ended by then.',
    chart: {
      kind: 'line' as const,
      data: {
        buckets: chartBuckets(answer.trend, answer.grain, answer.receipt.time_zone),
        series: [{ name: 'On time', values: answer.trend.map(({ percent }) => percent) }],
        volume: { name: 'Fell due', values: answer.trend.map(({ total }) => total) },
        unit: '%',
      },
    },
    table: {
      columns: [
        { label: 'From' },
        { label: 'Fell due', numeric: true },
        { label: 'On time', numeric: true },
        { label: 'On time %', numeric: true },
      ],
      rows: answer.trend.map(({ key, total, count, percent }) => ({
        key,
        cells: [key, total, count, percent?.toFixed(1) ?? null],
        href: hrefs[key],
      })),
    },
    hrefs,
    n: answer.on_time.total,
    nLabel: 'fell due',
  };
}

function worstTable(answer: Answer): FigureTable {
  return {
    title: 'Furthest past due',
    description: 'Finished breaches of the period, the 20 furthest past due at most.',
    table: {
      columns: [
        { label: 'Specimen' },
        { label: 'Assay' },
        { label: 'Device' },
        { label: 'Turnaround (min)', numeric: true },
        { label: 'Target (min)', numeric: true },
        { label: 'Past due (min)', numeric: true },
      ],
      rows: answer.sample_breaches.map((breach) => ({
        key: `${breach.specimen_id} ${breach.assay} ${breach.run}`,
        cells: [
          breach.specimen_id,
          breach.assay,
          breach.machine_id,
          breach.turnaround_time_minutes.toFixed(1),
          breach.target_minutes.toFixed(1),
          (breach.turnaround_time_minutes - breach.target_minutes).toFixed(1),
        ],
      })),
    },
  };
}

/** What was late, what is about to be, and where the time went. */
export const sla = defineFigure({
  name: 'sla',
  title: 'Service level',
  summary: 'How much work is done by the time it is due, and where the time of late work went.',
  definition: DEFINITION,
  version: '1',
  method: 'Counts of rows by their exact times; intervals by Wilson at 95 %.',
  query: Query,
  answer: Answer,
  choices: [grainChoice(TREND_GRAINS)],
  async compute(ctx, query, receiptOf) {
    authorize(ctx, 'read');
    const { window, found } = await computeSla(ctx, query);
    return { ...found, grain: query.grain, receipt: receiptOf(window) };
  },
  rows: {
    sets: SLA_SET_TEXTS,
    query: z.strictObject({ ...Query.shape, ...rowsShape(SLA_SETS) }),
    noun: 'tests',
    row: SlaRow,
    columns: SLA_ROW_COLUMNS,
    read: slaRows,
  },
  view(answer, links) {
    const { on_time: onTime, breached, within_target: within, excluded } = answer;
    const segment = segmentNamed(answer.segment)?.label ?? answer.segment;
    const left = [
      excluded.no_target > 0 ? `${excluded.no_target} had no target` : null,
      excluded.negative > 0 ? `${excluded.negative} ended before they began` : null,
      excluded.missing > 0 ? `${excluded.missing} lack a time` : null,
    ].filter((text) => text !== null);
    return {
      tiles: [
        {
          label: 'On time',
          value: oneDecimal(onTime.percent),
          unit: '%',
          n: onTime.total,
          nLabel: 'fell due',
          sub: interval(onTime.ci95),
          which: 'due',
        },
        {
          label: 'Finished late',
          value: answer.breach_count,
          n: breached.total,
          nLabel: 'finished with a target',
          sub: breached.percent === null ? undefined : `${breached.percent.toFixed(1)} % of them`,
          which: 'breaches',
        },
        {
          label: 'Within target',
          value: oneDecimal(within.percent),
          unit: '%',
          n: within.total,
          nLabel: 'finished with a target',
          sub: interval(within.ci95),
          which: 'within_target',
        },
        {
          label: 'Open and overdue',
          value: answer.open_overdue,
          unit: 'tests',
          sub: 'now, whenever received',
          which: 'open_overdue',
          ...(answer.open_overdue > 0 ? { tone: 'danger' as const } : {}),
        },
        {
          label: 'At risk',
          value: answer.at_risk,
          unit: 'tests',
          sub: 'at least 80 % of the target gone',
          which: 'at_risk',
          ...(answer.at_risk > 0 ? { tone: 'warning' as const } : {}),
        },
      ],
      charts: [
        {
          ...trendChart(answer, links),
          caption: `${segment}.${left.length > 0 ? ` Of what finished, ${left.join(', ')}: in no share.` : ''}`,
        },
        attributionChart(answer),
        ...GROUPS.map((group) => groupChart(group, group.of(answer), links)),
      ],
      tables: answer.sample_breaches.length > 0 ? [worstTable(answer)] : [],
      receipt: answer.receipt,
    };
  },
});

import { z } from 'zod';
import { criticalMinutesOf } from '@/lib/results/list-criticals';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { bucketFinder, bucketsOfWindow } from '../buckets-of-window';
import { NONE, questionShape, ReceiptAnswer, severalOf, ShareAnswer } from '../contract';
import { defineFigure, rowsShape, type FigureLinks, type FigureTable } from '../define-figure';
import { verdictOf } from './criticals/judge-criticals';
import { percentile } from '../percentiles';
import { readCriticalEvents, type CriticalEvent } from './criticals/read-critical-events';
import { share } from '../scan/figure-of';
import {
  chartBuckets,
  grainChoice,
  periodOfPoint,
  TREND_GRAINS,
  trendPoint,
  trendShape,
} from '../trend';
import { resolveWindow } from '../window';

const DEFINITION =
  'Criticals whose result became available in the window, preliminary or final; that is when the clock ' +
  'of each starts. Handled: those confirmed (read back) within so many minutes, of all but the ' +
  'withdrawn (corrected before the call), the not required, and those open for less than so long. What ' +
  'was closed without reaching anybody, or is open for longer, is late. A call made before the result ' +
  'was available counts as 0 minutes. Median and P90 are of those confirmed. Open now is whenever the ' +
  'result came. Criticals of voided specimens are left out.';

const Query = z.strictObject({
  ...questionShape,
  analyte: severalOf(z.string().max(200)),
  grain: z.enum(TREND_GRAINS).default('day'),
  within_minutes: z.coerce.number().int().min(1).max(1440).optional(),
});

const Counts = z.object({
  /** All that became available. */
  available: z.int(),
  /** Confirmed in time, of those that count. */
  handled: ShareAnswer,
  late: z.int(),
  /** Open for less than the minutes: no verdict yet. */
  in_time: z.int(),
  withdrawn: z.int(),
  not_required: z.int(),
  /** Closed without reaching anybody; among the late. */
  unreached: z.int(),
  /** How many were confirmed, and within how many minutes. */
  confirmed: z.object({ n: z.int(), p50: z.number().nullable(), p90: z.number().nullable() }),
});
type Counts = z.output<typeof Counts>;
const Group = Counts.extend({ key: z.string().nullable(), label: z.string() });

const Row = z.object({
  id: z.string(),
  specimen_id: z.string(),
  assay: z.string(),
  run: z.int(),
  priority: z.string(),
  department: z.string().nullable(),
  location: z.string().nullable(),
  analyte: z.string(),
  available_at: timeAnswer,
  confirmed_at: timeAnswer.nullable(),
  closed_at: timeAnswer.nullable(),
  closed_as: z.string().nullable(),
  /** To the confirmation; of what is open to now. */
  minutes: z.number().nullable(),
});

const Answer = Counts.extend({
  within_minutes: z.int(),
  grain: z.enum(TREND_GRAINS),
  /** Open now, whenever the result came: the 20 longest waiting. */
  open_now: z.object({ count: z.int(), overdue: z.int(), longest: z.array(Row) }),
  by_analyte: z.array(Group),
  by_location: z.array(Group),
  trend: z.array(Counts.extend(trendShape)),
  receipt: ReceiptAnswer,
});

function countsOf(events: readonly CriticalEvent[], within: number): Counts {
  const verdicts = events.map((event) => verdictOf(event, within));
  const of = (verdict: (typeof verdicts)[number]) =>
    verdicts.filter((one) => one === verdict).length;
  const minutes = events.flatMap((event) => event.minutes ?? []);
  return {
    available: events.length,
    handled: share(of('within'), of('within') + of('late')),
    late: of('late'),
    in_time: of('in_time'),
    withdrawn: of('withdrawn'),
    not_required: of('not_required'),
    unreached: events.filter((event) => event.closed_as === 'CLOSED_UNREACHED').length,
    confirmed: { n: minutes.length, p50: percentile(minutes, 0.5), p90: percentile(minutes, 0.9) },
  };
}

function rowOf(event: CriticalEvent): z.input<typeof Row> {
  return {
    id: event.id,
    specimen_id: event.specimen_id,
    assay: event.assay,
    run: event.run,
    priority: event.priority,
    department: event.department,
    location: event.location,
    analyte: event.analyte,
    available_at: event.available.toISOString(),
    confirmed_at: event.confirmed?.toISOString() ?? null,
    closed_at: event.closed?.toISOString() ?? null,
    closed_as: event.closed_as,
    minutes: event.minutes ?? event.waiting,
  };
}

async function readAsked(ctx: Ctx, query: z.output<typeof Query>) {
  const window = resolveWindow(query, ctx.now);
  const [within, events] = await Promise.all([
    query.within_minutes ?? criticalMinutesOf(ctx),
    readCriticalEvents(ctx, { filters: query, analytes: query.analyte ?? [] }, window),
  ]);
  return { window, within, ...events };
}

function split<K>(
  events: readonly CriticalEvent[],
  keyOf: (event: CriticalEvent) => K,
): Map<K, CriticalEvent[]> {
  const groups = new Map<K, CriticalEvent[]>();
  for (const event of events) {
    const key = keyOf(event);
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return groups;
}

/** Groups in the order of how many they have; the key is null for what has none. */
function grouped(
  events: readonly CriticalEvent[],
  within: number,
  of: (event: CriticalEvent) => { key: string | null; label: string },
): z.output<typeof Group>[] {
  const groups = split(events, (event) => of(event).key);
  return [...groups]
    .flatMap(([key, some]) => {
      const [first] = some;
      return first ? [{ key, label: of(first).label, ...countsOf(some, within) }] : [];
    })
    .toSorted((a, b) => b.available - a.available || a.label.localeCompare(b.label, 'en'));
}

const SETS = [
  'available',
  'within',
  'late',
  'in_time',
  'open',
  'confirmed',
  'withdrawn',
  'not_required',
  'unreached',
] as const;

function setOf(
  which: (typeof SETS)[number],
  { inWindow, open, within }: Awaited<ReturnType<typeof readAsked>>,
): CriticalEvent[] {
  switch (which) {
    case 'available':
      return inWindow;
    case 'open':
      return open;
    case 'confirmed':
      return inWindow.filter(({ minutes }) => minutes !== null);
    case 'unreached':
      return inWindow.filter((event) => event.closed_as === 'CLOSED_UNREACHED');
    default:
      return inWindow.filter((event) => verdictOf(event, within) === which);
  }
}

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

const text = (value: number | null) => value?.toFixed(1) ?? null;

const COLUMNS = [
  { label: 'Available', numeric: true },
  { label: 'Handled %', numeric: true },
  { label: 'Of', numeric: true },
  { label: 'Late', numeric: true },
  { label: 'Median min', numeric: true },
  { label: 'P90 min', numeric: true },
];
const cellsOf = (counts: Counts) => [
  counts.available,
  text(counts.handled.percent),
  counts.handled.total,
  counts.late,
  text(counts.confirmed.p50),
  text(counts.confirmed.p90),
];

function groupTable(
  name: 'analyte' | 'location',
  groups: readonly z.output<typeof Group>[],
  links: FigureLinks,
): FigureTable {
  return {
    title: `By ${name}`,
    table: {
      columns: [{ label: name === 'analyte' ? 'Analyte' : 'Location' }, ...COLUMNS],
      rows: groups.map((group) => ({
        key: group.key ?? NONE,
        cells: [group.label, ...cellsOf(group)],
        href: links.rows('available', { [name]: group.key ?? NONE }),
      })),
    },
  };
}

/** Whether somebody was told of critical results, and how soon. */
export const criticals = defineFigure({
  name: 'criticals',
  title: 'Critical results',
  summary: 'How soon critical results are confirmed by somebody who can act, and which are open.',
  definition: DEFINITION,
  version: '1',
  method: 'Counts of rows; percentiles of type 7; intervals by Wilson at 95 %.',
  query: Query,
  answer: Answer,
  choices: [grainChoice(TREND_GRAINS)],
  async compute(ctx, query, receiptOf) {
    authorize(ctx, 'read');
    const { window, within, inWindow, open } = await readAsked(ctx, query);
    const buckets = bucketsOfWindow(query.grain, window, ctx.lab, ctx.now);
    const placeOf = bucketFinder(buckets);
    const inBuckets = split(inWindow, ({ available }) => placeOf(available.getTime()));
    return {
      ...countsOf(inWindow, within),
      within_minutes: within,
      grain: query.grain,
      open_now: {
        count: open.length,
        overdue: open.filter(({ waiting }) => waiting !== null && waiting >= within).length,
        longest: open.slice(0, 20).map(rowOf),
      },
      by_analyte: grouped(inWindow, within, (event) => ({
        key: event.analyte,
        label: event.analyte_name,
      })),
      by_location: grouped(inWindow, within, ({ location }) => ({
        key: location,
        label: location ?? 'No location',
      })),
      trend: buckets.map((bucket, place) => ({
        ...trendPoint(bucket),
        ...countsOf(inBuckets.get(place) ?? [], within),
      })),
      receipt: receiptOf(window),
    };
  },
  rows: {
    sets: [
      { name: 'available', label: 'All', meaning: 'became available in the period' },
      { name: 'within', label: 'Handled in time', meaning: 'were confirmed within the minutes' },
      { name: 'late', label: 'Late', meaning: 'were not confirmed within the minutes' },
      { name: 'in_time', label: 'No verdict yet', meaning: 'are open for less than the minutes' },
      { name: 'open', label: 'Open now', meaning: 'are open now, whenever they came' },
      { name: 'confirmed', label: 'Confirmed', meaning: 'were confirmed, soon or late' },
      { name: 'withdrawn', label: 'Withdrawn', meaning: 'were corrected before the call' },
      { name: 'not_required', label: 'Not required', meaning: 'need no call by the lab’s policy' },
      {
        name: 'unreached',
        label: 'Nobody reached',
        meaning: 'were closed without reaching anybody',
      },
    ],
    query: z.strictObject({ ...Query.shape, ...rowsShape(SETS) }),
    noun: 'criticals',
    row: Row,
    columns: [
      { key: 'specimen_id', label: 'Specimen', as: 'specimen' },
      { key: 'assay', label: 'Assay', as: 'assay' },
      { key: 'analyte', label: 'Analyte', as: 'text' },
      { key: 'priority', label: 'Priority', as: 'priority' },
      { key: 'location', label: 'Location', as: 'text' },
      { key: 'available_at', label: 'Available', as: 'time' },
      { key: 'confirmed_at', label: 'Confirmed', as: 'time' },
      { key: 'minutes', label: 'Minutes', as: 'minutes' },
      { key: 'closed_as', label: 'Closed as', as: 'text' },
    ],
    async read(ctx, query) {
      authorize(ctx, 'read');
      const all = setOf(query.which, await readAsked(ctx, query));
      const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
      const [time, id] = after ? [new Date(after[0]).getTime(), after[1]] : [-Infinity, ''];
      const rest = all.filter(({ available, id: own }) => {
        const at = available.getTime();
        return at > time || (at === time && own > id);
      });
      const page = rest.slice(0, query.limit);
      const last = rest.length > query.limit ? page.at(-1) : undefined;
      return {
        data: page.map(rowOf),
        next_cursor: last ? encodeCursor([last.available.toISOString(), last.id]) : null,
        total: all.length,
      };
    },
  },
  view(answer, links) {
    const { handled, confirmed, open_now: open } = answer;
    const hrefs = Object.fromEntries(
      answer.trend.map((point) => [
        point.key,
        links.rows('available', periodOfPoint(point, answer.receipt.window)),
      ]),
    );
    return {
      tiles: [
        {
          label: `Within ${answer.within_minutes} min`,
          value: text(handled.percent),
          unit: '%',
          n: handled.total,
          nLabel: 'criticals',
          which: 'within',
          ...(handled.ci95
            ? { sub: `95 % CI ${handled.ci95.map((end) => end.toFixed(1)).join('–')} %` }
            : {}),
        },
        { label: 'Late', value: answer.late, n: handled.total, nLabel: 'criticals', which: 'late' },
        {
          label: 'Median to confirm',
          value: text(confirmed.p50),
          unit: 'min',
          n: confirmed.n,
          nLabel: 'confirmed',
          which: 'confirmed',
        },
        {
          label: 'P90 to confirm',
          value: confirmed.n < 10 ? null : text(confirmed.p90),
          unit: 'min',
          n: confirmed.n,
          nLabel: 'confirmed',
          which: 'confirmed',
          ...(confirmed.n > 0 && confirmed.n < 10 ? { sub: 'needs 10 criticals' } : {}),
        },
        {
          label: 'Open now',
          value: open.count,
          sub: `${open.overdue} for ${answer.within_minutes} min or longer`,
          which: 'open',
          ...(open.overdue > 0 ? { tone: 'danger' as const } : {}),
        },
        {
          label: 'Withdrawn',
          value: answer.withdrawn,
          sub: 'left out of the share',
          which: 'withdrawn',
        },
        {
          label: 'Not required',
          value: answer.not_required,
          sub: 'left out of the share',
          which: 'not_required',
        },
        { label: 'Nobody reached', value: answer.unreached, which: 'unreached' },
      ],
      charts: [
        {
          title: `Confirmed within ${answer.within_minutes} minutes, by ${answer.grain}`,
          description: 'By when the result became available.',
          chart: {
            kind: 'line',
            data: {
              buckets: chartBuckets(answer.trend, answer.grain, answer.receipt.time_zone),
              series: [
                { name: 'In time', values: answer.trend.map((point) => point.handled.percent) },
              ],
              volume: { name: 'Criticals', values: answer.trend.map((point) => point.available) },
              unit: '%',
            },
          },
          table: {
            columns: [{ label: 'From' }, ...COLUMNS],
            rows: answer.trend.map((point) => ({
              key: point.key,
              cells: [point.key, ...cellsOf(point)],
              href: hrefs[point.key],
            })),
          },
          hrefs,
          n: handled.total,
          nLabel: 'criticals',
        },
      ],
      tables: [
        ...(open.longest.length > 0
          ? [
              {
                title: 'Open now, the longest first',
                table: {
                  columns: [
                    { label: 'Specimen' },
                    { label: 'Analyte' },
                    { label: 'Location' },
                    { label: 'Minutes', numeric: true },
                  ],
                  rows: open.longest.map((row) => ({
                    key: row.id,
                    cells: [row.specimen_id, row.analyte, row.location, text(row.minutes)],
                  })),
                },
              },
            ]
          : []),
        groupTable('analyte', answer.by_analyte, links),
        groupTable('location', answer.by_location, links),
      ],
      receipt: answer.receipt,
    };
  },
});

import { z } from 'zod';
import { authorize } from '@/lib/platform/context';
import { bucketFinder, bucketsOfWindow } from '../buckets-of-window';
import { questionShape, ReceiptAnswer, ShareAnswer } from '../contract';
import { defineFigure, rowsShape, type Tile } from '../define-figure';
import { TatRow } from '../turnaround/rows-contract';
import { eachOfPart } from '../scan/cohort';
import { share } from '../scan/figure-of';
import { GroupTallies } from '../scan/group-tallies';
import { quantile } from '../scan/sorted';
import { rowsOfCohort, type Chosen } from '../turnaround/tat-rows';
import { TEST_ROW_COLUMNS } from '../turnaround/test-row-columns';
import {
  chartBuckets,
  grainChoice,
  periodOfPoint,
  TREND_GRAINS,
  trendPoint,
  trendShape,
} from '../trend';
import { hasTurnaround, isReleased, readUrgentTests, type UrgentTests } from '../urgent-tests';

const DEFINITION =
  'Tests of priority STAT or URGENT that were received in the window. Turnaround is from receipt to ' +
  'release of those of them that were released, whenever; negative durations are left out and counted. ' +
  'On time: of those whose due time has come and that were not voided before, the share whose headline ' +
  'segment had ended by then. Open is what is not released. Void tests are counted apart.';

const Query = z.strictObject({ ...questionShape, grain: z.enum(TREND_GRAINS).default('day') });

const minutes = z.number().nullable();

const Counts = z.object({
  received: z.int(),
  released: z.int(),
  open: z.int(),
  void: z.int(),
  /** Of those released: n in the percentiles, in minutes. */
  turnaround: z.object({
    n: z.int(),
    p50: minutes,
    p90: minutes,
    p95: minutes,
    p99: minutes,
    mean: minutes,
    min: minutes,
    max: minutes,
    negative: z.int(),
  }),
  on_time: ShareAnswer,
});

const Answer = Counts.extend({
  grain: z.enum(TREND_GRAINS),
  by_priority: z.array(Counts.extend({ key: z.string().nullable(), label: z.string() })),
  trend: z.array(Counts.extend(trendShape)),
  receipt: ReceiptAnswer,
});

type Tally = {
  received: number;
  released: number;
  void: number;
  ms: number[];
  negative: number;
  due: number;
  onTime: number;
};

const emptyTally = (): Tally => ({
  received: 0,
  released: 0,
  void: 0,
  ms: [],
  negative: 0,
  due: 0,
  onTime: 0,
});

function countsOf(tally: Tally): z.input<typeof Counts> {
  const sorted = Float64Array.from(tally.ms).sort();
  const at = (fraction: number) => {
    const ms = quantile(sorted, fraction);
    return ms === null ? null : ms / 60_000;
  };
  const sum = tally.ms.reduce((total, ms) => total + ms, 0);
  return {
    received: tally.received,
    released: tally.released,
    open: tally.received - tally.released,
    void: tally.void,
    turnaround: {
      n: sorted.length,
      p50: at(0.5),
      p90: at(0.9),
      p95: at(0.95),
      p99: at(0.99),
      mean: sorted.length === 0 ? null : sum / sorted.length / 60_000,
      min: at(0),
      max: at(1),
      negative: tally.negative,
    },
    on_time: share(tally.onTime, tally.due),
  };
}

const SETS = [
  'received',
  'released',
  'turnaround',
  'open',
  'due',
  'on_time',
  'late',
  'negative',
  'void',
] as const;

/** What of the urgent tests each set is. */
function chosenOf(
  which: (typeof SETS)[number],
  { isUrgent, onTime }: UrgentTests,
): readonly Chosen[] {
  const urgent = (part: Chosen['part'], holds: Chosen['holds'] = () => true): Chosen[] => [
    { part, holds: (units, unit) => isUrgent(units, unit) && holds(units, unit) },
  ];
  switch (which) {
    case 'received':
      return urgent('begun');
    case 'released':
      return urgent('begun', isReleased);
    case 'turnaround':
      return urgent('begun', hasTurnaround);
    case 'negative':
      return urgent('begun', (...at) => isReleased(...at) && !hasTurnaround(...at));
    case 'open':
      return urgent('begun', (...at) => !isReleased(...at));
    case 'due':
      return urgent('begun_due');
    case 'on_time':
      return urgent('begun_due', onTime);
    case 'late':
      return urgent('begun_due', (...at) => !onTime(...at));
    case 'void':
      return urgent('void');
  }
}

const text = (value: number | null) => value?.toFixed(1) ?? null;

function tilesOf(counts: z.output<typeof Counts>): Tile[] {
  const { turnaround, on_time: onTime } = counts;
  const n = turnaround.n;
  return [
    { label: 'Received', value: counts.received, unit: 'tests', which: 'received' },
    { label: 'Released', value: counts.released, unit: 'tests', which: 'released' },
    {
      label: 'Not released yet',
      value: counts.open,
      unit: 'tests',
      which: 'open',
      ...(counts.open > 0 ? { tone: 'warning' as const } : {}),
    },
    {
      label: 'Median turnaround',
      value: text(turnaround.p50),
      unit: 'min',
      n,
      nLabel: 'tests',
      which: 'turnaround',
    },
    {
      label: 'P90 turnaround',
      value: n < 10 ? null : text(turnaround.p90),
      unit: 'min',
      n,
      nLabel: 'tests',
      which: 'turnaround',
      ...(n < 10 && n > 0 ? { sub: 'needs 10 tests' } : {}),
    },
    {
      label: 'On time',
      value: text(onTime.percent),
      unit: '%',
      n: onTime.total,
      nLabel: 'fell due',
      which: 'due',
      ...(onTime.ci95
        ? { sub: `95 % CI ${onTime.ci95.map((end) => end.toFixed(1)).join('–')} %` }
        : {}),
    },
  ];
}

const COLUMNS = [
  { label: 'Received', numeric: true },
  { label: 'Released', numeric: true },
  { label: 'Open', numeric: true },
  { label: 'Median min', numeric: true },
  { label: 'P90 min', numeric: true },
  { label: 'On time %', numeric: true },
];

function cellsOf({
  received,
  released,
  open,
  turnaround,
  on_time: onTime,
}: z.output<typeof Counts>) {
  return [
    received,
    released,
    open,
    text(turnaround.p50),
    text(turnaround.p90),
    text(onTime.percent),
  ];
}

/** How the urgent work of a period went. */
export const urgent = defineFigure({
  name: 'urgent',
  title: 'Urgent work',
  summary: 'STAT and URGENT tests received: how many, how fast they were, and what is still open.',
  definition: DEFINITION,
  version: '1',
  method: 'Counts of rows by their receipt; percentiles of type 7 over exact milliseconds.',
  query: Query,
  answer: Answer,
  choices: [grainChoice(TREND_GRAINS)],
  async compute(ctx, query, receiptOf) {
    authorize(ctx, 'read');
    const tests = await readUrgentTests(ctx, query);
    const { question, views, lookups } = tests.cohort;
    const buckets = bucketsOfWindow(query.grain, question.window, question, ctx.now);
    const whole = emptyTally();
    const trend = buckets.map(emptyTally);
    const priorities = new GroupTallies('priority', question, lookups, emptyTally);
    const placeOf = bucketFinder(buckets);
    for (const part of ['begun', 'begun_due', 'void'] as const) {
      eachOfPart(views, question, lookups, part, (units, unit) => {
        if (!tests.isUrgent(units, unit)) return;
        const start = units.start[unit] ?? NaN;
        const count = (tally: Tally) => {
          if (part === 'void') tally.void += 1;
          else if (part === 'begun_due') {
            tally.due += 1;
            if (tests.onTime(units, unit)) tally.onTime += 1;
          } else {
            tally.received += 1;
            if (!isReleased(units, unit)) return;
            tally.released += 1;
            if (hasTurnaround(units, unit)) tally.ms.push((units.end[unit] ?? NaN) - start);
            else tally.negative += 1;
          }
        };
        count(whole);
        const bucket = trend[placeOf(start)];
        if (bucket) count(bucket);
        priorities.count(units, part, unit, count);
      });
    }
    return {
      ...countsOf(whole),
      grain: query.grain,
      by_priority: (await priorities.named(ctx)).map(({ key, label, tally }) => ({
        key,
        label,
        ...countsOf(tally),
      })),
      trend: buckets.map((bucket, place) => ({
        ...trendPoint(bucket),
        ...countsOf(trend[place] ?? emptyTally()),
      })),
      receipt: receiptOf(question.window),
    };
  },
  rows: {
    sets: [
      {
        name: 'received',
        label: 'Received',
        meaning: 'are urgent and were received in the period',
      },
      {
        name: 'released',
        label: 'Released',
        meaning: 'are urgent, received in the period, and released',
      },
      {
        name: 'turnaround',
        label: 'In the percentiles',
        meaning: 'are urgent, received in the period, and released after that',
      },
      {
        name: 'open',
        label: 'Not released',
        meaning: 'are urgent, received in the period, and not released yet',
      },
      {
        name: 'due',
        label: 'Fell due',
        meaning: 'are urgent, received in the period, and have fallen due',
      },
      {
        name: 'on_time',
        label: 'On time',
        meaning: 'are urgent, received in the period, and had ended when due',
      },
      {
        name: 'late',
        label: 'Late',
        meaning: 'are urgent, received in the period, and had not ended when due',
      },
      {
        name: 'negative',
        label: 'Negative',
        meaning: 'are urgent, and released before they were received',
      },
      { name: 'void', label: 'Void', meaning: 'are urgent, received in the period, and void' },
    ],
    query: z.strictObject({ ...Query.shape, ...rowsShape(SETS) }),
    noun: 'tests',
    row: TatRow,
    columns: TEST_ROW_COLUMNS,
    async read(ctx, query) {
      authorize(ctx, 'read');
      const tests = await readUrgentTests(ctx, query, ['test_id']);
      const chosen = chosenOf(query.which, tests);
      return rowsOfCohort(ctx, tests.cohort, chosen, { ...query, sort: 'longest' });
    },
  },
  view(answer, links) {
    const hrefs = Object.fromEntries(
      answer.trend.map((point) => [
        point.key,
        links.rows('received', periodOfPoint(point, answer.receipt.window)),
      ]),
    );
    const rows = answer.trend.map((point) => ({
      key: point.key,
      cells: [point.key, ...cellsOf(point)],
      href: hrefs[point.key],
    }));
    const table = { columns: [{ label: 'From' }, ...COLUMNS], rows };
    const buckets = chartBuckets(answer.trend, answer.grain, answer.receipt.time_zone);
    return {
      tiles: tilesOf(answer),
      charts: [
        {
          title: `Turnaround by ${answer.grain} of receipt`,
          description: 'Receipt to release of urgent tests, by when they were received.',
          chart: {
            kind: 'line',
            data: {
              buckets,
              series: [
                { name: 'Median', values: answer.trend.map(({ turnaround }) => turnaround.p50) },
                {
                  name: 'P90 (of 10 and more)',
                  values: answer.trend.map(({ turnaround: { n, p90 } }) => (n < 10 ? null : p90)),
                },
              ],
              volume: { name: 'Received', values: answer.trend.map(({ received }) => received) },
              unit: 'min',
            },
          },
          table,
          hrefs,
          n: answer.turnaround.n,
        },
        {
          title: `On time by ${answer.grain} of receipt`,
          description: 'Of urgent tests that have fallen due, the share that had ended by then.',
          chart: {
            kind: 'line',
            data: {
              buckets,
              series: [
                { name: 'On time', values: answer.trend.map(({ on_time: it }) => it.percent) },
              ],
              volume: { name: 'Fell due', values: answer.trend.map(({ on_time: it }) => it.total) },
              unit: '%',
            },
          },
          table,
          hrefs,
          n: answer.on_time.total,
          nLabel: 'fell due',
        },
      ],
      tables: [
        {
          title: 'By priority',
          table: {
            columns: [{ label: 'Priority' }, ...COLUMNS],
            rows: answer.by_priority.map((group) => ({
              key: group.key ?? '',
              cells: [group.label, ...cellsOf(group)],
              href: links.rows('received', { priority: group.key }),
            })),
          },
        },
      ],
      receipt: answer.receipt,
    };
  },
});

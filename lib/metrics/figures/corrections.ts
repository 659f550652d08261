import { z } from 'zod';
import { authorize } from '@/lib/platform/context';
import { bucketFinder, bucketsOfWindow } from '../buckets-of-window';
import { NONE, questionShape, ReceiptAnswer } from '../contract';
import { defineFigure, rowsShape, type FigureLinks, type FigureTable } from '../define-figure';
import { readCohort } from '../read-cohort';
import { TatRow } from '../turnaround/rows-contract';
import { hitsOfPart } from '../scan/cohort';
import { GroupTallies } from '../scan/group-tallies';
import { idColumnOf, rowsOfCohort, type Chosen } from '../turnaround/tat-rows';
import { testsQuestion } from '../turnaround/tat-question';
import { TEST_ROW_COLUMNS } from '../turnaround/test-row-columns';
import { chartBuckets, grainChoice, periodOfPoint, trendPoint, trendShape } from '../trend';
import { wilson95 } from '../wilson';

const DEFINITION =
  'Of the tests first released in the window, those whose report was amended or that were invalidated ' +
  'since, whenever that was; one that was both counts once. Recent work has had less time to be ' +
  'corrected. Tests of voided specimens are not counted.';

const GRAINS = ['week', 'month', 'day'] as const;
const GROUPINGS = ['assay', 'device', 'department'] as const;

const Query = z.strictObject({ ...questionShape, grain: z.enum(GRAINS).default('week') });

const Counts = z.object({
  released: z.int(),
  /** Amended or invalidated, each once. */
  corrected: z.int(),
  amended: z.int(),
  invalidated: z.int(),
  /** corrected / released, 0–1. */
  rate: z.number().nullable(),
  per_10000: z.number().nullable(),
  /** The Wilson interval at 95 % per 10,000. */
  ci95_per_10000: z.tuple([z.number(), z.number()]).nullable(),
});
const Group = Counts.extend({ key: z.string().nullable(), label: z.string() });

const Answer = Counts.extend({
  grain: z.enum(GRAINS),
  by_assay: z.array(Group),
  by_device: z.array(Group),
  by_department: z.array(Group),
  trend: z.array(Counts.extend(trendShape)),
  receipt: ReceiptAnswer,
});

type Tally = { released: number; corrected: number; amended: number; invalidated: number };
const emptyTally = (): Tally => ({ released: 0, corrected: 0, amended: 0, invalidated: 0 });

function countsOf(tally: Tally): z.input<typeof Counts> {
  const { released, corrected } = tally;
  const ci95 = wilson95(corrected, released);
  const rate = released === 0 ? null : corrected / released;
  return {
    ...tally,
    rate,
    per_10000: rate === null ? null : (corrected * 10_000) / released,
    // Of percent.
    ci95_per_10000: ci95 ? [ci95[0] * 100, ci95[1] * 100] : null,
  };
}

const isAmended: Chosen['holds'] = ({ amended }, unit) => amended[unit] === 1;
const isInvalidated: Chosen['holds'] = ({ invalidated }, unit) => invalidated[unit] === 1;

const SETS = {
  released: () => true,
  corrected: (units, unit) => isAmended(units, unit) || isInvalidated(units, unit),
  amended: isAmended,
  invalidated: isInvalidated,
} satisfies Record<string, Chosen['holds']>;

/** A test that was changed in both ways is one corrected result. */
function count(tally: Tally, amended: boolean, invalidated: boolean): void {
  tally.released += 1;
  if (amended || invalidated) tally.corrected += 1;
  if (amended) tally.amended += 1;
  if (invalidated) tally.invalidated += 1;
}

const numberText = (value: number) =>
  value.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const text = (value: number | null) => (value === null ? null : numberText(value));
const interval = (ends: readonly [number, number] | null) =>
  ends?.map((end) => numberText(end)).join('–') ?? null;

const COLUMNS = [
  { label: 'Released', numeric: true },
  { label: 'Corrected', numeric: true },
  { label: 'Amended', numeric: true },
  { label: 'Invalidated', numeric: true },
  { label: 'Per 10,000', numeric: true },
  { label: '95 % CI', numeric: true },
];
const cellsOf = (counts: z.output<typeof Counts>) => [
  counts.released,
  counts.corrected,
  counts.amended,
  counts.invalidated,
  text(counts.per_10000),
  interval(counts.ci95_per_10000),
];

function groupTable(
  grouping: (typeof GROUPINGS)[number],
  groups: readonly z.output<typeof Group>[],
  links: FigureLinks,
): FigureTable {
  return {
    title: `By ${grouping}`,
    table: {
      columns: [{ label: `${grouping[0]?.toUpperCase()}${grouping.slice(1)}` }, ...COLUMNS],
      rows: groups
        .toSorted((a, b) => b.corrected - a.corrected || b.released - a.released)
        .map((group) => ({
          key: group.key ?? NONE,
          cells: [group.label, ...cellsOf(group)],
          href: links.rows('corrected', { [grouping]: group.key ?? NONE }),
        })),
    },
  };
}

/** How often what was reported had to be taken back. */
export const corrections = defineFigure({
  name: 'corrections',
  title: 'Corrected results',
  summary: 'How many reports had to be corrected after they were released, per 10,000.',
  definition: DEFINITION,
  version: '1',
  method: 'Counts of rows by their first release; intervals by Wilson at 95 %.',
  query: Query,
  answer: Answer,
  // Few are corrected: a week shows next to nothing.
  defaultDays: 26 * 7,
  choices: [grainChoice(GRAINS)],
  async compute(ctx, query, receiptOf) {
    authorize(ctx, 'read');
    const question = await testsQuestion(ctx, query);
    const { views, lookups } = await readCohort(ctx, question, GROUPINGS);
    const buckets = bucketsOfWindow(query.grain, question.window, question, ctx.now);
    const whole = emptyTally();
    const trend = buckets.map(emptyTally);
    const groups = GROUPINGS.map(
      (grouping) => new GroupTallies(grouping, question, lookups, emptyTally),
    );
    const placeOf = bucketFinder(buckets);
    for (const { units, numbers } of hitsOfPart(views, question, lookups, 'finished')) {
      const tallyOf = groups.map((group) => group.of(units, 'finished'));
      for (const unit of numbers) {
        const [amended, invalidated] = [isAmended(units, unit), isInvalidated(units, unit)];
        count(whole, amended, invalidated);
        const bucket = trend[placeOf(units.end[unit] ?? NaN)];
        if (bucket) count(bucket, amended, invalidated);
        for (const of of tallyOf) count(of(unit), amended, invalidated);
      }
    }
    const [byAssay = [], byDevice = [], byDepartment = []] = await Promise.all(
      groups.map(async (group) =>
        (await group.named(ctx)).map(({ key, label, tally }) => ({
          key,
          label,
          ...countsOf(tally),
        })),
      ),
    );
    return {
      ...countsOf(whole),
      grain: query.grain,
      by_assay: byAssay,
      by_device: byDevice,
      by_department: byDepartment,
      trend: buckets.map((bucket, place) => ({
        ...trendPoint(bucket),
        ...countsOf(trend[place] ?? emptyTally()),
      })),
      receipt: receiptOf(question.window),
    };
  },
  rows: {
    sets: [
      { name: 'released', label: 'Released', meaning: 'were released in the period' },
      {
        name: 'corrected',
        label: 'Corrected',
        meaning: 'were released in the period, and amended or invalidated since',
      },
      {
        name: 'amended',
        label: 'Amended',
        meaning: 'were released in the period, and amended since',
      },
      {
        name: 'invalidated',
        label: 'Invalidated',
        meaning: 'were released in the period, and invalidated since',
      },
    ],
    query: z.strictObject({
      ...Query.shape,
      ...rowsShape(['released', 'corrected', 'amended', 'invalidated']),
    }),
    noun: 'tests',
    row: TatRow,
    columns: TEST_ROW_COLUMNS,
    async read(ctx, query) {
      authorize(ctx, 'read');
      const question = await testsQuestion(ctx, query);
      const cohort = await readCohort(ctx, question, [], [idColumnOf(question)]);
      const chosen: Chosen[] = [{ part: 'finished', holds: SETS[query.which] }];
      return rowsOfCohort(ctx, cohort, chosen, { ...query, sort: 'latest' });
    },
  },
  view(answer, links) {
    const { released: n } = answer;
    const hrefs = Object.fromEntries(
      answer.trend.map((point) => [
        point.key,
        links.rows('corrected', periodOfPoint(point, answer.receipt.window)),
      ]),
    );
    const ends = interval(answer.ci95_per_10000);
    return {
      tiles: [
        {
          label: 'Corrected per 10,000',
          value: text(answer.per_10000),
          n,
          nLabel: 'tests released',
          ...(ends === null ? {} : { sub: `95 % CI ${ends}` }),
          which: 'corrected',
        },
        {
          label: 'Corrected',
          value: answer.corrected,
          n,
          nLabel: 'tests released',
          which: 'corrected',
        },
        { label: 'Amended', value: answer.amended, unit: 'tests', which: 'amended' },
        { label: 'Invalidated', value: answer.invalidated, unit: 'tests', which: 'invalidated' },
        { label: 'Released', value: n, unit: 'tests', which: 'released' },
      ],
      charts: [
        {
          title: `Corrected per 10,000 by ${answer.grain} of release`,
          description: 'Recent work has had less time to be corrected.',
          chart: {
            kind: 'line',
            data: {
              buckets: chartBuckets(answer.trend, answer.grain, answer.receipt.time_zone),
              series: [
                {
                  name: 'Corrected per 10,000',
                  values: answer.trend.map((point) => point.per_10000),
                },
              ],
              volume: { name: 'Released', values: answer.trend.map(({ released }) => released) },
              unit: 'per 10,000',
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
          n,
          nLabel: 'tests released',
        },
      ],
      tables: [
        groupTable('assay', answer.by_assay, links),
        groupTable('device', answer.by_device, links),
        groupTable('department', answer.by_department, links),
      ],
      receipt: answer.receipt,
    };
  },
});

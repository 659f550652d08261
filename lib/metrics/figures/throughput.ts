import { z } from 'zod';
import { authorize } from '@/lib/platform/context';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { BUCKET_GRAINS, bucketFinder, bucketsOfWindow } from '../buckets-of-window';
import { questionShape, ReceiptAnswer } from '../contract';
import { defineFigure, rowsShape } from '../define-figure';
import { readCohort } from '../read-cohort';
import { TatRow } from '../turnaround/rows-contract';
import { hitsOfPart } from '../scan/cohort';
import { GroupTallies } from '../scan/group-tallies';
import { TEST_ROW_COLUMNS } from '../turnaround/test-row-columns';
import { chartBuckets } from '../trend';
import { idColumnOf, rowsOfCohort } from '../turnaround/tat-rows';
import { testsQuestion } from '../turnaround/tat-question';

const GROUPS = ['assay', 'department', 'location', 'priority', 'device'] as const;

const DEFINITION =
  'Tests whose report was first released in the window, by the bucket of the lab’s time zone that the ' +
  'release lies in; a bucket without any is 0. What was invalidated or amended later stays where it was; ' +
  'tests of voided specimens are not counted.';

const Query = z.strictObject({
  ...questionShape,
  grain: z.enum(BUCKET_GRAINS).default('day'),
  group_by: z.enum(GROUPS).optional(),
});

const Counts = z.array(
  z.object({ timestamp: timeAnswer, count: z.int(), running: z.boolean(), key: z.string() }),
);

const Answer = z.object({
  total: z.int(),
  grain: z.enum(BUCKET_GRAINS),
  data: Counts,
  groups: z
    .array(
      z.object({ key: z.string().nullable(), label: z.string(), count: z.int(), data: Counts }),
    )
    .optional(),
  receipt: ReceiptAnswer,
});

/** How much work leaves the lab. */
export const throughput = defineFigure({
  name: 'throughput',
  title: 'Throughput',
  summary: 'How many tests are released, over time.',
  definition: DEFINITION,
  version: '1',
  method: 'A count of rows by the local bucket of their release.',
  query: Query,
  answer: Answer,
  choices: [
    {
      name: 'grain',
      label: 'By',
      options: BUCKET_GRAINS.map((value) => ({
        value,
        label: value[0]?.toUpperCase() + value.slice(1),
      })),
    },
    {
      name: 'group_by',
      label: 'Group',
      options: GROUPS.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) })),
    },
  ],
  async compute(ctx, query, receiptOf) {
    authorize(ctx, 'read');
    const question = await testsQuestion(ctx, query);
    const grouping = query.group_by;
    const cohort = await readCohort(ctx, question, grouping ? [grouping] : []);
    const buckets = bucketsOfWindow(query.grain, question.window, question, ctx.now);
    const bucketsOfGroup = () => new Int32Array(buckets.length);
    const whole = bucketsOfGroup();
    const inGroups = grouping
      ? new GroupTallies(grouping, question, cohort.lookups, bucketsOfGroup)
      : null;
    const placeOf = bucketFinder(buckets);
    for (const hits of hitsOfPart(cohort.views, question, cohort.lookups, 'finished')) {
      const { units, numbers } = hits;
      const groupOf = inGroups?.of(units, 'finished');
      for (const unit of numbers) {
        const place = placeOf(units.end[unit] ?? NaN);
        whole[place] = (whole[place] ?? 0) + 1;
        const counts = groupOf?.(unit);
        if (counts) counts[place] = (counts[place] ?? 0) + 1;
      }
    }
    const data = (of: Int32Array) =>
      buckets.map(({ key, from, running }, place) => ({
        timestamp: new Date(from).toISOString(),
        count: of[place] ?? 0,
        running,
        key,
      }));
    const sum = (of: Int32Array) => of.reduce((total, count) => total + count, 0);
    const groups = await inGroups?.named(ctx);
    return {
      total: sum(whole),
      grain: query.grain,
      data: data(whole),
      ...(groups
        ? {
            groups: groups.map(({ key, label, tally }) => ({
              key,
              label,
              count: sum(tally),
              data: data(tally),
            })),
          }
        : {}),
      receipt: receiptOf(question.window),
    };
  },
  rows: {
    sets: [{ name: 'released', label: 'Released', meaning: 'were released in the period' }],
    query: z.strictObject({ ...Query.shape, ...rowsShape(['released']) }),
    noun: 'tests',
    row: TatRow,
    columns: TEST_ROW_COLUMNS,
    async read(ctx, query) {
      authorize(ctx, 'read');
      const question = await testsQuestion(ctx, query);
      const cohort = await readCohort(ctx, question, [], [idColumnOf(question)]);
      const released = [{ part: 'finished' as const, holds: () => true }];
      return rowsOfCohort(ctx, cohort, released, { ...query, sort: 'latest' });
    },
  },
  view(answer, links) {
    const series = answer.groups ?? [];
    const buckets = chartBuckets(answer.data, answer.grain, answer.receipt.time_zone);
    const top = series.toSorted((a, b) => b.count - a.count).slice(0, 6);
    return {
      tiles: [
        { label: 'Released', value: answer.total, unit: 'tests', which: 'released' },
        {
          label: `Most in one ${answer.grain}`,
          value: answer.total === 0 ? null : Math.max(...answer.data.map(({ count }) => count)),
          unit: 'tests',
        },
      ],
      charts: [
        {
          title: `Released by ${answer.grain}`,
          description:
            series.length > top.length
              ? `The ${top.length} largest groups of ${series.length}; all of them are in the table below.`
              : 'Tests first released, by the lab’s own calendar.',
          chart: {
            kind: 'line',
            data: {
              buckets,
              series:
                top.length > 0
                  ? top.map((group) => ({
                      name: group.label,
                      values: group.data.map(({ count }) => count),
                    }))
                  : [{ name: 'Released', values: answer.data.map(({ count }) => count) }],
              unit: 'tests',
            },
          },
          table: {
            columns: [{ label: 'From' }, { label: 'Released', numeric: true }],
            rows: answer.data.map(({ key, count }, at) => ({
              key,
              cells: [answer.grain === 'hour' ? (buckets[at]?.label ?? key) : key, count],
            })),
          },
          n: answer.total,
        },
      ],
      tables: answer.groups
        ? [
            {
              title: 'By group',
              table: {
                columns: [{ label: 'Group' }, { label: 'Released', numeric: true }],
                rows: answer.groups.map((group) => ({
                  key: group.key ?? '(none)',
                  cells: [group.label, group.count],
                  href: links.rows('released', {
                    [answer.receipt.filters.group_by?.toString() ?? 'assay']: group.key ?? '(none)',
                  }),
                })),
              },
            },
          ]
        : [],
      receipt: answer.receipt,
    };
  },
});

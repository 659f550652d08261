import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { timeAnswer } from '@/lib/platform/http/time-field';
import type { ColumnName } from '../blocks/block-columns';
import { readBlocks } from '../blocks/read-blocks';
import { bucketsOfWindow, type Bucket } from '../buckets-of-window';
import { FILTER_NAMES, NONE, questionShape, ReceiptAnswer } from '../contract';
import { countRejections, type RejectionCount } from './rejections/count-rejections';
import { defineFigure, rowsShape } from '../define-figure';
import { compareGroups, groupNames, type GroupName } from '../group-names';
import { laneyLimits } from './rejections/laney';
import { RejectionRow, rowsOfRejections } from './rejections/rejection-rows';
import { filtersOfSpecimens, PRESENTED_COLUMNS } from '../scan/presented-specimens';
import { resolveFilters } from '../scan/resolve-filters';
import { wilson95 } from '../wilson';
import { resolveWindow, type Window } from '../window';
import { rejectionsView } from './rejections-view';

const GRAINS = ['week', 'month'] as const;
export const REJECTION_GROUPS = ['reason', 'location', 'assay', 'specimen_type'] as const;

const DEFINITION =
  'Of the specimens presented in the window (received in it, or rejected in it without receipt), the ' +
  'share that stands rejected now. A specimen stands rejected while its own state is rejected, that is ' +
  'when no test of it is open or done and one is rejected; or while it was rejected as a whole, and some ' +
  'test of it is still rejected, such as a tube of which one report had gone out before. What was ' +
  'reinstated is not rejected, and one test rejected by name of a tube that is worked on does not reject ' +
  'the tube. A bucket that is not over, or that the window cuts, is provisional and in no limits. Of ' +
  'assays a specimen counts once under each it was ordered for. Voided specimens are not counted.';

const Query = z.strictObject({
  ...questionShape,
  grain: z.enum(GRAINS).default('week'),
  group_by: z.enum(REJECTION_GROUPS).optional(),
});

const SETS = ['rejected', 'presented'] as const;

const RowsQuery = z.strictObject({
  ...Query.shape,
  ...rowsShape(SETS),
  /** The code of a reason: only what was rejected for it. */
  rejection_reason: z.string().max(200).optional(),
});

/** 0–1. */
const rate = z.number().nullable();
const counted = {
  presented: z.int(),
  rejected: z.int(),
  rate,
  ci95: z.tuple([z.number(), z.number()]).nullable(),
};

export const RejectionsAnswer = z.object({
  ...counted,
  grain: z.enum(GRAINS),
  data: z.array(
    z.object({
      timestamp: timeAnswer,
      key: z.string(),
      running: z.boolean(),
      /** Not over yet, or cut by the window: its share may change. */
      provisional: z.boolean(),
      presented: z.int(),
      rejected: z.int(),
      rate,
      /** The limits of Laney’s p′ chart at this bucket’s n. */
      lower: rate,
      upper: rate,
    }),
  ),
  /** Null under 12 complete buckets. */
  limits: z.object({ centre: z.number(), sigma_z: z.number(), buckets: z.int() }).nullable(),
  months: z.array(z.string()),
  /** The most frequent first; `share` is of all rejected, `by_month` has a count for each of months. */
  reasons: z.array(
    z.object({
      key: z.string().nullable(),
      label: z.string(),
      group: z.string().nullable(),
      count: z.int(),
      share: z.number(),
      by_month: z.array(z.int()),
    }),
  ),
  groups: z
    .array(z.object({ key: z.string().nullable(), label: z.string(), ...counted }))
    .optional(),
  receipt: ReceiptAnswer,
});
export type RejectionsAnswer = z.output<typeof RejectionsAnswer>;

async function read(
  ctx: Ctx,
  query: z.output<typeof Query>,
  window: Window,
  others: readonly ColumnName[],
) {
  const asked = Object.fromEntries(FILTER_NAMES.map((name) => [name, Reflect.get(query, name)]));
  const filters = filtersOfSpecimens(await resolveFilters(ctx, asked));
  const columns = new Set([
    ...PRESENTED_COLUMNS,
    ...others,
    ...filters.map(({ column }) => column),
  ]);
  const stretch = { from: window.from.getTime(), to: window.to.getTime() };
  const blocks = await readBlocks(
    ctx.lab.id,
    [...columns],
    [
      { column: 'specimen_received', ...stretch },
      { column: 'specimen_rejected', ...stretch },
      { column: 'void_since', ...stretch },
    ],
  );
  return { blocks, filters, window };
}

const Reasons = z.array(
  z.object({ id: z.string(), code: z.string(), name: z.string(), group: z.string() }),
);

async function reasonsOf(ctx: Ctx) {
  return Reasons.parse(
    await ctx.db.$queryRaw`SELECT id::text, code, name, "group" FROM rejection_reasons
      WHERE lab_id = ${ctx.lab.id}::uuid`,
  );
}

function rateOf({ presented, rejected }: RejectionCount) {
  const [low = 0, high = 0] = wilson95(rejected, presented) ?? [];
  return {
    presented,
    rejected,
    rate: presented === 0 ? null : rejected / presented,
    ci95: presented === 0 ? null : ([low / 100, high / 100] satisfies [number, number]),
  };
}

function isComplete(bucket: Bucket, window: Window, now: Date): boolean {
  return (
    bucket.from >= window.from.getTime() &&
    bucket.to <= window.to.getTime() &&
    bucket.to <= now.getTime()
  );
}

/** Names of groups besides reasons; '' is the group without a value. */
async function namesOfGroups(
  ctx: Ctx,
  grouping: 'location' | 'assay' | 'specimen_type',
): Promise<(key: string) => GroupName> {
  if (grouping !== 'specimen_type') return groupNames(ctx, grouping);
  return (key) => (key === '' ? { key: null, label: 'No type' } : { key, label: key });
}

/** How many of the specimens that come have to be turned away, and why. */
export const rejections = defineFigure({
  name: 'rejections',
  title: 'Rejections',
  summary: 'The share of presented specimens that is rejected, over time and by reason.',
  definition: DEFINITION,
  version: '1',
  method:
    'Counts of specimens; shares with Wilson 95 % intervals; limits of Laney’s p′ chart from 12 complete buckets on.',
  query: Query,
  answer: RejectionsAnswer,
  defaultDays: 26 * 7,
  choices: [
    {
      name: 'grain',
      label: 'By',
      options: [
        { value: 'week', label: 'Week' },
        { value: 'month', label: 'Month' },
      ],
    },
    {
      name: 'group_by',
      label: 'Group',
      options: [
        { value: 'reason', label: 'Reason' },
        { value: 'location', label: 'Location' },
        { value: 'assay', label: 'Assay' },
        { value: 'specimen_type', label: 'Specimen type' },
      ],
    },
  ],
  async compute(ctx, query, receiptOf) {
    authorize(ctx, 'read');
    const grouping = query.group_by;
    const column = grouping === undefined || grouping === 'reason' ? null : grouping;
    const window = resolveWindow(query, ctx.now);
    const buckets = bucketsOfWindow(query.grain, window, ctx.lab, ctx.now);
    const months = bucketsOfWindow('month', window, ctx.lab, ctx.now);
    const [{ blocks, filters }, named] = await Promise.all([
      read(ctx, query, window, column ? [column] : []),
      reasonsOf(ctx),
    ]);
    const counts = countRejections(blocks, filters, window, { buckets, months }, column);
    const complete = buckets.map((bucket) => isComplete(bucket, window, ctx.now));
    const count = (place: number) => counts.buckets[place] ?? { presented: 0, rejected: 0 };
    const limits = laneyLimits(
      buckets.flatMap((_, place) => {
        const { presented, rejected } = count(place);
        return complete[place] ? [{ n: presented, count: rejected }] : [];
      }),
    );
    const reasonById = new Map(named.map((reason) => [reason.id, reason]));
    const reasons = [...counts.reasons]
      .map(([id, by_month]) => {
        const reason = reasonById.get(id);
        const total = by_month.reduce((sum, each) => sum + each, 0);
        return {
          key: reason?.code ?? null,
          label: reason?.name ?? 'No reason given',
          group: reason?.group ?? null,
          count: total,
          share: total / counts.whole.rejected,
          by_month,
        };
      })
      .toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label, 'en'));
    const nameOf = column ? await namesOfGroups(ctx, column) : null;
    const groups =
      column && nameOf
        ? [...counts.groups]
            .map(([key, each]) => ({ ...nameOf(key), ...rateOf(each) }))
            .toSorted((a, b) => b.rejected - a.rejected || compareGroups('location', a, b))
        : reasons.map(({ key, label, count: rejected }) => ({
            key,
            label,
            ...rateOf({ presented: counts.whole.presented, rejected }),
          }));
    return {
      ...rateOf(counts.whole),
      grain: query.grain,
      data: buckets.map(({ key, from, running }, place) => {
        const { presented, rejected } = count(place);
        const [lower = null, upper = null] = limits?.at(presented) ?? [];
        return {
          timestamp: new Date(from).toISOString(),
          key,
          running,
          provisional: !complete[place],
          presented,
          rejected,
          rate: presented === 0 ? null : rejected / presented,
          lower,
          upper,
        };
      }),
      limits: limits && {
        centre: limits.centre,
        sigma_z: limits.sigmaZ,
        buckets: limits.buckets,
      },
      months: months.map(({ key }) => key),
      reasons,
      ...(grouping ? { groups } : {}),
      receipt: receiptOf(window),
    };
  },
  rows: {
    sets: [
      { name: 'rejected', label: 'Rejected', meaning: 'stand rejected' },
      { name: 'presented', label: 'All presented', meaning: 'were presented in the period' },
    ],
    query: RowsQuery,
    noun: 'specimens',
    row: RejectionRow,
    columns: [
      { key: 'specimen_id', label: 'Specimen', as: 'specimen' },
      { key: 'assay', label: 'Assays', as: 'text' },
      { key: 'reason', label: 'Reason', as: 'text' },
      { key: 'location', label: 'Location', as: 'text' },
      { key: 'specimen_type', label: 'Type', as: 'text' },
      { key: 'received', label: 'Received', as: 'time' },
      { key: 'rejected_at', label: 'Rejected', as: 'time' },
      { key: 'informed', label: 'Informed', as: 'text' },
      { key: 'priority', label: 'Priority', as: 'priority' },
      { key: 'state', label: 'State', as: 'state' },
    ],
    async read(ctx, query) {
      authorize(ctx, 'read');
      const code = query.rejection_reason?.toLowerCase();
      const reason =
        code === undefined || code === NONE
          ? undefined
          : (await reasonsOf(ctx)).find((each) => each.code.toLowerCase() === code);
      if (code !== undefined && code !== NONE && !reason) {
        throw invalidField('rejection_reason', 'is no code of a reason of this lab');
      }
      const asked = await read(ctx, query, resolveWindow(query, ctx.now), ['specimen_id', 'assay']);
      return rowsOfRejections(
        ctx,
        asked,
        {
          rejectedOnly: query.which === 'rejected' || code !== undefined,
          ...(code === undefined ? {} : { reason: reason?.id ?? '' }),
        },
        query,
      );
    },
  },
  view: rejectionsView,
});

import { authorize, type Ctx } from '@/lib/platform/context';
import { readCohort } from '../read-cohort';
import { censoredOf } from '../scan/censored';
import { figuresOf } from '../scan/figures';
import { spanOf } from '../blocks/read-blocks';
import type { Grain } from '../buckets';
import type { Censored, Figure, Group, Grouping, Histogram, Receipt } from '../contract';
import type { Segment } from '../segment';
import { namedGroups } from './tat';
import { tatQuestion, type TatQuestion } from './tat-question';
import { tatReceipt } from './tat-receipt';
import type { TableGrouping, TurnaroundView } from './turnaround-view';
import type { Window } from '../window';

/** All that the turnaround page shows of one view. */
export type TurnaroundPage = {
  whole: Figure;
  histogram: Histogram | null;
  censored: Censored;
  trend: Group[];
  table: Group[];
  patterns: { weekday: Group[]; week_of_month: Group[]; hour_bin: Group[] };
  /** A level that holds for every row, in minutes; null where targets differ or there is none. */
  target: number | null;
  receipt: Receipt;
};

async function commonTarget(ctx: Ctx, question: TatQuestion): Promise<number | null> {
  if (question.due.by === 'minutes') return question.due.minutes;
  const rows = await ctx.db.target.findMany({
    where: {
      segment: question.segment.name,
      effectiveFrom: { lt: question.window.to },
      OR: [{ effectiveTo: null }, { effectiveTo: { gt: question.window.from } }],
    },
    select: { minutes: true, time: true },
    take: 2,
  });
  const [only] = rows;
  return rows.length === 1 && only && only.time === question.time ? only.minutes : null;
}

/** Every figure of the turnaround page, from one reading of the cohort. */
export async function turnaroundPage(
  ctx: Ctx,
  view: TurnaroundView,
  window: Window,
  grain: Grain,
): Promise<TurnaroundPage> {
  authorize(ctx, 'read');
  const question = await tatQuestion(ctx, { ...view, ...window });
  const table: TableGrouping = view.group;
  const groupings: Grouping[] = [grain, table, 'weekday', 'week_of_month', 'hour_bin'];
  const { views, lookups } = await readCohort(ctx, question, groupings);
  const { whole, groups, histogram } = figuresOf(views, question, lookups, groupings);
  const named = (grouping: Grouping) =>
    namedGroups(ctx, question, grouping, groups.get(grouping) ?? new Map());
  return {
    whole,
    histogram,
    censored: censoredOf(views, question, lookups),
    trend: await named(grain),
    table: await named(table),
    patterns: {
      weekday: await named('weekday'),
      week_of_month: await named('week_of_month'),
      hour_bin: await named('hour_bin'),
    },
    target: await commonTarget(ctx, question),
    receipt: tatReceipt(ctx, question),
  };
}

/** The same view of another period: the whole, and the groups of the table. */
export async function turnaroundBefore(
  ctx: Ctx,
  view: TurnaroundView,
  window: Window,
): Promise<{ whole: Figure; table: Group[] }> {
  authorize(ctx, 'read');
  const question = await tatQuestion(ctx, { ...view, ...window });
  const { views, lookups } = await readCohort(ctx, question, [view.group]);
  const { whole, groups } = figuresOf(views, question, lookups, [view.group]);
  const table = groups.get(view.group) ?? new Map<string, Figure>();
  return { whole, table: await namedGroups(ctx, question, view.group, table) };
}

/** When the lab's first and last work reached the end of a segment; null where none has. */
export async function dataExtent(
  ctx: Ctx,
  segment: Segment,
): Promise<{ first: Date; last: Date } | null> {
  authorize(ctx, 'read');
  const span = await spanOf(ctx.lab.id, segment.end);
  return span && { first: new Date(span.first), last: new Date(span.last) };
}

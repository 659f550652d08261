import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { readCohort } from './read-cohort';
import { figuresOf } from './scan/figures';
import type { Grain } from './buckets';
import type { Figure, Group, Grouping, Receipt } from './contract';
import { TEST_MILESTONE } from './milestone-sql';
import type { Segment } from './segment';
import { namedGroups } from './tat';
import { tatQuestion, type TatQuestion } from './tat-question';
import { tatReceipt } from './tat-receipt';
import type { TableGrouping, TurnaroundView } from './turnaround-view';
import type { Window } from './window';

/** All that the turnaround page shows of one view. */
export type TurnaroundPage = {
  whole: Figure;
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
  const { whole, groups } = figuresOf(views, question, lookups, groupings);
  const named = (grouping: Grouping) =>
    namedGroups(ctx, question, grouping, groups.get(grouping) ?? new Map());
  return {
    whole,
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

const Extent = z.array(
  z.object({ first: z.coerce.date().nullable(), last: z.coerce.date().nullable() }),
);

/** When the lab's first and last work reached the end of a segment; null where none has. */
export async function dataExtent(
  ctx: Ctx,
  segment: Segment,
): Promise<{ first: Date; last: Date } | null> {
  authorize(ctx, 'read');
  const end = TEST_MILESTONE[segment.end];
  const [row] = Extent.parse(
    await ctx.db.$queryRaw`
      SELECT to_char(min(${end}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS first,
        to_char(max(${end}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS last
      FROM ordered_tests t WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.voided_at IS NULL`,
  );
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}

import { labSettings } from '@/lib/labs/settings';
import type { Ctx } from '@/lib/platform/context';
import type { z } from 'zod';
import { FILTER_NAMES, type MetricFilters, type questionShape, type TatQuery } from '../contract';
import { DEFAULT_SEGMENT, segmentNamed, type Segment } from '../segment';
import { resolveWindow, type Window } from '../window';

/** What due times come from: the column, the targets in force at the start, or the question. */
export type DueRule =
  | { by: 'due_at' }
  | { by: 'targets'; longestMinutes: number }
  | { by: 'minutes'; minutes: number; time: 'clock' | 'working' }
  | { by: 'nothing' };

/** A question about turnaround with everything that its SQL needs to know. */
export type TatQuestion = {
  labId: string;
  timeZone: string;
  firstWeekday: number;
  now: Date;
  window: Window;
  segment: Segment;
  unit: 'test' | 'specimen';
  time: 'clock' | 'working';
  /** The milestone that patterns go by; the segment's start unless asked otherwise. */
  binBy: 'received' | 'ordered' | null;
  filters: MetricFilters;
  due: DueRule;
  /** Whether opening hours are needed, for the time itself or for a target in working time. */
  working: boolean;
};

type Asked = Omit<TatQuery, 'group_by' | 'censored'>;

async function dueRule(ctx: Ctx, asked: Asked): Promise<{ due: DueRule; working: boolean }> {
  const { time } = asked;
  if (asked.within_minutes !== undefined) {
    const due: DueRule = { by: 'minutes', minutes: asked.within_minutes, time };
    return { due, working: time === 'working' };
  }
  const lab = await ctx.db.lab.findFirst({ select: { settings: true } });
  if (labSettings(lab?.settings).headlineSegment === asked.segment.name) {
    return { due: { by: 'due_at' }, working: false };
  }
  const targets = await ctx.db.target.findMany({
    where: { segment: asked.segment.name },
    select: { minutes: true, time: true },
  });
  if (targets.length === 0) return { due: { by: 'nothing' }, working: false };
  const working = targets.some((target) => target.time === 'working');
  const longestMinutes = Math.max(...targets.map((target) => target.minutes));
  return {
    due: { by: 'targets', longestMinutes: working ? Infinity : longestMinutes },
    working,
  };
}

/** Reads what a question needs beside its parameters: where due times come from. */
export async function tatQuestion(ctx: Ctx, asked: Asked): Promise<TatQuestion> {
  const { due, working } = await dueRule(ctx, asked);
  return {
    labId: ctx.lab.id,
    timeZone: ctx.lab.timeZone,
    firstWeekday: ctx.lab.firstWeekday,
    now: ctx.now,
    window: resolveWindow(asked, ctx.now),
    segment: asked.segment,
    unit: asked.unit,
    time: asked.time,
    binBy: asked.bin_by ?? null,
    filters: Object.fromEntries(FILTER_NAMES.map((name) => [name, asked[name]])),
    due,
    working: working || asked.time === 'working',
  };
}

/** The same for figures about tests that take the common filters alone. */
export function testsQuestion(
  ctx: Ctx,
  asked: z.output<z.ZodObject<typeof questionShape>>,
  segment = DEFAULT_SEGMENT,
): Promise<TatQuestion> {
  const found = segmentNamed(segment);
  if (!found) throw new Error(`${segment} is no segment`);
  return tatQuestion(ctx, { ...asked, segment: found, time: 'clock', unit: 'test' });
}

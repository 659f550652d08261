import { dueAt } from '@/lib/labs/due-at';
import { readCalendars } from '@/lib/labs/read-calendars';
import { readTargets } from '@/lib/labs/read-targets';
import { resolveTarget } from '@/lib/labs/target';
import type { Ctx } from '@/lib/platform/context';
import type { LabRules } from '@/lib/specimens/lab-rules';
import type { DueQuestion } from './merge-row';

/** Resolves due times in memory, with the lab's targets and calendars as they stand now. */
export async function dueTimes(
  ctx: Ctx,
  headline: LabRules['headline'],
): Promise<(question: DueQuestion) => number | null> {
  const [targets, calendars] = await Promise.all([readTargets(ctx), readCalendars(ctx)]);
  const ofSegment = targets.filter((target) => target.segment === headline.name);
  return ({ assayId, priority, locationId, times, collected }) => {
    const start = headline.start === 'collected' ? collected : times[headline.start];
    if (start === null) return null;
    const question = { assayId, priority, locationId, segment: headline.name, at: start };
    const target = resolveTarget(ofSegment, question);
    return dueAt(target, start, calendars, ctx.lab.timeZone)?.getTime() ?? null;
  };
}

import { dueAt } from '@/lib/labs/due-at';
import { readCalendars } from '@/lib/labs/read-calendars';
import { readTargets } from '@/lib/labs/read-targets';
import { resolveTarget, type TargetRow } from '@/lib/labs/target';
import type { OpeningCalendar } from '@/lib/labs/working-time';
import type { Segment } from '@/lib/metrics/segment';
import type { LabRef } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { Priority } from './contract';
import type { Milestones } from './milestones';

/** All that due times of a lab depend on besides the test. */
export type DueRules = {
  targets: readonly TargetRow[];
  calendars: readonly OpeningCalendar[];
  headline: Segment;
  timeZone: string;
};

type Timed = {
  assayId: string;
  priority: Priority;
  locationId: string | null;
  milestones: Partial<Milestones>;
};

export async function readDueRules(
  ctx: { db: Pick<LabTx, 'target' | 'calendar'>; lab: Pick<LabRef, 'timeZone'> },
  headline: Segment,
): Promise<DueRules> {
  const [targets, calendars] = await Promise.all([readTargets(ctx), readCalendars(ctx)]);
  return { targets, calendars, headline, timeZone: ctx.lab.timeZone };
}

/**
 * When a test is due, by the target in force when its headline segment began; null while it has
 * not begun, or without a target.
 */
export function dueOf(rules: DueRules, test: Timed): Date | null {
  const { headline, targets, calendars, timeZone } = rules;
  const start = test.milestones[headline.start]?.getTime();
  if (start === undefined) return null;
  const { assayId, priority, locationId } = test;
  const question = { assayId, priority, locationId, segment: headline.name, at: start };
  return dueAt(resolveTarget(targets, question), start, calendars, timeZone);
}

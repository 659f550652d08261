/** How a test stands to its due time, most urgent first. */
export const URGENCIES = ['overdue', 'at_risk', 'in_time', 'no_due'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** The share of the target that is gone when work counts as at risk, in percent. */
export const AT_RISK_PERCENT = 80;

export type Timed = {
  dueAt: Date | null;
  /** When the lab's headline segment began. */
  startAt: Date | null;
  /** When it ended; then nothing is left to be late. */
  endedAt: Date | null;
};

/**
 * From when on an open test is at risk: when 80 % of the time from its start to its due time is
 * gone by the clock. Null without both. Rounded up to the millisecond, so that it may be compared
 * with a clock of whole milliseconds.
 */
export function atRiskFrom({ startAt, dueAt }: Omit<Timed, 'endedAt'>): Date | null {
  if (startAt === null || dueAt === null) return null;
  const target = dueAt.getTime() - startAt.getTime();
  return new Date(Math.ceil(startAt.getTime() + (target * AT_RISK_PERCENT) / 100));
}

/**
 * How an open test stands: overdue strictly past due; at risk with at least 80 % of its target
 * gone; in time before that, or while nobody knows when it began; `no_due` where nothing runs
 * against it, for want of a target or because its timed segment has ended (an amended report).
 */
export function urgencyOf(test: Timed, now: Date): Urgency {
  if (test.dueAt === null || test.endedAt !== null) return 'no_due';
  if (now > test.dueAt) return 'overdue';
  const from = atRiskFrom(test);
  return from !== null && now >= from ? 'at_risk' : 'in_time';
}

/** Minutes until it is due, negative once it is over; null where nothing runs against it. */
export function minutesLeft({ dueAt, endedAt }: Omit<Timed, 'startAt'>, now: Date): number | null {
  if (dueAt === null || endedAt !== null) return null;
  return (dueAt.getTime() - now.getTime()) / 60_000;
}

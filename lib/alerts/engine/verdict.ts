import type { RuleTerms } from './engine-state';

/** What is to be told of a group now; or why nothing is. */
export type Verdict =
  { tell: 'first' | 'changed' | 'repeat' | 'resolved' } | { tell: null; because: Silent };
export type Silent =
  'nothing' | 'acknowledged' | 'group_wait' | 'group_interval' | 'repeat' | 'hours';

/** How a group stands at a moment, counted in alerts. */
export type Standing = {
  /** When the first of its present alerts came. */
  openedAt: Date;
  /** When its channel was last told of it. */
  notifiedAt: Date | null;
  /** Fire, are not held back, and were not told yet; acknowledged ones count as told. */
  fresh: number;
  /** Those of the fresh that were told, when the rule was less severe. */
  raised: number;
  /** Fire, are not held back, and ask to be told again. */
  insisting: number;
  /** Fire and are not held back. */
  active: number;
  /** Were told as firing, and fire; held back or not. */
  told: number;
  /** Were told as firing, and are over. */
  gone: number;
};

type Terms = Pick<
  RuleTerms,
  'severity' | 'groupWaitSeconds' | 'groupIntervalSeconds' | 'repeatSeconds' | 'sendResolved'
>;

/**
 * Whether a channel is told of a group now, and why or why not: as Alertmanager's dedup stage
 * (`needsUpdate`) has it, but that alerts which end while others of the group go on wait for its next
 * card, and that what is more severe than it was told waits for no interval. Channel hours (`open`) hold back everything but what is critical.
 */
export function verdict(now: Date, terms: Terms, group: Standing, open: boolean): Verdict {
  const due = dueNow(now, terms, group);
  if (due.tell === null || open || terms.severity === 'critical') return due;
  return { tell: null, because: 'hours' };
}

function dueNow(now: Date, terms: Terms, group: Standing): Verdict {
  const since = (at: Date) => (now.getTime() - at.getTime()) / 1000;
  const { openedAt, notifiedAt } = group;
  if (notifiedAt === null) {
    if (group.fresh === 0) return nothing(group.active > 0 ? 'acknowledged' : 'nothing');
    if (since(openedAt) < terms.groupWaitSeconds) return nothing('group_wait');
    return { tell: 'first' };
  }
  const settled = since(notifiedAt) >= terms.groupIntervalSeconds;
  if (group.fresh > 0)
    return settled || group.raised > 0 ? { tell: 'changed' } : nothing('group_interval');
  if (group.insisting > 0) {
    return since(notifiedAt) >= terms.repeatSeconds ? { tell: 'repeat' } : nothing('repeat');
  }
  const over = group.gone > 0 && group.told === 0 && group.active === 0;
  if (over && terms.sendResolved) return settled ? { tell: 'resolved' } : nothing('group_interval');
  return nothing(group.active > 0 ? 'acknowledged' : 'nothing');
}

function nothing(because: Silent): Verdict {
  return { tell: null, because };
}

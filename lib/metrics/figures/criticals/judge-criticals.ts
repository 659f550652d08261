import type { CriticalEvent } from './read-critical-events';

type Judged = Pick<CriticalEvent, 'closed_as' | 'minutes' | 'waiting'>;

/**
 * How a critical counts: withdrawn and not required apart; still in time while it is open for less
 * than so many minutes; within where it was confirmed by then; else late, however it ended.
 */
export type CriticalVerdict = 'within' | 'late' | 'in_time' | 'withdrawn' | 'not_required';

export function verdictOf(critical: Judged, withinMinutes: number): CriticalVerdict {
  if (critical.closed_as === 'WITHDRAWN') return 'withdrawn';
  if (critical.closed_as === 'NOT_REQUIRED') return 'not_required';
  if (critical.minutes !== null) return critical.minutes <= withinMinutes ? 'within' : 'late';
  return critical.waiting !== null && critical.waiting < withinMinutes ? 'in_time' : 'late';
}

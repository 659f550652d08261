import type { StateKind } from './specimen-state';

type Timed = {
  dueAt: Date | null;
  /** When the lab's headline segment ended: its release, unless the lab chose another. */
  endedAt: Date | null;
  kind: StateKind;
  voidedAt: Date | null;
};

/**
 * Whether a test is late: ended after it was due, or still open past due. Both compare
 * strictly, so what ends on the minute it was due is in time. Void work is never late, but what
 * ended before it was invalidated stays as it was.
 */
export function isLate(test: Timed, now: Date): boolean {
  if (test.dueAt === null || test.voidedAt !== null) return false;
  if (test.endedAt !== null) return test.endedAt > test.dueAt;
  return test.kind === 'open' && now > test.dueAt;
}

/** Minutes from start to end, to the millisecond; negative as it stands, null while one is missing. */
export function minutesBetween(start: Date | null, end: Date | null): number | null {
  if (start === null || end === null) return null;
  return (end.getTime() - start.getTime()) / 60_000;
}

export type Schedule = {
  /** The wait after the first failure; it doubles with each more … */
  firstMs: number;
  /** … up to this. */
  longestMs: number;
  /** No longer is waited for a receiver that asks for it. */
  longestAskedMs: number;
  /** So long after it was queued a notification is given up … */
  giveUpAfterMs: number;
  /** … but not before so many failures, as after the worker itself was away. */
  leastFailures: number;
};

const MINUTE_MS = 60_000;

export const SCHEDULE: Schedule = {
  firstMs: 5_000,
  longestMs: 15 * MINUTE_MS,
  longestAskedMs: 60 * MINUTE_MS,
  giveUpAfterMs: 24 * 60 * MINUTE_MS,
  leastFailures: 3,
};

/** A tenth more than was asked for at most, so that all who wait do not come at once. */
const ASKED_JITTER = 0.1;

/**
 * Milliseconds to wait after the nth failure in a row: from half to all of what doubles with each
 * (back-off with equal jitter), and never less than the receiver asked for, which is believed up to
 * `longestAskedMs`. `random` is from 0 to 1.
 */
export function waitMs(
  { failures, askedMs }: { failures: number; askedMs: number | null },
  random: number,
  schedule: Schedule = SCHEDULE,
): number {
  const { firstMs, longestMs, longestAskedMs } = schedule;
  // 2^32 of anything is beyond the longest; more would leave the numbers.
  const doubled = firstMs * 2 ** Math.min(Math.max(failures, 1) - 1, 32);
  const full = Math.min(doubled, longestMs);
  const backOff = full / 2 + (full / 2) * random;
  if (askedMs === null) return Math.round(backOff);
  const asked = Math.min(askedMs, longestAskedMs);
  return Math.round(Math.max(backOff, asked + asked * ASKED_JITTER * random));
}

/** Whether to give up: its next attempt would come too late, and enough of them failed. */
export function isGivenUp(
  tried: { queuedAt: Date; failures: number; nextAt: Date },
  { giveUpAfterMs, leastFailures }: Schedule = SCHEDULE,
): boolean {
  const age = tried.nextAt.getTime() - tried.queuedAt.getTime();
  return age > giveUpAfterMs && tried.failures >= leastFailures;
}

/** From so many failures of one notification on, the next is asked whether it is the receiver. */
export const DOUBTED_AFTER = 5;

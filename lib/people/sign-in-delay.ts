/** No wait ever exceeds this, so that nobody can shut anybody out by guessing. */
export const LONGEST_DELAY_SECONDS = 15 * 60;

/** Failures in a row that an account may have before anyone waits: slips of the finger. */
export const FREE_FOR_ACCOUNT = 3;
/** Failures within the hour that an address may have: a whole lab may share one. */
export const FREE_FOR_ADDRESS = 20;

/** Seconds to wait after `failures`, of which `free` cost nothing: 2, 4, 8 … 15 minutes. */
export function delaySeconds(failures: number, free: number): number {
  const counted = failures - free;
  if (counted <= 0) return 0;
  return Math.min(LONGEST_DELAY_SECONDS, 2 ** Math.min(counted, 20));
}

/** Seconds still to wait, rounded up: 0 when the next attempt may be made. */
export function secondsToWait(
  failures: number,
  free: number,
  lastFailure: Date | null,
  now: Date,
): number {
  if (lastFailure === null) return 0;
  const until = lastFailure.getTime() + delaySeconds(failures, free) * 1000;
  return Math.max(0, Math.ceil((until - now.getTime()) / 1000));
}

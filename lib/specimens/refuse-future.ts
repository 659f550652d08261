import { invalidField } from '@/lib/platform/errors';

/** How far ahead of our clock a time may lie, for clocks that are not quite right. */
const AHEAD_MS = 5 * 60_000;

/** Whether a time lies more than 5 minutes ahead. */
export function liesAhead(time: Date, now: Date): boolean {
  return time.getTime() > now.getTime() + AHEAD_MS;
}

/** 422 for the first of these fields whose time lies more than 5 minutes ahead. */
export function refuseFuture(
  times: readonly (readonly [field: string, time: Date | null | undefined])[],
  now: Date,
): void {
  for (const [field, time] of times) {
    if (time && liesAhead(time, now)) throw invalidField(field, 'lies in the future');
  }
}

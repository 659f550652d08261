import { invalidField } from '@/lib/platform/errors';

/** How far ahead of our clock a time may lie, for clocks that are not quite right. */
const AHEAD_MS = 5 * 60_000;

/** 422 for the first of these fields whose time lies more than 5 minutes ahead. */
export function refuseFuture(
  times: readonly (readonly [field: string, time: Date | null | undefined])[],
  now: Date,
): void {
  const latest = now.getTime() + AHEAD_MS;
  for (const [field, time] of times) {
    if (time && time.getTime() > latest) throw invalidField(field, 'lies in the future');
  }
}

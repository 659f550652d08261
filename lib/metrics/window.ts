import { invalidField } from '@/lib/platform/errors';

/** [from, to) */
export type Window = { from: Date; to: Date };

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** The window a question asks for: the last 7 days unless it says otherwise. */
export function resolveWindow(asked: { from?: Date; to?: Date }, now: Date): Window {
  const to = asked.to ?? now;
  const from = asked.from ?? new Date(to.getTime() - WEEK_MS);
  if (from >= to) throw invalidField('to', 'must be later than from');
  return { from, to };
}

/** The last so many days up to now. */
export function lastDays(days: number, now: Date): Window {
  return { from: new Date(now.getTime() - days * 24 * 60 * 60 * 1000), to: now };
}

import { instantOfLocal } from '@/lib/specimens/lists/lab-day';

const HOUR_MS = 3_600_000;

/** How long silences are asked for, most often. */
export const END_PRESETS = [
  { label: '1 h', hours: 1 },
  { label: '2 h', hours: 2 },
  { label: '4 h', hours: 4 },
  { label: '12 h', hours: 12 },
  { label: '1 day', hours: 24 },
  { label: '1 week', hours: 168 },
] as const;

/** What a silence lasts that nobody has said the end of. */
export const USUAL_HOURS = 2;

/** An end as its field shows it, and the moment meant where a quick choice set it. */
export type ChosenEnd = { local: string; at: Date | null };

/** An instant on the lab's clock, as a datetime-local field holds it: 2026-11-21T08:30. */
export function localText(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return parts.replace(' ', 'T');
}

/** The end so many hours from now. */
export function endAfter(hours: number, now: Date, timeZone: string): ChosenEnd {
  const at = new Date(now.getTime() + hours * HOUR_MS);
  return { local: localText(at, timeZone), at };
}

/**
 * The moment an end means: that of a quick choice as it was, in whichever of two equal clock hours;
 * else by the lab's clock. Null for no time of it.
 */
export function instantOfEnd({ local, at }: ChosenEnd, timeZone: string): Date | null {
  return at ?? instantOfLocal(local, timeZone);
}

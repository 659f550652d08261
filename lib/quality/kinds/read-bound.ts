import { labClock, type LabClock } from '@/lib/platform/csv/lab-clock';
import { readTime } from '@/lib/platform/csv/read-time';

/** A bound written as a day or a time, in ms since 1970; null where it is none. */
export function readBound(text: string, clock: string | LabClock): number | null {
  const rules = {
    clock: typeof clock === 'string' ? labClock(clock) : clock,
    dateOrder: 'dmy',
  } as const;
  const read = /^\d{4}-/.test(text) ? readTime(text, rules, true) : 'no ISO date';
  return typeof read === 'number' ? read : null;
}

import { labClock, type LabClock } from '@/lib/platform/csv/lab-clock';
import { readTime } from '@/lib/platform/csv/read-time';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d\d-\d\d$/;
const UTC = labClock('UTC');

/** A clock time as an instant; one that the clocks were put forward over is that much later. */
function instantOf(localMs: number, clock: LabClock): number | null {
  for (const minutes of [0, 30, 60, 120]) {
    const instant = clock.toInstant(localMs + minutes * MINUTE_MS);
    if (instant !== null) return instant;
  }
  return null;
}

/**
 * A bound written as a day or a time, in ms since 1970; null where it is none. A day as the upper
 * bound lasts to its end.
 */
export function readBound(
  text: string,
  zone: string | LabClock,
  side: 'min' | 'max' = 'min',
): number | null {
  if (!/^\d{4}-/.test(text)) return null;
  const clock = typeof zone === 'string' ? labClock(zone) : zone;
  const read = readTime(text, { clock, dateOrder: 'dmy' }, true);
  const local = readTime(text, { clock: UTC, dateOrder: 'dmy' }, true);
  if (typeof local === 'string') return null;
  if (side === 'max' && DAY.test(text)) {
    const next = instantOf(local + DAY_MS, clock);
    return next === null ? null : next - 1;
  }
  return typeof read === 'number' ? read : instantOf(local, clock);
}

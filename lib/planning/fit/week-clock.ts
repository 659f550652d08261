import { weekdayOfDay, zoneClock } from '@/lib/metrics/scan/zone-clock';
import { HOURS_OF_WEEK } from '../model';
import { HOUR_MS } from './work';

/** The hours of a period by the lab's clock. */
export type WeekClock = {
  /** The hour of the week, 0–167, at an instant. */
  hourAt: (instant: number) => number;
  /** When the next hour of the clock begins, after an instant. */
  nextHour: (instant: number) => number;
  /** How long each hour of the week lasted in the period, in hours: 4 of four weeks. */
  seen: Float64Array;
};

export function weekClock(timeZone: string, from: number, to: number): WeekClock {
  const zone = zoneClock(timeZone);
  const hourAt = (instant: number) =>
    (weekdayOfDay(zone.dayAt(instant)) - 1) * 24 + zone.hourAt(instant);
  const nextHour = (instant: number) => {
    const local = instant + zone.offsetAt(instant);
    return instant + HOUR_MS - (((local % HOUR_MS) + HOUR_MS) % HOUR_MS);
  };
  const seen = new Float64Array(HOURS_OF_WEEK);
  for (let at = from; at < to;) {
    const next = Math.min(nextHour(at), to);
    const hour = hourAt(at);
    seen[hour] = (seen[hour] ?? 0) + (next - at) / HOUR_MS;
    at = next;
  }
  return { hourAt, nextHour, seen };
}

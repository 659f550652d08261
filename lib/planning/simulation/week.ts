import { stretchesOfWeek, WEEKDAYS, type OpeningHours } from '@/lib/labs/calendars/opening-hours';
import type { PlannedOutage } from '../model';

export const WEEK_MINUTES = 10_080;

/** From a minute of the week on: whether machines may start something, and how many are out of use. */
export type WeekChange = { minute: number; open: boolean; out: number };

type Stretch = { from: number; to: number };

function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

function covers({ from, to }: Stretch, minute: number): boolean {
  return (minute >= from && minute < to) || minute + WEEK_MINUTES < to;
}

/**
 * What changes for the machines of a group in the course of a week, from Monday 00:00 on; the first
 * entry is how the week begins. Overlapping outages add up.
 */
export function weekOf(
  hours: OpeningHours | null,
  outages: readonly PlannedOutage[],
): WeekChange[] {
  const open = hours && stretchesOfWeek(hours).map(([from, to]) => ({ from, to }));
  const out = outages.map(({ machines, weekday, from, to }) => {
    const midnight = WEEKDAYS.indexOf(weekday) * 1_440;
    return { machines, from: midnight + minuteOf(from), to: midnight + minuteOf(to) };
  });
  const edges = [...(open ?? []), ...out].flatMap(({ from, to }) => [from, to % WEEK_MINUTES]);
  const minutes = [...new Set([0, ...edges])].toSorted((a, b) => a - b);
  const changes: WeekChange[] = [];
  for (const minute of minutes) {
    const change = {
      minute,
      open: open === null || open.some((stretch) => covers(stretch, minute)),
      out: out.reduce((sum, outage) => sum + (covers(outage, minute) ? outage.machines : 0), 0),
    };
    const before = changes.at(-1);
    if (before?.open !== change.open || before.out !== change.out) changes.push(change);
  }
  return changes;
}

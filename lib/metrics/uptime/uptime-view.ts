import { z } from 'zod';
import { daysOf, windowOfDays, type Days } from '@/lib/metrics/turnaround/turnaround-view';
import { UPTIME_ROW_SETS, UptimeQuery } from './contract';

const day = z.iso.date('must be a day, such as 2026-03-01').optional();

/** The address of the instruments page: whole days of the lab, and devices. */
export const UptimeView = z.object({ from: day, to: day, device: UptimeQuery.shape.device });
export type UptimeView = z.output<typeof UptimeView>;

/** And of the page with the rows behind a figure. */
export const UptimeRowsView = UptimeView.extend({
  which: z.enum(UPTIME_ROW_SETS).default('stops'),
  cursor: z.string().max(500).optional(),
});

/** The days and the question that a view asks for. */
export function questionOf(
  view: UptimeView,
  now: Date,
  timeZone: string,
): { days: Days; query: UptimeQuery } {
  const days = daysOf(view, now, timeZone);
  return { days, query: { ...windowOfDays(days, timeZone), device: view.device } };
}

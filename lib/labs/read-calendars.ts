import { z } from 'zod';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { OpeningCalendar } from './working-time';

const OpeningHours = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));
const Holidays = z.array(z.object({ date: z.iso.date() }));

/** The lab's calendars, oldest first, as lib/labs/working-time.ts takes them. */
export async function readCalendars(ctx: {
  db: Pick<LabTx, 'calendar'>;
}): Promise<OpeningCalendar[]> {
  const rows = await ctx.db.calendar.findMany({ orderBy: { effectiveFrom: 'asc' } });
  return rows.map((row) => ({
    effectiveFrom: row.effectiveFrom.toISOString().slice(0, 10),
    openingHours: OpeningHours.parse(row.openingHours),
    holidays: Holidays.parse(row.holidays).map((holiday) => holiday.date),
  }));
}

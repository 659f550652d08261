import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { calendarVersionsOf } from './calendar-version';
import type { CalendarsQuery, CalendarVersion } from './contract';
import { dayOf } from './lab-today';

/** Every version of the lab's calendar, oldest first. */
export async function readCalendarVersions(ctx: Ctx): Promise<CalendarVersion[]> {
  authorize(ctx, 'read');
  const rows = await ctx.db.calendar.findMany();
  return calendarVersionsOf(rows, dayOf(ctx.now, ctx.lab.timeZone));
}

/** A page of them. */
export async function listCalendars(
  ctx: Ctx,
  { limit, cursor }: CalendarsQuery,
): Promise<{ data: CalendarVersion[]; next_cursor: string | null }> {
  const after = cursor === undefined ? '' : decodeCursor(cursor, z.tuple([z.iso.date()]))[0];
  const rest = (await readCalendarVersions(ctx)).filter(({ effective_from: from }) => from > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page,
    next_cursor: rest.length > limit && last ? encodeCursor([last.effective_from]) : null,
  };
}

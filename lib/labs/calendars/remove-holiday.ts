import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { changingCalendars, refusePast, versionOn } from './change-calendars';
import { rewriteHolidays } from './rewrite-holidays';

/** Makes a day, today at the earliest, an ordinary one again; one that is no holiday is 404. */
export function removeHoliday(ctx: Ctx, day: string): Promise<void> {
  authorize(ctx, 'calendar.write');
  return changingCalendars(ctx, async (tx, known) => {
    const holds = versionOn(known.versions, day);
    if (!holds?.holidays.some(({ date }) => date === day)) throw notFound('holiday');
    refusePast(day, known.today, 'date');
    await rewriteHolidays(tx, ctx, known, (version) =>
      version.id === holds.id
        ? version.holidays.filter(({ date }) => date !== day)
        : version.holidays,
    );
  });
}

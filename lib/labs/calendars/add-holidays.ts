import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { changingCalendars, refusePast, versionOn } from './change-calendars';
import { MOST_HOLIDAYS, type HolidaysAnswer, type NewHolidays } from './contract';
import { rewriteHolidays } from './rewrite-holidays';

/**
 * Adds holidays, today at the earliest, each to the calendar in force on its day. A day that is a
 * holiday already keeps its name.
 */
export function addHolidays(ctx: Ctx, given: NewHolidays): Promise<HolidaysAnswer> {
  authorize(ctx, 'calendar.write');
  return changingCalendars(ctx, async (tx, known) => {
    for (const [index, { date }] of given.holidays.entries()) {
      refusePast(date, known.today, `holidays.${index}.date`);
    }
    let added = 0;
    await rewriteHolidays(tx, ctx, known, (version) => {
      const dates = new Set(version.holidays.map(({ date }) => date));
      const fresh = given.holidays.filter(
        ({ date }) => !dates.has(date) && versionOn(known.versions, date)?.id === version.id,
      );
      if (fresh.length > 0 && version.holidays.length + fresh.length > MOST_HOLIDAYS) {
        const message = `would make more than ${MOST_HOLIDAYS} of the calendar from ${version.effective_from}`;
        throw invalidField('holidays', message);
      }
      added += fresh.length;
      return [...version.holidays, ...fresh];
    });
    return { added, known: given.holidays.length - added };
  });
}

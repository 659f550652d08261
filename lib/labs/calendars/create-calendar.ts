import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import {
  changingCalendars,
  dayIsTaken,
  insertVersion,
  refuseEarlyHolidays,
  refusePast,
  versionOn,
} from './change-calendars';
import type { CalendarVersion, NewCalendar } from './contract';

/**
 * Sets opening hours and holidays from a day of the lab on, today at the earliest; what is not
 * given is as in the version in force then. A day on which another version begins is 409.
 */
export function createCalendar(ctx: Ctx, given: NewCalendar): Promise<CalendarVersion> {
  authorize(ctx, 'calendar.write');
  return changingCalendars(ctx, (tx, { versions, today }) => {
    const from = given.effective_from ?? today;
    refusePast(from, today, 'effective_from');
    if (versions.some(({ effective_from }) => effective_from === from)) throw dayIsTaken(from);
    const present = versionOn(versions, from);
    const hours = given.opening_hours ?? present?.opening_hours;
    if (!hours) throw invalidField('opening_hours', 'must be given: no calendar is in force then');
    if (given.holidays) refuseEarlyHolidays(given.holidays, from);
    const holidays = given.holidays ?? (present?.holidays ?? []).filter(({ date }) => date >= from);
    return insertVersion(tx, ctx, { effective_from: from, opening_hours: hours, holidays });
  });
}

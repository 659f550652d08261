import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError, notFound } from '@/lib/platform/errors';
import {
  changingCalendars,
  dayIsTaken,
  refuseEarlyHolidays,
  refusePast,
  replaceVersion,
} from './change-calendars';
import type { CalendarChange, CalendarVersion } from './contract';

/** A version by its id that has not begun before today; 404 or 409 else. */
export function openVersion(
  versions: readonly CalendarVersion[],
  id: string,
  today: string,
): CalendarVersion {
  const version = versions.find((candidate) => candidate.id === id);
  if (!version) throw notFound('calendar');
  if (version.effective_from >= today) return version;
  throw new AppError(
    'conflict',
    `This calendar has been in force since before today, and figures were counted by it. Add a new one from ${today} or later.`,
  );
}

/** Changes a version that takes effect today or later; an older one is 409. */
export function changeCalendar(
  ctx: Ctx,
  id: string,
  change: CalendarChange,
): Promise<CalendarVersion> {
  authorize(ctx, 'calendar.write');
  return changingCalendars(ctx, (tx, { versions, today }) => {
    const before = openVersion(versions, id, today);
    const from = change.effective_from ?? before.effective_from;
    refusePast(from, today, 'effective_from');
    if (versions.some((other) => other.id !== id && other.effective_from === from)) {
      throw dayIsTaken(from);
    }
    if (change.holidays) refuseEarlyHolidays(change.holidays, from);
    return replaceVersion(tx, ctx, before, {
      effective_from: from,
      opening_hours: change.opening_hours ?? before.opening_hours,
      holidays: change.holidays ?? before.holidays.filter(({ date }) => date >= from),
    });
  });
}

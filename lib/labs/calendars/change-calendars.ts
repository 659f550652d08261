import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { lockRules } from '@/lib/labs/lock-rules';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { calendarVersionsOf, dayToStore } from './calendar-version';
import type { CalendarVersion, Holiday } from './contract';
import { dayOf } from './lab-today';
import type { OpeningHours } from './opening-hours';

/** What a version says, and from which day of the lab on. */
export type CalendarContent = {
  effective_from: string;
  opening_hours: OpeningHours | CalendarVersion['opening_hours'];
  holidays: Holiday[];
};

/** Runs a change of calendars in one transaction, one at a time in a lab. */
export function changingCalendars<T>(
  ctx: Ctx,
  run: (tx: LabTx, known: { versions: CalendarVersion[]; today: string }) => Promise<T>,
): Promise<T> {
  return ctx.db.$transaction(async (tx) => {
    await lockRules(tx, ctx);
    const today = dayOf(ctx.now, ctx.lab.timeZone);
    return run(tx, { versions: await readVersions(tx, today), today });
  });
}

async function readVersions(tx: LabTx, today: string): Promise<CalendarVersion[]> {
  return calendarVersionsOf(await tx.calendar.findMany(), today);
}

/** The version in force on a day. */
export function versionOn(
  versions: readonly CalendarVersion[],
  day: string,
): CalendarVersion | undefined {
  return versions.findLast(({ effective_from: from }) => from <= day);
}

export function refusePast(day: string, today: string, field: string): void {
  if (day >= today) return;
  throw invalidField(field, `lies in the past; give ${today}, the lab’s today, or later`);
}

/** Before a version takes effect its holidays would say nothing. */
export function refuseEarlyHolidays(holidays: readonly Holiday[], from: string): void {
  const index = holidays.findIndex(({ date }) => date < from);
  if (index < 0) return;
  const message = `lies before ${from}, when this calendar takes effect; leave it out`;
  throw invalidField(`holidays.${index}.date`, message);
}

export function dayIsTaken(day: string): AppError {
  const message = `another calendar takes effect on ${day}; change that one`;
  return new AppError('conflict', `effective_from: ${message}`, {
    fields: [{ field: 'effective_from', message }],
  });
}

function storedOf({ effective_from, opening_hours, holidays }: CalendarContent) {
  return {
    effectiveFrom: dayToStore(effective_from),
    openingHours: opening_hours,
    holidays: holidays.map(({ date, name }) => ({ date, name })),
  };
}

async function versionAsStored(tx: LabTx, ctx: Ctx, id: string): Promise<CalendarVersion> {
  const versions = await readVersions(tx, dayOf(ctx.now, ctx.lab.timeZone));
  const found = versions.find((version) => version.id === id);
  if (!found) throw new Error(`Calendar ${id} was just written and is not there`);
  return found;
}

/** Writes a new version and its audit event. */
export async function insertVersion(
  tx: LabTx,
  ctx: Ctx,
  content: CalendarContent,
): Promise<CalendarVersion> {
  const id = newId();
  await tx.calendar.create({
    data: { id, labId: ctx.lab.id, ...storedOf(content), createdAt: ctx.now },
  });
  const after = await versionAsStored(tx, ctx, id);
  await recordAuditEvent(tx, ctx, {
    action: 'calendar.create',
    entity: 'calendar',
    entityId: id,
    after,
  });
  return after;
}

/** Writes a version over and records how it stood before; nothing changed leaves no event. */
export async function replaceVersion(
  tx: LabTx,
  ctx: Ctx,
  before: CalendarVersion,
  content: CalendarContent,
): Promise<CalendarVersion> {
  await tx.calendar.update({ where: { id: before.id }, data: storedOf(content) });
  const after = await versionAsStored(tx, ctx, before.id);
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    await recordAuditEvent(tx, ctx, {
      action: 'calendar.update',
      entity: 'calendar',
      entityId: before.id,
      before,
      after,
    });
  }
  return after;
}

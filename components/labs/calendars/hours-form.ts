import type { FieldError } from '@/components/ui/form-errors';
import { textOf } from '@/components/labs/form-values';
import type { ReadForm } from '@/components/labs/rule-sheet';
import { parseHours } from '@/lib/labs/calendars/hours-text';
import { WEEKDAYS, type Stretch, type Weekday } from '@/lib/labs/calendars/opening-hours';

/** The field of a weekday's hours, by the name that the interface has for it. */
export function hoursField(day: Weekday): string {
  return `opening_hours.${day}`;
}

export const CALENDAR_FIELDS = ['effective_from', ...WEEKDAYS.map(hoursField)];

/** What a form says of a calendar: from which day on, and the hours of each weekday. */
export function readHoursForm(
  data: FormData,
): ReadForm<{ effective_from?: string; opening_hours: Partial<Record<Weekday, Stretch[]>> }> {
  const fields: FieldError[] = [];
  const hours: Partial<Record<Weekday, Stretch[]>> = {};
  for (const day of WEEKDAYS) {
    const read = parseHours(textOf(data, hoursField(day)) ?? '');
    if (read.ok) hours[day] = read.stretches;
    else fields.push({ field: hoursField(day), message: read.message });
  }
  if (fields.length > 0) return { ok: false, fields };
  const from = textOf(data, 'effective_from');
  const given = { ...(from === null ? {} : { effective_from: from }), opening_hours: hours };
  return { ok: true, given };
}

import type { FieldError } from '@/components/ui/form-errors';
import { hoursText, parseHours } from '@/lib/labs/calendars/hours-text';
import { WEEKDAYS, type Stretch, type Weekday } from '@/lib/labs/calendars/opening-hours';

/** Hours of a week as they are typed: a text a weekday. */
export type HoursDraft = Record<Weekday, string>;

type Hours = { readonly [Day in Weekday]: readonly (readonly [string, string])[] };

const WHOLE_DAY = '00:00–24:00';

/** Hours as they are typed; null, which is always, as whole days. */
export function hoursDraft(hours: Hours | null): HoursDraft {
  const of = (day: Weekday) => (hours === null ? WHOLE_DAY : hoursText(hours[day]));
  return {
    '1': of('1'),
    '2': of('2'),
    '3': of('3'),
    '4': of('4'),
    '5': of('5'),
    '6': of('6'),
    '7': of('7'),
  };
}

/** Monday to Friday, which are typed in one while they are alike. */
export const WORKDAYS: readonly Weekday[] = ['1', '2', '3', '4', '5'];

export function workdaysAlike(hours: HoursDraft): boolean {
  return WORKDAYS.every((day) => hours[day] === hours['1']);
}

/** What is typed as hours, or which days cannot be read; `field` names their holder. */
export function readHours(
  draft: HoursDraft,
  field: string,
): { hours: Partial<Record<Weekday, Stretch[]>>; faults: FieldError[] } {
  const hours: Partial<Record<Weekday, Stretch[]>> = {};
  const faults: FieldError[] = [];
  for (const day of WEEKDAYS) {
    const read = parseHours(draft[day]);
    if (read.ok) hours[day] = read.stretches;
    else faults.push({ field: `${field}.${day}`, message: read.message });
  }
  return { hours, faults };
}

/** What is wrong alike with every working day of the hours in `field` is one fault, Monday's. */
export function workdaysAsOne(faults: readonly FieldError[], field: string): FieldError[] {
  const monday = faults.find((fault) => fault.field === `${field}.1`);
  const others = WORKDAYS.slice(1).map((day) => `${field}.${day}`);
  const sayIt = (fault: FieldError) =>
    others.includes(fault.field) && fault.message === monday?.message;
  return faults.filter(sayIt).length === others.length
    ? faults.filter((fault) => !sayIt(fault))
    : [...faults];
}

import { allOf, lineOf, numberOf, textOf } from '@/components/labs/form-values';
import type { ReadForm } from '@/components/labs/rule-sheet';
import type { FieldError } from '@/components/ui/form-errors';
import { parseHours } from '@/lib/labs/calendars/hours-text';
import { WEEKDAYS, type Stretch, type Weekday } from '@/lib/labs/calendars/opening-hours';

/** The field of a weekday's hours, by the name that the interface has for it. */
export const channelHoursField = (day: Weekday) => `hours.${day}`;

/** The fields of the form, by the names that the interface has for them. */
export const CHANNEL_FIELDS = [
  'name',
  'kind',
  'url',
  ...WEEKDAYS.map(channelHoursField),
  'card.detail',
  'card.top',
  'enabled',
];

type Hours = Partial<Record<Weekday, Stretch[]>>;
type Given = {
  name: string;
  url?: string;
  hours: Hours | null;
  card: { detail: string | null; fields: string[]; top: number | string | null };
};

function readHours(data: FormData, fields: FieldError[]): Hours | null {
  if (textOf(data, 'when') !== 'hours') return null;
  const hours: Hours = {};
  for (const day of WEEKDAYS) {
    const read = parseHours(textOf(data, channelHoursField(day)) ?? '');
    if (read.ok) hours[day] = read.stretches;
    else fields.push({ field: channelHoursField(day), message: read.message });
  }
  return hours;
}

/**
 * What a form says of a channel. An address is never shown again, so that a form that changes a
 * channel has none: left empty, it stays.
 */
export function readChannelForm(data: FormData, changes: boolean): ReadForm<Given> {
  const faults: FieldError[] = [];
  const hours = readHours(data, faults);
  if (faults.length > 0) return { ok: false, fields: faults };
  const url = textOf(data, 'url');
  return {
    ok: true,
    given: {
      name: lineOf(data, 'name'),
      ...(changes && url === null ? {} : { url: url ?? '' }),
      hours,
      card: {
        detail: textOf(data, 'card.detail'),
        fields: allOf(data, 'card.fields'),
        top: numberOf(data, 'card.top'),
      },
    },
  };
}

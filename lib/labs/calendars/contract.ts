import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { faultsOfWeek, inOrder, type OpeningHours } from './opening-hours';

const OPENS = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const CLOSES = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

const stretch = z.tuple(
  [
    z.string().regex(OPENS, 'must be a time such as 08:00'),
    z.string().regex(CLOSES, 'must be a time such as 16:30, 24:00 at the latest'),
  ],
  { error: 'must be an opening and a closing time, such as ["08:00","16:30"]' },
);

const day = z.array(stretch).max(12, 'must be at most 12 stretches').default([]);

/** Opening hours by ISO weekday, 1 Monday to 7 Sunday; a weekday left out is closed. */
export const OpeningHoursField = z
  .strictObject({ '1': day, '2': day, '3': day, '4': day, '5': day, '6': day, '7': day })
  .superRefine((hours, context) => {
    for (const { day: weekday, message } of faultsOfWeek(hours)) {
      context.addIssue({ code: 'custom', path: [weekday], message });
    }
  })
  .transform((hours): OpeningHours => ({
    '1': inOrder(hours['1']),
    '2': inOrder(hours['2']),
    '3': inOrder(hours['3']),
    '4': inOrder(hours['4']),
    '5': inOrder(hours['5']),
    '6': inOrder(hours['6']),
    '7': inOrder(hours['7']),
  }))
  .describe(
    'By ISO weekday, 1 Monday to 7 Sunday, by the lab’s clock: [["08:00","12:00"],["13:00","16:30"]]. A closing at or before its opening is on the next day. A weekday left out is closed.',
  );

export const dayField = z.iso
  .date('must be a day such as 2026-12-25')
  .refine((text) => text >= '1900-01-01', 'must be 1900-01-01 or later');

export const Holiday = z.strictObject({ date: dayField, name: lineField(120) });
export type Holiday = z.output<typeof Holiday>;

/** Of one version. */
export const MOST_HOLIDAYS = 1000;

/** Holidays of which no day is named twice, in their order. */
export const HolidaysField = z
  .array(Holiday)
  .max(MOST_HOLIDAYS, `must be at most ${MOST_HOLIDAYS}`)
  .superRefine((holidays, context) => {
    const seen = new Set<string>();
    for (const [index, { date }] of holidays.entries()) {
      if (seen.has(date)) {
        context.addIssue({ code: 'custom', path: [index, 'date'], message: 'is named twice' });
      }
      seen.add(date);
    }
  })
  .transform((holidays) => holidays.toSorted((a, b) => a.date.localeCompare(b.date)));

const stretchAnswer = z.tuple([z.string(), z.string()]);
const dayAnswer = z.array(stretchAnswer);

/** A version of the lab's calendar. */
export const CalendarVersion = z.object({
  id: z.uuid(),
  effective_from: z.iso.date().describe('A day of the lab; 1900-01-01 for the first version.'),
  effective_to: z.iso.date().nullable().describe('The day the next version takes over.'),
  opening_hours: z.object({
    '1': dayAnswer,
    '2': dayAnswer,
    '3': dayAnswer,
    '4': dayAnswer,
    '5': dayAnswer,
    '6': dayAnswer,
    '7': dayAnswer,
  }),
  holidays: z.array(z.object({ date: z.iso.date(), name: z.string() })),
  status: z.enum(['past', 'in_force', 'future']),
});
export type CalendarVersion = z.output<typeof CalendarVersion>;

const from = dayField.describe('A day of the lab, today at the earliest.');

export const NewCalendar = z.strictObject({
  effective_from: from.optional().describe('Today unless given.'),
  opening_hours: OpeningHoursField.optional().describe('Those in force then unless given.'),
  holidays: HolidaysField.optional().describe('Those of the version in force then unless given.'),
});
export type NewCalendar = z.output<typeof NewCalendar>;

export const CalendarChange = z.strictObject({
  effective_from: from.optional(),
  opening_hours: OpeningHoursField.optional(),
  holidays: HolidaysField.optional(),
});
export type CalendarChange = z.output<typeof CalendarChange>;

export const CalendarsQuery = z.strictObject(listQueryShape);
export type CalendarsQuery = z.output<typeof CalendarsQuery>;

export const NewHolidays = z.strictObject({
  holidays: HolidaysField.refine((list) => list.length > 0, 'name at least one'),
});
export type NewHolidays = z.output<typeof NewHolidays>;

export const HolidaysAnswer = z.object({
  added: z.int(),
  known: z.int().describe('Days that were holidays already, and stay as they were.'),
});
export type HolidaysAnswer = z.output<typeof HolidaysAnswer>;

const place = z.string().trim().min(1, 'must not be empty').max(20, 'is too long');

export const PublicHolidaysQuery = z.strictObject({
  country: place.describe('A country by its ISO 3166 code, such as DE.'),
  state: place.optional().describe('A state of it by its code, such as BY.'),
  region: place.optional().describe('A region of the state by its code.'),
  year: z.coerce
    .number()
    .int('must be a year')
    .min(1970, 'must be 1970 or later')
    .max(2100, 'must be 2100 or earlier'),
});
export type PublicHolidaysQuery = z.output<typeof PublicHolidaysQuery>;

export const PublicHoliday = z.object({
  date: z.iso.date(),
  name: z.string(),
  substitute: z.boolean().describe('In place of a holiday that fell on a weekend.'),
  half_day: z.boolean(),
});
export type PublicHoliday = z.output<typeof PublicHoliday>;

const Places = z.array(z.object({ code: z.string(), name: z.string() }));

export const PublicHolidays = z.object({
  countries: Places,
  states: Places,
  regions: Places,
  data: z.array(PublicHoliday),
});
export type PublicHolidays = z.output<typeof PublicHolidays>;

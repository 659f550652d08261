import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import {
  CalendarChange,
  CalendarsQuery,
  CalendarVersion,
  dayField,
  HolidaysAnswer,
  NewCalendar,
  NewHolidays,
  PublicHolidays,
  PublicHolidaysQuery,
} from './contract';

const TAG = 'Targets and calendars';
const byId = z.object({ id: z.string().max(64) });

export const listCalendarsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/calendars',
  tag: TAG,
  summary: 'List calendars',
  description:
    'Opening hours and holidays by the day they take effect, oldest first. Working time counts the opening hours, less holidays, of the version in force on each day.',
  may: 'read',
  query: CalendarsQuery,
  answer: listAnswer(CalendarVersion),
});

export const createCalendarEndpoint = defineEndpoint({
  method: 'POST',
  path: '/calendars',
  tag: TAG,
  summary: 'Set opening hours and holidays from a day on',
  description:
    'What is left out is as in the version in force then. A day in the past is 422, one on which another version takes effect 409.',
  may: 'calendar.write',
  status: 201,
  body: NewCalendar,
  answer: CalendarVersion,
});

export const changeCalendarEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/calendars/{id}',
  tag: TAG,
  summary: 'Change a calendar that takes effect today or later',
  description: 'An older one is 409: figures were counted by it.',
  may: 'calendar.write',
  params: byId,
  body: CalendarChange,
  answer: CalendarVersion,
});

export const withdrawCalendarEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/calendars/{id}',
  tag: TAG,
  summary: 'Withdraw a calendar that takes effect today or later',
  description: 'The one before it goes on. An older one is 409.',
  may: 'calendar.write',
  status: 204,
  params: byId,
});

export const addHolidaysEndpoint = defineEndpoint({
  method: 'POST',
  path: '/calendars/holidays',
  tag: TAG,
  summary: 'Add holidays',
  description:
    'Each to the calendar in force on its day, today at the earliest. A day that is a holiday already keeps its name.',
  may: 'calendar.write',
  status: 201,
  body: NewHolidays,
  answer: HolidaysAnswer,
});

export const removeHolidayEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/calendars/holidays/{date}',
  tag: TAG,
  summary: 'Make a holiday an ordinary day',
  description: 'Today at the earliest.',
  may: 'calendar.write',
  status: 204,
  params: z.object({ date: dayField }),
});

export const publicHolidaysEndpoint = defineEndpoint({
  method: 'GET',
  path: '/calendars/public-holidays',
  tag: TAG,
  summary: 'The public holidays of a country',
  description:
    'Of a country, a state or a region, to choose from and add to the calendar. Also which countries, states and regions there are.',
  may: 'read',
  query: PublicHolidaysQuery,
  answer: PublicHolidays,
});

export const CALENDAR_ENDPOINTS = [
  listCalendarsEndpoint,
  createCalendarEndpoint,
  changeCalendarEndpoint,
  withdrawCalendarEndpoint,
  addHolidaysEndpoint,
  removeHolidayEndpoint,
  publicHolidaysEndpoint,
];

'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { addHolidays } from '@/lib/labs/calendars/add-holidays';
import { changeCalendar } from '@/lib/labs/calendars/change-calendar';
import { CalendarChange, dayField, NewCalendar, NewHolidays } from '@/lib/labs/calendars/contract';
import { createCalendar } from '@/lib/labs/calendars/create-calendar';
import { removeHoliday } from '@/lib/labs/calendars/remove-holiday';
import { withdrawCalendar } from '@/lib/labs/calendars/withdraw-calendar';
import { changeTarget } from '@/lib/labs/targets/change-target';
import { NewTarget, TargetChange } from '@/lib/labs/targets/contract';
import { createTarget } from '@/lib/labs/targets/create-target';
import { withdrawTarget } from '@/lib/labs/targets/withdraw-target';

const ById = z.strictObject({ id: z.uuid() });

export const addTarget = action('target.create', 'targets.write', NewTarget, createTarget);

export const editTarget = action(
  'target.change',
  'targets.write',
  TargetChange.extend(ById.shape),
  (ctx, { id, ...change }) => changeTarget(ctx, id, change),
);

export const dropTarget = action('target.withdraw', 'targets.write', ById, (ctx, { id }) =>
  withdrawTarget(ctx, id),
);

export const addCalendar = action('calendar.create', 'calendar.write', NewCalendar, createCalendar);

export const editCalendar = action(
  'calendar.change',
  'calendar.write',
  CalendarChange.extend(ById.shape),
  (ctx, { id, ...change }) => changeCalendar(ctx, id, change),
);

export const dropCalendar = action('calendar.withdraw', 'calendar.write', ById, (ctx, { id }) =>
  withdrawCalendar(ctx, id),
);

export const addDays = action('holidays.add', 'calendar.write', NewHolidays, addHolidays);

export const dropDay = action(
  'holiday.remove',
  'calendar.write',
  z.strictObject({ date: dayField }),
  (ctx, { date }) => removeHoliday(ctx, date),
);

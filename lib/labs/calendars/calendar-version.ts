import { z } from 'zod';
import type { Calendar } from '@/lib/platform/db/generated/client';
import type { CalendarVersion } from './contract';

/** A stored day (a date without a time) as YYYY-MM-DD. */
export function storedDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A day as the database takes dates. */
export function dayToStore(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

const StoredHours = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));
const StoredHolidays = z.array(z.object({ date: z.string(), name: z.string().optional() }));

export type Period = { today: string; next: string | null };

/** A stored calendar as a version, given the day the next one takes over and the lab's today. */
export function calendarVersionOf(row: Calendar, { today, next }: Period): CalendarVersion {
  const hours = StoredHours.parse(row.openingHours);
  const from = storedDay(row.effectiveFrom);
  const days = (day: string) => hours[day] ?? [];
  return {
    id: row.id,
    effective_from: from,
    effective_to: next,
    opening_hours: {
      '1': days('1'),
      '2': days('2'),
      '3': days('3'),
      '4': days('4'),
      '5': days('5'),
      '6': days('6'),
      '7': days('7'),
    },
    holidays: StoredHolidays.parse(row.holidays).map(({ date, name }) => ({
      date,
      name: name ?? 'Holiday',
    })),
    status: from > today ? 'future' : next !== null && next <= today ? 'past' : 'in_force',
  };
}

/** All versions of a lab, oldest first. */
export function calendarVersionsOf(rows: readonly Calendar[], today: string): CalendarVersion[] {
  const ordered = rows.toSorted((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime());
  return ordered.map((row, index) => {
    const following = ordered[index + 1];
    return calendarVersionOf(row, {
      today,
      next: following ? storedDay(following.effectiveFrom) : null,
    });
  });
}

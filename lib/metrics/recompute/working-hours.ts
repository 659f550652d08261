import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { everyRow, type Reader } from './receipt-rows';

const Hours = z.array(z.tuple([z.string(), z.string()]));

const CalendarRow = z.object({
  effective_from: z.string(),
  effective_to: z.string().nullable(),
  opening_hours: z.record(z.string(), Hours),
  holidays: z.array(z.object({ date: z.string() })),
});
type CalendarRow = z.output<typeof CalendarRow>;

/** Open time of a lab, from its calendars alone. */
export type WorkingHours = {
  /** Open minutes between two instants. */
  between: (from: string, to: string) => number;
  /** When so many open minutes have passed; null where that takes more than a year. */
  after: (from: string, minutes: number) => number | null;
};

type Stretch = { from: number; to: number };

function instantAt(day: Temporal.PlainDate, time: string, timeZone: string): number {
  if (time === '24:00') return day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  const at = Temporal.PlainTime.from(time);
  return day.toZonedDateTime({ timeZone, plainTime: at }).epochMilliseconds;
}

/** What opens on a local day; it may close on the next. */
function stretchesOf(
  day: Temporal.PlainDate,
  calendars: readonly CalendarRow[],
  timeZone: string,
): Stretch[] {
  const name = day.toString();
  const calendar = calendars.find(
    ({ effective_from, effective_to }) =>
      effective_from <= name && (effective_to === null || name < effective_to),
  );
  if (calendar?.holidays.some(({ date }) => date === name)) return [];
  const hours = calendar ? (calendar.opening_hours[day.dayOfWeek] ?? []) : [['00:00', '24:00']];
  return hours.map(([opens = '', closes = '']) => ({
    from: instantAt(day, opens, timeZone),
    to: instantAt(closes > opens ? day : day.add({ days: 1 }), closes, timeZone),
  }));
}

/** Reads the calendars of a lab. */
export async function readWorkingHours(reader: Reader, timeZone: string): Promise<WorkingHours> {
  const calendars = await everyRow(reader, '/api/v1/calendars', CalendarRow);
  const known = new Map<string, Stretch[]>();
  const openOn = (day: Temporal.PlainDate) => {
    const name = day.toString();
    let found = known.get(name);
    if (!found) known.set(name, (found = stretchesOf(day, calendars, timeZone)));
    return found;
  };
  const dayOf = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate();
  const openMs = (from: number, to: number) => {
    let [sum, reached] = [0, from];
    for (
      let day = dayOf(from).subtract({ days: 1 });
      Temporal.PlainDate.compare(day, dayOf(to)) <= 0;
      day = day.add({ days: 1 })
    ) {
      for (const stretch of openOn(day)) {
        const [begin, end] = [Math.max(stretch.from, reached), Math.min(stretch.to, to)];
        if (end <= begin) continue;
        sum += end - begin;
        reached = end;
      }
    }
    return sum;
  };
  return {
    between: (from, to) => openMs(Date.parse(from), Date.parse(to)) / 60_000,
    after: (from, minutes) => {
      let [left, reached] = [minutes * 60_000, Date.parse(from)];
      let day = dayOf(reached).subtract({ days: 1 });
      for (let days = 0; days < 368; days += 1, day = day.add({ days: 1 })) {
        for (const stretch of openOn(day)) {
          const begin = Math.max(stretch.from, reached);
          if (stretch.to <= begin) continue;
          if (stretch.to - begin >= left) return begin + left;
          left -= stretch.to - begin;
          reached = stretch.to;
        }
      }
      return null;
    },
  };
}

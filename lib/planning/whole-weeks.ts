import { Temporal } from 'temporal-polyfill';

/** First and last day, YYYY-MM-DD, both included. */
export type DaySpan = { from: string; to: string };

/** The weeks that a what-if begins with. */
export const USUAL_WEEKS = 4;

/**
 * The last so many whole weeks of days that have data; fewer where there are not so many, and where
 * there is not one, the days themselves. Today is not over, so its week is none.
 */
export function lastWholeWeeks(
  data: DaySpan,
  {
    today,
    firstWeekday,
    weeks = USUAL_WEEKS,
  }: { today: string; firstWeekday: number; weeks?: number },
): DaySpan {
  const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(a, b) < 0;
  const [first, last] = [Temporal.PlainDate.from(data.from), Temporal.PlainDate.from(data.to)];
  const beginningOfWeek = (day: Temporal.PlainDate) =>
    day.subtract({ days: (day.dayOfWeek - firstWeekday + 7) % 7 });
  const [now, after] = [Temporal.PlainDate.from(today), last.add({ days: 1 })];
  const end = beginningOfWeek(isBefore(after, now) ? after : now);
  const wanted = end.subtract({ weeks });
  const inFirst = beginningOfWeek(first);
  const earliest = isBefore(inFirst, first) ? inFirst.add({ weeks: 1 }) : first;
  const begin = isBefore(wanted, earliest) ? earliest : wanted;
  if (isBefore(begin, end)) {
    return { from: begin.toString(), to: end.subtract({ days: 1 }).toString() };
  }
  const most = last.subtract({ days: weeks * 7 - 1 });
  return { from: (isBefore(first, most) ? most : first).toString(), to: last.toString() };
}

import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { dayOf, lengthInDays, windowOfDays } from '@/lib/metrics/turnaround/turnaround-view';
import type { Window } from '@/lib/metrics/window';
import { MOST_DAYS } from '@/lib/planning/contract';
import { lastWholeWeeks, type DaySpan } from '@/lib/planning/whole-weeks';
import type { PageCtx } from '@/lib/entry/page';

const Days = z.object({ from: z.iso.date(), to: z.iso.date() });

export type Period = {
  days: DaySpan;
  /** Null where the days make no period; `fault` says why. */
  window: Window | null;
  fault: string | null;
};

/** The days of an instant span that it touches. */
export function daysOfSpan(span: { from: string; to: string }, timeZone: string): DaySpan {
  const last = new Date(new Date(span.to).getTime() - 1);
  return { from: dayOf(new Date(span.from), timeZone), to: dayOf(last, timeZone) };
}

/** The period of an address, by whole days of the lab; `usual` where it says nothing. */
export function readPeriod(
  given: { from: string | undefined; to: string | undefined },
  usual: DaySpan,
  timeZone: string,
): Period {
  if (given.from === undefined && given.to === undefined) {
    return { days: usual, window: windowOfDays(usual, timeZone), fault: null };
  }
  const { from = usual.from, to = usual.to } = given;
  const parsed = Days.safeParse({ from, to });
  if (!parsed.success) {
    return { days: usual, window: null, fault: 'A day is written as 2026-03-01.' };
  }
  const days = parsed.data;
  const fault =
    Temporal.PlainDate.compare(days.from, days.to) > 0
      ? 'The last day lies before the first.'
      : lengthInDays(days) > MOST_DAYS
        ? `A period has at most ${MOST_DAYS} days: longer than that no lab works the same way.`
        : null;
  return { days, window: fault === null ? windowOfDays(days, timeZone) : null, fault };
}

/** Quick choices: the last whole weeks that have data. */
export function periodPresets(ctx: PageCtx, data: DaySpan, choices: readonly number[]) {
  const { timeZone, firstWeekday } = ctx.lab;
  const today = dayOf(ctx.now, timeZone);
  const presets = choices.map((weeks) => ({
    label: weeks === 1 ? 'Last whole week' : `Last ${weeks} weeks`,
    ...lastWholeWeeks(data, { today, firstWeekday, weeks }),
  }));
  // Where the history is short, longer choices are the same days.
  return presets.filter(
    ({ from }, index) => presets.findIndex((one) => one.from === from) === index,
  );
}

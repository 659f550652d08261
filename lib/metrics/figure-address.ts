import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { givenParams, type GivenParams } from '@/lib/platform/http/page-address';
import { timeField } from '@/lib/platform/http/time-field';
import { FILTER_NAMES } from './contract';
import type { DefinedFigure } from './define-figure';
import { dayOf, daysOf, windowOfDays, type Days } from './turnaround/turnaround-view';

/** Whole days of the lab, or, as a bucket of an hour leads to its rows, an instant. */
const edge = z.union([z.iso.date(), timeField]).optional();

const Period = z.object({ from: edge, to: edge });

/** What the address of a figure's page asks for. */
export type FigureAddress = {
  /** The days it is of; the first and the last that a period of hours touches. */
  days: Days;
  /** The interface's parameters, for the figure and its rows. */
  asked: GivenParams;
  /** The page's own: the same with the period as it stood in the address. */
  given: GivenParams;
  /** The common filters in force, by name. */
  filters: Record<string, readonly string[]>;
};

type Read = { faults: string[]; found?: undefined } | { faults?: undefined; found: FigureAddress };

/**
 * Reads the address of a figure's page: the interface's parameters, the period in whole days of the
 * lab (seven up to today, or the figure's own, unless it says otherwise). Parameters that the figure does not take are
 * left alone; `more` names those its rows take besides.
 */
export function readFigureAddress(
  figure: Pick<DefinedFigure, 'parameters' | 'defaultDays'>,
  params: GivenParams,
  { now, timeZone }: { now: Date; timeZone: string },
  more: readonly string[] = [],
): Read {
  const taken = new Set([...figure.parameters, ...more]);
  const given = Object.fromEntries(
    Object.entries(givenParams(params)).filter(([name]) => taken.has(name)),
  );
  const period = Period.safeParse(given);
  if (!period.success) {
    return {
      faults: period.error.issues.map(
        ({ path }) => `${path.join('.')}: must be a day, such as 2026-03-01`,
      ),
    };
  }
  const { from, to } = period.data;
  const dayOfEdge = (at: string | Date | undefined, ms: number) =>
    at instanceof Date ? dayOf(new Date(at.getTime() + ms), timeZone) : at;
  const days = daysOf(
    { from: dayOfEdge(from, 0), to: dayOfEdge(to, -1) },
    now,
    timeZone,
    figure.defaultDays,
  );
  if (Temporal.PlainDate.compare(days.from, days.to) > 0) {
    return { faults: ['to: must not lie before from'] };
  }
  const whole = windowOfDays(days, timeZone);
  const asked = {
    ...given,
    ...(taken.has('from')
      ? {
          from: (from instanceof Date ? from : whole.from).toISOString(),
          to: (to instanceof Date ? to : whole.to).toISOString(),
        }
      : {}),
  };
  const filters = Object.fromEntries(
    FILTER_NAMES.filter((name) => taken.has(name)).map((name) => [
      name,
      [given[name] ?? []].flat(),
    ]),
  );
  return { found: { days, asked, given, filters } };
}

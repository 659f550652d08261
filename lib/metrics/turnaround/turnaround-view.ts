import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { GivenParams } from '@/lib/platform/http/page-address';
import { bucketKeys, type Grain } from '../buckets';
import { FILTER_NAMES, tatQueryShape } from '../contract';
import { ROW_ORDERS, ROW_SETS } from './rows-contract';
import type { Window } from '../window';

/** What a period can be held against; whole weeks, so that weekdays meet their like. */
export const COMPARISONS = ['previous', '4_weeks', '52_weeks'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The groupings the page has a table for. */
export const TABLE_GROUPINGS = ['assay', 'department', 'location', 'priority', 'device'] as const;
export type TableGrouping = (typeof TABLE_GROUPINGS)[number];

export const TABLE_SORTS = ['name', 'n', 'p50', 'p90', 'p99', 'within', 'on_time'] as const;
export type TableSort = (typeof TABLE_SORTS)[number];

const day = z.iso.date('must be a day, such as 2026-03-01').optional();

/** The address of the turnaround page: the interface's parameters, with whole days of the lab. */
export const TurnaroundView = z.object({
  ...tatQueryShape,
  from: day,
  to: day,
  grain: z.enum(['day', 'week', 'month']).optional(),
  group: z.enum(TABLE_GROUPINGS).default('assay'),
  sort: z.enum(TABLE_SORTS).default('n'),
  dir: z.enum(['asc', 'desc']).optional(),
  compare: z.enum(COMPARISONS).optional(),
});
export type TurnaroundView = z.output<typeof TurnaroundView>;

/** And of the page with the rows behind a figure. */
export const RowsView = z.object({
  ...tatQueryShape,
  from: day,
  to: day,
  which: z.enum(ROW_SETS).default('included'),
  order: z.enum(ROW_ORDERS).default('longest'),
  cursor: z.string().max(500).optional(),
});
export type RowsView = z.output<typeof RowsView>;

/** What rows share with the figures they stand behind; the page's own parameters stay behind. */
export function questionPart(params: GivenParams): GivenParams {
  const shared = new Set<string>([...FILTER_NAMES, ...Object.keys(tatQueryShape)]);
  return Object.fromEntries(Object.entries(params).filter(([name]) => shared.has(name)));
}

/** First and last day of a period, YYYY-MM-DD, both included. */
export type Days = { from: string; to: string };

/** The local day of an instant. */
export function dayOf(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** A day some days away. */
export function dayAway(from: string, days: number): string {
  return Temporal.PlainDate.from(from).add({ days }).toString();
}

/** The period a view means: its own days, else today and the six before. */
export function daysOf(
  view: { from?: string; to?: string },
  now: Date,
  timeZone: string,
  length = 7,
): Days {
  const to = view.to ?? dayOf(now, timeZone);
  return { from: view.from ?? dayAway(to, 1 - length), to };
}

/** [midnight of the first day, midnight after the last), in the lab's zone. */
export function windowOfDays(days: Days, timeZone: string): Window {
  const midnight = (date: string) =>
    new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
  return { from: midnight(days.from), to: midnight(dayAway(days.to, 1)) };
}

/** How many days a period has. */
export function lengthInDays({ from, to }: Days): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
}

/** Buckets that keep a trend readable: days up to seven weeks, weeks up to a year, then months. */
export function grainOf(days: Days): Grain {
  const length = lengthInDays(days);
  return length <= 49 ? 'day' : length <= 366 ? 'week' : 'month';
}

/** The days of a period that a bucket has, for the address of its rows. */
export function daysOfBucket(grain: Grain, key: string, days: Days): Days {
  const first = Temporal.PlainDate.from(key.length === 7 ? `${key}-01` : key);
  const last = first
    .add({ [`${grain}s`]: 1 })
    .subtract({ days: 1 })
    .toString();
  return {
    from: first.toString() < days.from ? days.from : first.toString(),
    to: last > days.to ? days.to : last,
  };
}

/** Every bucket of a period, for a trend without gaps in its axis. */
export function bucketsOfDays(
  grain: Grain,
  days: Days,
  zone: { timeZone: string; firstWeekday: number },
): string[] {
  return bucketKeys(grain, windowOfDays(days, zone.timeZone), zone);
}

/** Filters in force as name and value, for chips that take them off. */
export function filtersInForce(
  filters: Partial<Record<(typeof FILTER_NAMES)[number], readonly string[]>>,
): { name: string; value: string }[] {
  return FILTER_NAMES.flatMap((name) => (filters[name] ?? []).map((value) => ({ name, value })));
}

import { z } from 'zod';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { segmentField } from './segment';

/** What stands for "has none" in a filter, and in links to the rows of such a group. */
export const NONE = '(none)';

export const GROUPINGS = [
  'assay',
  'department',
  'location',
  'priority',
  'device',
  'day',
  'week',
  'month',
  'weekday',
  'week_of_month',
  'hour_bin',
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Groups of time by the end milestone; the rest are attributes, and patterns by the start. */
export const TREND_GROUPINGS = ['day', 'week', 'month'] as const;
export const PATTERN_GROUPINGS = ['weekday', 'week_of_month', 'hour_bin'] as const;

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
export const WEEKS_OF_MONTH = ['1', '2', '3', '4', '5'] as const;
export const HOUR_BINS = ['<9', '9', '10', '11', '12', '13', '14', '>=15'] as const;

export const UNITS = ['test', 'specimen'] as const;
export const TIME_BASES = ['clock', 'working'] as const;
export const BIN_MILESTONES = ['received', 'ordered'] as const;
export const PRIORITIES = ['STAT', 'URGENT', 'ROUTINE'] as const;

/** One value or several (the parameter repeated), as a list without doubles; empty ones fall away. */
export function severalOf<T extends string>(value: z.ZodType<T, string>) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [...new Set([given].flat().filter((text) => text !== ''))])
    .pipe(z.array(value).max(50, 'has too many values: 50 at most'))
    .optional();
}

const text = z.string().max(200);

/** Which tests count, beside the window: the common filters of every metric. */
export const filterShape = {
  assay: severalOf(text),
  department: severalOf(text),
  location: severalOf(text),
  specimen_type: severalOf(text),
  priority: severalOf(
    z.string().toUpperCase().pipe(z.enum(PRIORITIES, 'must be STAT, URGENT or ROUTINE')),
  ),
  device: severalOf(text),
  operator: severalOf(text),
};

/** What every question about a window may be asked with. */
export const questionShape = {
  ...filterShape,
  from: timeField.optional(),
  to: timeField.optional(),
};

/** Which part of the week, month or day, by the segment's start (or the milestone of bin_by). */
export const patternFilterShape = {
  weekday: severalOf(z.enum([...WEEKDAYS, NONE], 'must be 1 (Monday) to 7 (Sunday)')),
  week_of_month: severalOf(z.enum([...WEEKS_OF_MONTH, NONE], 'must be 1 to 5')),
  hour_bin: severalOf(z.enum([...HOUR_BINS, NONE], `must be one of ${HOUR_BINS.join(', ')}`)),
};

const Filters = z.object({ ...filterShape, ...patternFilterShape });
export type MetricFilters = z.output<typeof Filters>;
export const FILTER_NAMES = Filters.keyof().options;

/** What every question about turnaround may be asked with. */
export const tatQueryShape = {
  ...questionShape,
  ...patternFilterShape,
  segment: segmentField,
  time: z.enum(TIME_BASES).default('clock'),
  unit: z.enum(UNITS).default('test'),
  bin_by: z.enum(BIN_MILESTONES).optional(),
  /** Judges by so many minutes instead of the lab's targets. */
  within_minutes: z.coerce.number().int().min(1).max(525_600).optional(),
};

export const TatQuery = z.strictObject({
  ...tatQueryShape,
  group_by: z.enum(GROUPINGS).optional(),
  /** Adds what began in the window, open work included. */
  censored: z.enum(['true', 'false']).default('false'),
});
export type TatQuery = z.output<typeof TatQuery>;

const minutes = z.number().nullable();

/** How many of how many, in percent, with the Wilson interval at 95 %. */
export const ShareAnswer = z.object({
  count: z.int(),
  total: z.int(),
  percent: z.number().nullable(),
  ci95: z.tuple([z.number(), z.number()]).nullable(),
});
export type Share = z.output<typeof ShareAnswer>;

export const BoxAnswer = z.object({
  q1: z.number(),
  median: z.number(),
  q3: z.number(),
  whisker_low: z.number(),
  whisker_high: z.number(),
  /** How many lie beyond the whiskers. */
  outliers: z.int(),
  /** At most 200 of them, the furthest from the median, ascending. */
  outlier_values: z.array(z.number()),
});

export const FigureAnswer = z.object({
  p50: minutes,
  p90: minutes,
  p95: minutes,
  p99: minutes,
  mean: minutes,
  min: minutes,
  max: minutes,
  /** n in the percentiles. */
  total_specimens: z.int(),
  within_target: ShareAnswer,
  on_time: ShareAnswer,
  excluded: z.object({
    negative: z.int(),
    missing: z.int(),
    unfinished: z.int(),
    /** Rejected, cancelled, invalidated before release, or of a voided specimen; in no figure. */
    void: z.int(),
  }),
  /** Counted in the percentiles, and changed since they were released. */
  changed_later: z.object({ amended: z.int(), invalidated: z.int() }),
  box: BoxAnswer.nullable(),
});
export type Figure = z.output<typeof FigureAnswer>;

export const GroupAnswer = FigureAnswer.extend({
  /** Null for what has none. */
  key: z.string().nullable(),
  label: z.string(),
  /** True for the bucket that now lies in. */
  running: z.boolean(),
  rows_url: z.string(),
});
export type Group = z.output<typeof GroupAnswer>;

/** How many durations lie in each stretch of `width` minutes; the last may have no end. */
export const HistogramAnswer = z.object({
  width: z.number(),
  data: z.array(z.object({ from: z.number(), to: z.number().nullable(), count: z.int() })),
});
export type Histogram = z.output<typeof HistogramAnswer>;

/** Of all that began in the window, open work counted as lasting at least until now. */
export const CensoredAnswer = z.object({
  n: z.int(),
  open: z.int(),
  /** Kaplan–Meier; null where so many have not ended yet. */
  p50: minutes,
  p90: minutes,
  /** The same of those that are finished, which leaves the slow ones out. */
  ordinary: z.object({ n: z.int(), p50: minutes, p90: minutes }),
});
export type Censored = z.output<typeof CensoredAnswer>;

export const ReceiptAnswer = z.object({
  definition: z.string(),
  version: z.string(),
  window: z.object({ from: timeAnswer, to: timeAnswer }),
  time_zone: z.string(),
  /** The day weeks begin with, 1 (Monday) to 7. */
  first_weekday: z.int(),
  filters: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  method: z.string(),
  computed_at: timeAnswer,
  rows_url: z.string(),
});
export type Receipt = z.output<typeof ReceiptAnswer>;

export const TatAnswer = FigureAnswer.extend({
  unit: z.literal('minutes'),
  assay: z.string().nullable(),
  segment: z.string(),
  groups: z.array(GroupAnswer),
  histogram: HistogramAnswer.nullable(),
  /** Null unless asked for with censored=true. */
  censored: CensoredAnswer.nullable(),
  receipt: ReceiptAnswer,
});
export type TatAnswer = z.output<typeof TatAnswer>;

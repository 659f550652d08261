import { z } from 'zod';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { tatQueryShape } from '../contract';

/** Which rows of a cohort: those in the percentiles, those left out, and those behind each share. */
export const ROW_SETS = [
  'included',
  'negative',
  'missing',
  'unfinished',
  'void',
  'within_target',
  'over_target',
  'due',
  'on_time',
  'not_on_time',
  'amended',
  'invalidated',
] as const;
export type RowSet = (typeof ROW_SETS)[number];

export const ROW_ORDERS = ['longest', 'shortest', 'latest'] as const;

export const TatRowsQuery = z.strictObject({
  ...tatQueryShape,
  ...listQueryShape,
  which: z.enum(ROW_SETS).default('included'),
  sort: z.enum(ROW_ORDERS).default('longest'),
});
export type TatRowsQuery = z.output<typeof TatRowsQuery>;

export const TatRow = z.object({
  specimen_id: z.string(),
  /** Of a whole specimen: its tests, joined with a comma. */
  assay: z.string(),
  /** Null of a whole specimen. */
  run: z.int().nullable(),
  priority: z.string(),
  state: z.string(),
  specimen_type: z.string().nullable(),
  location: z.string().nullable(),
  department: z.string().nullable(),
  device: z.string().nullable(),
  operator: z.string().nullable(),
  /** The segment's two milestones. */
  start: timeAnswer.nullable(),
  end: timeAnswer.nullable(),
  due_at: timeAnswer.nullable(),
  /** From start to end, or to now while unfinished; by the clock or in working time as asked. */
  minutes: z.number().nullable(),
});
export type TatRow = z.output<typeof TatRow>;

/** One of the tests that a complete report is made of. */
const ReportTest = z.object({
  assay: z.string(),
  run: z.int().nullable(),
  priority: z.string(),
  state: z.string(),
  department: z.string().nullable(),
  device: z.string().nullable(),
  start: timeAnswer.nullable(),
  end: timeAnswer.nullable(),
  due_at: timeAnswer.nullable(),
});

export const TurnaroundRow = TatRow.extend({
  /** What patterns go by: the start, or the milestone of bin_by. */
  pattern_at: timeAnswer.nullable(),
  /** Of a whole specimen the tests it is counted with, under each of which it is grouped. */
  tests: z.array(ReportTest).nullable(),
});
export type TurnaroundRow = z.output<typeof TurnaroundRow>;

export const TatRowsAnswer = listAnswer(TurnaroundRow).extend({
  /** How many rows all pages have together. */
  total: z.int(),
});

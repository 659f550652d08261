import { z } from 'zod';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { filterShape, ReceiptAnswer } from '../contract';

const asked = { ...filterShape, from: timeField.optional(), to: timeField.optional() };

export const AutoverificationQuery = z.strictObject(asked);
export type AutoverificationQuery = z.output<typeof AutoverificationQuery>;

const share = {
  /** Tests the system verified. */
  count: z.int(),
  /** Tests released. */
  total: z.int(),
  /** count / total, 0–1. */
  share: z.number().nullable(),
  /** Wilson interval of the share at 95 %, 0–1. */
  ci95: z.tuple([z.number(), z.number()]).nullable(),
};

export const AutoverificationOfAssay = z.object({
  assay: z.string(),
  label: z.string(),
  autoverify: z.boolean().describe('Whether the assay is autoverified now.'),
  ...share,
  rows_url: z.string(),
});
export type AutoverificationOfAssay = z.output<typeof AutoverificationOfAssay>;

export const AutoverificationAnswer = z.object({
  ...share,
  by_assay: z
    .array(AutoverificationOfAssay)
    .describe('Assays with a test released in the window, by code.'),
  receipt: ReceiptAnswer,
});
export type AutoverificationAnswer = z.output<typeof AutoverificationAnswer>;

/** All that was released, or what the system or a person verified of it. */
export const AUTOVERIFICATION_ROW_SETS = ['released', 'system', 'not_system'] as const;

export const AutoverificationRowsQuery = z.strictObject({
  ...asked,
  ...listQueryShape,
  which: z.enum(AUTOVERIFICATION_ROW_SETS).default('released'),
});
export type AutoverificationRowsQuery = z.output<typeof AutoverificationRowsQuery>;

export const AutoverificationRow = z.object({
  specimen_id: z.string(),
  assay: z.string(),
  run: z.int(),
  priority: z.string(),
  state: z.string(),
  released_at: timeAnswer,
  verified_by_system: z.boolean(),
});
export type AutoverificationRow = z.output<typeof AutoverificationRow>;

export const AutoverificationRowsAnswer = listAnswer(AutoverificationRow).extend({
  /** How many rows all pages have together. */
  total: z.int(),
});
export type AutoverificationRowsAnswer = z.output<typeof AutoverificationRowsAnswer>;

import { z } from 'zod';
import { filterShape } from '@/lib/metrics/contract';
import { timeField } from '@/lib/platform/http/time-field';
import { COLUMN_TYPES } from './table';

const scope = z
  .enum(['all', 'assay'], 'must be all (whole days) or assay')
  .transform((one) => [one])
  .optional();

/** The common filters an export may take. */
export const EXPORT_FILTERS = [
  'assay',
  'department',
  'location',
  'specimen_type',
  'priority',
  'device',
  'operator',
  'scope',
] as const;

/** Everything an export may be asked with; each table picks its part. */
export const ExportQuery = z.strictObject({
  ...filterShape,
  scope,
  from: timeField.optional().describe('Only rows of this time or later. Lists are given whole.'),
  to: timeField.optional().describe('Only rows before this time. Lists are given whole.'),
  bom: z
    .enum(['0', '1'], 'must be 0 or 1')
    .optional()
    .describe('1 begins the file with a byte order mark, by which Excel knows UTF-8.'),
});
export type ExportQuery = z.output<typeof ExportQuery>;

export const DictionaryAnswer = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      row: z.string(),
      view: z.string(),
      csv_url: z.string(),
      period: z.string().nullable(),
      filters: z.array(z.enum(EXPORT_FILTERS)),
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.enum(Object.keys(COLUMN_TYPES)),
          meaning: z.string(),
          unit: z.string().nullable(),
          source: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type DictionaryAnswer = z.output<typeof DictionaryAnswer>;

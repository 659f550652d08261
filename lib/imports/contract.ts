import { z } from 'zod';
import { DATE_ORDERS } from '@/lib/platform/csv/date-order';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { KNOWN_COLUMNS } from './known-columns';

export const PRIORITIES = ['STAT', 'URGENT', 'ROUTINE'] as const;

const textKey = z.string().min(1).max(200);

/** How a file's own words are read, chosen once by whoever imports it. */
export const ImportMapping = z.strictObject({
  columns: z
    .record(textKey, z.enum(KNOWN_COLUMNS).nullable())
    .optional()
    .describe('The file’s column name → ours, or null to ignore it.'),
  statuses: z.record(textKey, textKey).optional().describe('A status in the file → a state’s key.'),
  priorities: z.record(textKey, z.enum(PRIORITIES)).optional(),
  date_order: z
    .enum(DATE_ORDERS)
    .optional()
    .describe('How 02/03/2026 is read, where the file leaves it open: day or month first.'),
});
export type ImportMapping = z.output<typeof ImportMapping>;

const formFlag = z
  .enum(['true', 'false', '1', '0', 'on', ''], { error: 'must be true or false' })
  .transform((text) => text === 'true' || text === '1' || text === 'on');

const mappingField = z.string().transform((text, issues) => {
  if (text.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    issues.addIssue({ code: 'custom', message: 'must be a JSON object' });
    return z.NEVER;
  }
});

/** The form fields beside `file`. */
export const ImportFormFields = z.strictObject({
  mapping: mappingField.pipe(ImportMapping).default({}),
  dry_run: formFlag.default(false),
  create_missing: formFlag.default(false),
  overwrite: formFlag.default(false),
});
export type ImportOptions = z.output<typeof ImportFormFields>;

/** As described in OpenAPI: the form of an upload. */
export const ImportForm = z.object({
  file: z.string().meta({ format: 'binary', description: 'A CSV file.' }),
  mapping: z.string().optional().describe('JSON: columns, statuses, priorities, date_order.'),
  dry_run: z.enum(['true', 'false']).optional(),
  create_missing: z.enum(['true', 'false']).optional().describe('Needs a manager.'),
  overwrite: z.enum(['true', 'false']).optional().describe('Needs a manager.'),
});

/** A run of a file that is here already. */
export const ImportRun = z.strictObject({
  mapping: ImportMapping.default({}),
  dry_run: z.boolean().default(false),
  create_missing: z.boolean().default(false),
  overwrite: z.boolean().default(false),
});
export type ImportRun = z.output<typeof ImportRun>;

const Count = z.object({ value: z.string(), count: z.number().int() });
const Unknown = z.array(Count).describe('The most frequent first, at most 100.');

export const ImportFindings = z.object({
  encoding: z.enum(['utf-8', 'windows-1252']).optional(),
  delimiter: z.enum([',', ';', '\t']).optional(),
  columns: z
    .array(z.object({ name: z.string(), column: z.string() }))
    .optional()
    .describe('The file’s columns that are read, and as what.'),
  ignored_columns: z.array(z.string()).optional(),
  dates: z
    .object({
      order: z.enum(DATE_ORDERS),
      /** evidence: a day above 12; chosen: by the mapping; assumed: by the lab's time zone. */
      because: z.enum(['evidence', 'chosen', 'assumed']),
      example: z.string(),
      read_as: z.string(),
    })
    .optional()
    .describe('Absent where every date is written year first.'),
  unknown_statuses: Unknown.optional(),
  unknown_priorities: Unknown.optional(),
  unknown_assays: Unknown.optional(),
  unknown_devices: Unknown.optional(),
  unknown_error_codes: Unknown.optional(),
  unknown_rejection_reasons: Unknown.optional(),
  new_locations: Unknown.optional(),
  faults: z
    .array(
      z.object({
        field: z.string(),
        reason: z.string(),
        count: z.number().int(),
        first_line: z.number().int(),
        example: z.string(),
      }),
    )
    .optional()
    .describe('Faults of one kind together, the most frequent first.'),
  notes: z.array(z.string()).optional(),
});
export type ImportFindings = z.output<typeof ImportFindings>;

export const IMPORT_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;

export const ImportAnswer = z.object({
  id: z.uuid(),
  file_name: z.string(),
  file_size: z.number().int(),
  sha256: z.string(),
  dry_run: z.boolean(),
  create_missing: z.boolean(),
  overwrite: z.boolean(),
  mapping: ImportMapping,
  status: z.enum(IMPORT_STATUSES),
  rows_total: z.number().int().nullable(),
  rows_done: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  percent: z.number().nullable(),
  created_at: timeAnswer,
  started_at: timeAnswer.nullable(),
  finished_at: timeAnswer.nullable(),
  by: z.string(),
  message: z.string().nullable().describe('Why it failed, or what a cancelled one has written.'),
  /** Whether its bytes are still here, so that it may be run again. */
  can_run: z.boolean(),
  findings: ImportFindings,
});
export type ImportAnswer = z.output<typeof ImportAnswer>;

export const ImportStarted = z.object({ id: z.uuid() });

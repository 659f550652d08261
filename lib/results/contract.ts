import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';

export const RESULT_STATUSES = ['preliminary', 'final', 'corrected', 'cancelled'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

const text = (maxLength: number) =>
  z
    .string({ error: 'must be text' })
    .trim()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`);

const flag = z
  .string()
  .trim()
  .regex(/^[A-Za-z<>+-]{1,8}$/, 'must be a flag of HL7 table 0078, such as H or LL')
  .transform((given) => given.toUpperCase());

/** One result as it is given; what is left out is the analyte's, computed, or as before. */
export const NewResult = z.strictObject({
  analyte: lineField(64).describe('Code of an analyte.'),
  value: z
    .union([z.number().transform(String), text(500)], {
      error: 'must be a value, such as 4.2 or <0.01',
    })
    .describe('A number with a point or a comma, a bound such as <0.01, a code or text.'),
  unit: lineField(32).optional().describe('The analyte’s where missing.'),
  reference_range: lineField(64).optional().describe('Such as 3.5-5.1, <5 or >=10.'),
  flags: z
    .array(flag)
    .max(10, 'may have 10 flags')
    .transform((flags) => [...new Set(flags)])
    .optional()
    .describe('HL7 table 0078; computed by range and limits where missing.'),
  critical: z.boolean().optional().describe('True makes it critical whatever its value.'),
  status: z
    .enum(RESULT_STATUSES)
    .optional()
    .describe('final, or corrected where another final value was in force.'),
  observed_at: timeField.optional(),
  device: lineField(120).optional().describe('Name of a device.'),
  comment: text(2000).optional(),
});
export type NewResult = z.output<typeof NewResult>;

export const ResultsRequest = z.strictObject({
  assay: lineField(64)
    .optional()
    .describe('Code of the test’s assay; may be left out where it is clear.'),
  version: z
    .int()
    .min(1)
    .optional()
    .describe('The version of the specimen you saw; 409 version_conflict when it changed since.'),
  results: z.array(NewResult).min(1, 'must have a result').max(200, 'may have 200 results'),
});
export type ResultsRequest = z.output<typeof ResultsRequest>;

export const CRITICAL_OUTCOMES = ['CONFIRMED', 'REACHED_NO_READBACK', 'UNABLE_TO_REACH'] as const;
export type CriticalOutcome = (typeof CRITICAL_OUTCOMES)[number];
export const CRITICAL_CLOSINGS = [
  'CONFIRMED',
  'WITHDRAWN',
  'NOT_REQUIRED',
  'CLOSED_UNREACHED',
] as const;
export type CriticalClosing = (typeof CRITICAL_CLOSINGS)[number];

export const CriticalAttempt = z.object({
  id: z.uuid(),
  outcome: z.enum(CRITICAL_OUTCOMES),
  notified_to: z.string(),
  role: z.string().nullable(),
  method: z.string().nullable(),
  read_back: z.boolean(),
  at: timeAnswer,
  recorded_at: timeAnswer,
  value: z.string().describe('The result as it stood then.'),
  unit: z.string().nullable(),
  comment: z.string().nullable(),
  by: z.string(),
});
export type CriticalAttempt = z.output<typeof CriticalAttempt>;

export const Critical = z.object({
  id: z.uuid(),
  specimen_id: z.string(),
  assay: z.string(),
  assay_name: z.string(),
  run: z.number().int(),
  department: z.string().nullable(),
  location: z.string().nullable().describe('Who ordered, and may be called.'),
  priority: z.enum(['STAT', 'URGENT', 'ROUTINE']),
  analyte: z.string(),
  analyte_name: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  reference_range: z.string().nullable(),
  flags: z.array(z.string()),
  result_status: z.enum(RESULT_STATUSES),
  basis: z
    .enum(['given', 'flag', 'code', 'limit'])
    .nullable()
    .describe('Why it is critical: given as such, by its flag, a code or a limit.'),
  available_at: timeAnswer.describe('When it became available here: its clock starts.'),
  waiting_minutes: z.number().describe('To now, or to when it was closed.'),
  overdue: z.boolean().describe('Open, or was, for longer than the lab’s limit.'),
  attempts: z.array(CriticalAttempt),
  closed_at: timeAnswer.nullable(),
  closed_as: z.enum(CRITICAL_CLOSINGS).nullable(),
  close_reason: z.string().nullable(),
  escalated_to: z.string().nullable(),
  closed_by: z.string().nullable(),
});
export type Critical = z.output<typeof Critical>;

export const CriticalsQuery = z.strictObject({
  ...listQueryShape,
  status: z.enum(['open', 'closed'], { error: 'must be open or closed' }).default('open'),
  department: z.string().trim().min(1).max(200).optional(),
  assay: z.string().trim().min(1).max(200).optional(),
  specimen_id: z.string().trim().min(1).max(64).optional(),
});
export type CriticalsQuery = z.output<typeof CriticalsQuery>;

/** One attempt to tell somebody. */
export const CriticalCall = z.strictObject({
  outcome: z.enum(CRITICAL_OUTCOMES),
  notified_to: lineField(120).describe('Whom, or whom one tried to reach.'),
  role: lineField(120).optional().describe('What they are there.'),
  method: lineField(60).optional().describe('phone, in person, secure message, …'),
  at: timeField.optional().describe('Now unless given; may be past.'),
  read_back: z.boolean().describe('Whether they read it back; CONFIRMED needs it.'),
  comment: text(2000).optional(),
});
export type CriticalCall = z.output<typeof CriticalCall>;

/** Closing a critical that nobody was told of. */
export const CriticalClose = z.strictObject({
  as: z.enum(['NOT_REQUIRED', 'CLOSED_UNREACHED'], {
    error: 'must be NOT_REQUIRED or CLOSED_UNREACHED',
  }),
  reason: text(2000),
  escalated_to: lineField(120)
    .optional()
    .describe('Whom it was passed on to; CLOSED_UNREACHED needs it.'),
});
export type CriticalClose = z.output<typeof CriticalClose>;

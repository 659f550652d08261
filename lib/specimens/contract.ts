import { z } from 'zod';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { MILESTONES } from './milestones';

export const PRIORITIES = ['STAT', 'URGENT', 'ROUTINE'] as const;
export const Priority = z.enum(PRIORITIES);
export type Priority = z.output<typeof Priority>;

/** What may stand on a label. */
export const SPECIMEN_NUMBER = /^[A-Za-z0-9._:-]{1,64}$/;

const time = timeAnswer.nullable();

/** ISO times by milestone; null while it has none. */
const Milestones = z.object({
  ordered: time,
  collected: time,
  received: time,
  started: time,
  resulted: time,
  verified: time,
  released: time,
  rejected: time,
} satisfies Record<(typeof MILESTONES)[number], typeof time>);

export const Result = z.object({
  analyte: z.string(),
  analyte_name: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  reference_range: z.string().nullable(),
  flags: z.array(z.string()),
  critical: z.boolean(),
  critical_basis: z
    .string()
    .nullable()
    .describe('given, flag, code or limit: why it is critical; other_unit: nobody could tell.'),
  status: z.enum(['preliminary', 'final', 'corrected', 'cancelled']),
  observed_at: time,
  available_at: timeAnswer,
  comment: z.string().nullable(),
});
export type Result = z.output<typeof Result>;

export const Test = z.object({
  specimen_id: z.string(),
  assay: z.string().describe('The code of the assay.'),
  assay_name: z.string(),
  department: z.string().nullable(),
  run: z.number().int().describe('1 for the first, 2 and on for a retest.'),
  state: z.string(),
  priority: Priority,
  specimen_type: z.string().nullable(),
  location: z.string().nullable().describe('Who ordered.'),
  device: z.string().nullable(),
  operator: z.string().nullable(),
  error_code: z.string().nullable(),
  rejection_reason: z.string().nullable(),
  milestones: Milestones,
  due_at: time,
  turnaround_minutes: z.number().nullable().describe('Of the lab’s headline segment.'),
  late: z.boolean(),
  voided: z.boolean().describe('Of a specimen entered by mistake: in no figure.'),
  corrected: z.boolean().describe('Taken back after its release: its report is a corrected one.'),
  allowed_actions: z.array(z.string()),
});
export type Test = z.output<typeof Test>;

const TestWithResults = z.object({
  ...Test.shape,
  results: z.array(Result),
  refused_actions: z
    .array(z.object({ action: z.string(), why: z.string() }))
    .describe('Every other action of the workflow, and why it is not open to you.'),
  retest_of: z
    .object({ run: z.number().int(), reason: z.string().nullable() })
    .nullable()
    .describe('The invalidated run that this one repeats, and why.'),
  critical_open: z
    .boolean()
    .describe('Whether somebody has still to be told of a critical result.'),
});
export type TestWithResults = z.output<typeof TestWithResults>;

export const SpecimenRow = z.object({
  specimen_id: z.string(),
  assay: z.string().nullable().describe('The code of the first test’s assay.'),
  priority: Priority,
  state: z.string(),
  version: z.number().int(),
  specimen_type: z.string().nullable(),
  location: z.string().nullable(),
  rejection_reason: z.string().nullable(),
  voided: z.boolean().describe('Entered by mistake: in no figure.'),
  milestones: Milestones.describe(
    'Ordered and started: the first of its tests. Resulted, verified and released: the last, once all have it that are not void.',
  ),
  due_at: time.describe('The first due of its open tests, else of all that are not void.'),
  turnaround_minutes: z.number().nullable().describe('Receipt to the last release.'),
  late: z.boolean().describe('Whether any of its tests is.'),
  allowed_actions: z.array(z.string()),
  tests: z.array(Test),
});
export type SpecimenRow = z.output<typeof SpecimenRow>;

const Relative = z.object({
  specimen_id: z.string(),
  relation: z.enum(['aliquot', 'recollection']),
  state: z.string(),
});
export type Relative = z.output<typeof Relative>;

export const Note = z.object({
  text: z.string(),
  by: z.string(),
  at: timeAnswer,
  assay: z.string().nullable().describe('Null where the whole specimen is meant.'),
});
export type Note = z.output<typeof Note>;

export const Specimen = z.object({
  ...SpecimenRow.shape,
  tests: z.array(TestWithResults),
  parent: Relative.nullable(),
  children: z.array(Relative),
  notes: z.array(Note).describe('The newest 100, oldest first.'),
});
export type Specimen = z.output<typeof Specimen>;

export const HistoryEntry = z.object({
  sequence: z.number().int(),
  assay: z.string().nullable().describe('Null where the whole specimen is meant.'),
  run: z.number().int().nullable(),
  action: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  actor: z.object({ kind: z.enum(['person', 'key', 'system']), name: z.string() }),
  occurred_at: timeAnswer,
  recorded_at: timeAnswer,
  source: z.enum(['portal', 'api', 'import', 'instrument', 'job']),
  implied: z.boolean(),
  milestones: z
    .record(z.string(), time)
    .describe('Times that came with it besides what its state stamps; null clears one.'),
  device: z.string().nullable(),
  operator: z.string().nullable(),
  error_code: z.string().nullable(),
  rejection_reason: z.string().nullable(),
  reason: z.string().nullable(),
  informed: z.string().nullable().describe('Who was told of a rejection.'),
  comment: z.string().nullable(),
  signature: z
    .object({ name: z.string(), at: timeAnswer, meaning: z.string(), sha256: z.string() })
    .nullable()
    .describe('Whose name stands under it, when and for what, with the hash of what was signed.'),
  import_id: z.string().nullable(),
  request_id: z.string(),
});
export type HistoryEntry = z.output<typeof HistoryEntry>;

export const Workflow = z.object({
  states: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      kind: z.enum(['open', 'done', 'void']),
      milestone: z.enum(MILESTONES).nullable(),
    }),
  ),
  transitions: z.array(
    z.object({
      action: z.string(),
      label: z.string(),
      from: z.string(),
      to: z.string().nullable().describe('Null: back to the state before.'),
      least_role: z.string(),
      needs_reason: z.boolean(),
      needs_signature: z.boolean(),
      four_eyes: z.boolean(),
    }),
  ),
  mermaid: z.string().describe('A Mermaid state diagram.'),
});
export type Workflow = z.output<typeof Workflow>;

/** Blind to case: `stat` is STAT. */
const priorityField = z
  .string()
  .transform((text) => text.toUpperCase())
  .pipe(z.enum(PRIORITIES, { error: 'must be STAT, URGENT or ROUTINE' }));

const code = z.string().trim().min(1, 'must not be empty').max(200, 'is too long');

const NewTest = z.strictObject({
  assay: code.describe('The code of an assay of this lab.'),
  priority: priorityField.optional(),
  ordered_at: timeField.optional(),
});

export const NewSpecimen = z
  .strictObject({
    specimen_id: z
      .string()
      .regex(SPECIMEN_NUMBER, 'must be 1 to 64 letters, digits or . _ : - without spaces')
      .refine(
        (number) => !['.', '..', 'transitions'].includes(number),
        'cannot stand in an address',
      ),
    assay: code.optional().describe('For a single test; else `tests`.'),
    tests: z.array(NewTest).min(1, 'must name a test').max(50, 'may name 50 tests').optional(),
    priority: priorityField.optional().describe('ROUTINE unless given.'),
    specimen_type: code.optional(),
    location: code.optional().describe('The name of a location of this lab.'),
    ordered_at: timeField.optional(),
    collected_at: timeField.optional(),
    received_at: timeField.optional().describe('Now unless given, when the state is received.'),
    state: z
      .enum(['received', 'expected'], { error: 'must be received or expected' })
      .default('received'),
  })
  .superRefine((given, context) => {
    const issue = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (given.assay === undefined && given.tests === undefined) {
      issue(['assay'], 'name an assay, or several tests');
    }
    if (given.assay !== undefined && given.tests !== undefined) {
      issue(['assay'], 'give either assay or tests, not both');
    }
    if (given.state === 'expected' && given.received_at !== undefined) {
      issue(['received_at'], 'leave it out of what is only expected, or set state to received');
    }
    const seen = new Set<string>();
    for (const [index, test] of (given.tests ?? []).entries()) {
      const key = test.assay.toLowerCase();
      if (seen.has(key)) issue(['tests', index, 'assay'], 'is named twice');
      seen.add(key);
    }
  });
export type NewSpecimen = z.output<typeof NewSpecimen>;

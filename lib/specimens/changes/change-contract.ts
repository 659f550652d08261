import { z } from 'zod';
import { oneOf } from '@/lib/platform/http/one-of';
import { timeField } from '@/lib/platform/http/time-field';
import { Priority, SPECIMEN_NUMBER } from '../contract';
import { MILESTONES } from '../milestones';

const name = z.string().trim().min(1, 'must not be empty').max(200, 'is too long');
const text = z.string().trim().min(1, 'must not be empty').max(2000, 'is too long');

const seenVersion = z
  .int()
  .min(1)
  .describe('The version you saw; 409 version_conflict when it has changed since.');

/** Blind to case: `stat` is STAT. */
const priority = z
  .string()
  .transform((given) => given.toUpperCase())
  .pipe(z.enum(Priority.options, { error: 'must be STAT, URGENT or ROUTINE' }));

const AddedTest = z.strictObject({
  assay: name.describe('The code of an assay of this lab.'),
  priority: priority.optional().describe('The specimen’s unless given.'),
  ordered_at: timeField.optional().describe('Now unless given.'),
});

/** Refuses one assay named twice. */
function refuseTwice(
  assays: readonly string[],
  pathOf: (index: number) => PropertyKey[],
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, assay] of assays.entries()) {
    const key = assay.toLowerCase();
    if (seen.has(key)) {
      context.addIssue({ code: 'custom', path: pathOf(index), message: 'is named twice' });
    }
    seen.add(key);
  }
}

/** Tests to be added to a tube: one by its assay, or several. */
export const AddTests = z
  .strictObject({
    tests: z.array(AddedTest).min(1, 'must name a test').max(50, 'may name 50 tests').optional(),
    assay: name.optional().describe('For a single test; else `tests`.'),
    priority: priority.optional(),
    ordered_at: timeField.optional(),
    version: seenVersion.optional(),
  })
  .superRefine((given, context) => {
    if ((given.assay === undefined) === (given.tests === undefined)) {
      const message =
        given.assay === undefined
          ? 'name an assay, or several tests'
          : 'give either assay or tests, not both';
      context.addIssue({ code: 'custom', path: ['assay'], message });
    }
    if (given.tests === undefined) return;
    for (const field of ['priority', 'ordered_at'] as const) {
      if (given[field] === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [field],
        message: 'give it with each of the tests',
      });
    }
    refuseTwice(
      given.tests.map(({ assay }) => assay),
      (index) => ['tests', index, 'assay'],
      context,
    );
  });
export type AddTests = z.output<typeof AddTests>;

export const ChangeSpecimen = z
  .strictObject({
    priority: priority
      .optional()
      .describe('Of the specimen, and of its open tests that had the specimen’s priority.'),
    location: name.nullable().optional().describe('The name of a location; null for none.'),
    specimen_type: name.nullable().optional(),
    version: seenVersion,
  })
  .refine(
    ({ priority: asked, location, specimen_type: type }) =>
      asked !== undefined || location !== undefined || type !== undefined,
    { path: ['priority'], error: 'name what is to change: priority, location or specimen_type' },
  );
export type ChangeSpecimen = z.output<typeof ChangeSpecimen>;

export const CorrectMilestone = z.strictObject({
  milestone: oneOf(MILESTONES).describe(
    'collected, received and rejected are the tube’s unless an assay is named.',
  ),
  time: timeField.nullable().describe('Null for a time that should not be there.'),
  reason: text,
  assay: name
    .optional()
    .describe('The newest run of this assay is meant; may be left out where there is one test.'),
  version: seenVersion.optional(),
});
export type CorrectMilestone = z.output<typeof CorrectMilestone>;

export const VoidSpecimen = z.strictObject({ reason: text, version: seenVersion.optional() });
export type VoidSpecimen = z.output<typeof VoidSpecimen>;

/** A specimen made of another, or asked for in its place. */
export const MakeChild = z
  .strictObject({
    specimen_id: z
      .string()
      .regex(SPECIMEN_NUMBER, 'must be 1 to 64 letters, digits or . _ : - without spaces')
      .refine((number) => number !== '.' && number !== '..', 'cannot stand in an address')
      .optional()
      .describe('The next free one after the parent’s unless given: 4711-A1, 4711-R1.'),
    tests: z
      .array(name)
      .max(50, 'may name 50 assays')
      .optional()
      .describe(
        'Codes of assays. An aliquot may have none yet; a recollection is for what was rejected unless given.',
      ),
    reason: text.optional(),
    version: seenVersion.optional(),
  })
  .superRefine((given, context) => {
    refuseTwice(given.tests ?? [], (index) => ['tests', index], context);
  });
export type MakeChild = z.output<typeof MakeChild>;

export const LeaveNote = z.strictObject({
  text: z
    .string()
    .transform((given) => given.replaceAll('\r\n', '\n').trim())
    .pipe(
      z.string().min(1, 'must not be empty').max(2000, 'is too long: 2,000 characters at most'),
    ),
  assay: name.optional().describe('The newest run of this assay is meant.'),
});
export type LeaveNote = z.output<typeof LeaveNote>;

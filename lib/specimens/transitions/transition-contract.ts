import { z } from 'zod';
import { timeField } from '@/lib/platform/http/time-field';
import { SPECIMEN_NUMBER } from '../contract';

const name = z.string().trim().min(1, 'must not be empty').max(200, 'is too long');
const text = z.string().trim().min(1, 'must not be empty').max(2000, 'is too long');

/** What stands beside the action, whether for one specimen or for many. */
const rest = {
  action: z
    .string()
    .regex(/^[a-z_]{1,40}$/, 'must be the name of an action, such as receive')
    .describe('An action of the lab’s workflow, such as receive.'),
  assays: z
    .array(name)
    .min(1, 'must name an assay')
    .max(50, 'may name 50 assays')
    // Twice would be two steps of one test: two rows of history, and two signatures.
    .refine(
      (codes) => new Set(codes.map((code) => code.toLowerCase())).size === codes.length,
      'must name each once',
    )
    .optional()
    .describe('Codes of assays: of each the newest run. Without it every test that allows it.'),
  device: name.optional().describe('Name of a device; start needs one.'),
  operator: name.optional().describe('Who did it, where that is not whoever sends this.'),
  occurred_at: timeField.optional().describe('Now unless given; at most 5 minutes ahead.'),
  reason: text.optional(),
  rejection_reason: name
    .optional()
    .describe('Code or name of a rejection reason; reject needs one.'),
  informed: name.optional().describe('Who was told of a rejection.'),
  error_code: name.optional().describe('Code of an error; fail needs one.'),
  comment: text.optional(),
  password: z
    .string()
    .max(1000, 'is too long')
    .optional()
    .describe('Your own, where the action needs a signature.'),
};

/** One action on a specimen or on some of its tests. */
export const TransitionRequest = z.strictObject({
  ...rest,
  version: z
    .int()
    .min(1)
    .optional()
    .describe('The version you saw; 409 version_conflict when it has changed since.'),
});
export type TransitionRequest = z.output<typeof TransitionRequest>;

const number = z.string().regex(SPECIMEN_NUMBER, 'must be the number of a specimen');

/** The same action on many specimens, each by itself. */
export const BulkTransitionRequest = z.strictObject({
  specimen_ids: z
    .array(number)
    .min(1, 'must name a specimen')
    .max(500, 'may name 500 specimens')
    .refine((numbers) => new Set(numbers).size === numbers.length, 'must name each once'),
  ...rest,
});
export type BulkTransitionRequest = z.output<typeof BulkTransitionRequest>;

/** What came of one specimen of many. */
export const BulkResult = z.object({
  specimen_id: z.string(),
  ok: z.boolean(),
  state: z.string().optional().describe('The state it has now, of those that exist.'),
  version: z.number().int().optional(),
  code: z.string().optional().describe('Why not, such as transition_not_allowed.'),
  detail: z.string().optional(),
});
export type BulkResult = z.output<typeof BulkResult>;

export const BulkAnswer = z.object({ results: z.array(BulkResult) });
export type BulkAnswer = z.output<typeof BulkAnswer>;

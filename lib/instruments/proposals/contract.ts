import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { RESULT_STATUSES } from '@/lib/results/contract';

export const PROPOSAL_KINDS = ['results', 'rejection'] as const;

/** Results as a message brought them, as they are kept until somebody decides. */
export const KeptResults = z.object({
  complete: z.boolean(),
  results: z.array(
    z.object({
      analyte: z.string(),
      value: z.string(),
      unit: z.string().nullable(),
      reference_range: z.string().nullable(),
      flags: z.array(z.string()),
      critical: z.boolean().nullable(),
      status: z.enum(RESULT_STATUSES),
      observed_at: z.iso
        .datetime()
        .transform((text) => new Date(text))
        .nullable(),
      device: z.string(),
      comment: z.string().nullable(),
    }),
  ),
});
export type KeptResults = z.output<typeof KeptResults>;

/** … and a reason to reject. */
export const KeptRejection = z.object({ code: z.string() });

const ProposedResult = z.object({
  analyte: z.string(),
  value: z.string(),
  unit: z.string().nullable(),
  reference_range: z.string().nullable(),
  flags: z.array(z.string()),
  status: z.enum(RESULT_STATUSES),
  observed_at: timeAnswer.nullable(),
  comment: z.string().nullable(),
  in_force: z
    .object({ value: z.string(), unit: z.string().nullable(), status: z.enum(RESULT_STATUSES) })
    .nullable()
    .describe('What stands now.'),
});

export const Proposal = z.object({
  id: z.uuid(),
  kind: z.enum(PROPOSAL_KINDS),
  device: z.string(),
  message: z.uuid().describe('The instrument message that it came with.'),
  specimen_id: z.string(),
  assay: z.string().nullable().describe('Null where the whole specimen is meant.'),
  run: z.number().int().nullable(),
  state: z.string().describe('Of the test, or of the specimen.'),
  at: timeAnswer,
  results: z.array(ProposedResult),
  rejection: z
    .object({ code: z.string(), name: z.string().nullable() })
    .nullable()
    .describe('The reason that the instrument saw; no name where the lab does not know it.'),
  ended: z
    .object({
      as: z.enum(['taken', 'dismissed']),
      by: z.string(),
      at: timeAnswer,
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type Proposal = z.output<typeof Proposal>;

export const ProposalsQuery = z.strictObject({
  ...listQueryShape,
  status: z.enum(['open', 'ended'], { error: 'must be open or ended' }).default('open'),
  kind: z.enum(PROPOSAL_KINDS, { error: 'must be results or rejection' }).optional(),
  device: z.string().trim().min(1).max(120).optional(),
  specimen_id: z.string().trim().min(1).max(64).optional(),
});
export type ProposalsQuery = z.output<typeof ProposalsQuery>;

const reason = z
  .string({ error: 'must be text' })
  .trim()
  .min(1, 'say why')
  .max(2000, 'must have at most 2000 characters');

export const TakeProposal = z.strictObject({
  reason,
  rejection_reason: lineField(200)
    .optional()
    .describe('Of a rejection: another than the instrument saw, or one that the lab knows.'),
});
export type TakeProposal = z.output<typeof TakeProposal>;

export const DismissProposal = z.strictObject({ reason });
export type DismissProposal = z.output<typeof DismissProposal>;

import { z } from 'zod';
import { REJECTION_GROUPS } from '@/lib/labs/default-rejection-reasons';
import { codeField, nameField } from '@/lib/platform/http/named-list';
import { oneOf } from '@/lib/platform/http/one-of';

const group = oneOf(REJECTION_GROUPS);

export const RejectionReason = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  group,
  hl7_0490: z.boolean().describe('Whether the code is of HL7 v2 table 0490.'),
  active: z.boolean(),
});
export type RejectionReason = z.output<typeof RejectionReason>;

export const NewRejectionReason = z.strictObject({ code: codeField, name: nameField, group });
export type NewRejectionReason = z.output<typeof NewRejectionReason>;

export const RejectionReasonChange = z.strictObject({
  ...NewRejectionReason.partial().shape,
  active: z.boolean().optional(),
});
export type RejectionReasonChange = z.output<typeof RejectionReasonChange>;

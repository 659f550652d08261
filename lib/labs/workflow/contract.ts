import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';

/** Labels stand on buttons and in lists. */
const label = lineField(60);

/** Who may act at all: a viewer reads. */
export const ACTING_ROLES = ['technician', 'supervisor', 'manager', 'admin'] as const;

export const WorkflowState = z.object({
  key: z.string(),
  label: z.string(),
  kind: z.enum(['open', 'done', 'void']),
});
export type WorkflowState = z.output<typeof WorkflowState>;

export const StateChange = z.strictObject({ label: label.optional() });
export type StateChange = z.output<typeof StateChange>;

export const WorkflowTransition = z.object({
  action: z.string(),
  label: z.string(),
  from: z.string(),
  to: z.string().nullable().describe('Null: back to the state before.'),
  least_role: z.string(),
  needs_reason: z.boolean(),
  needs_signature: z.boolean(),
  four_eyes: z.boolean(),
});
export type WorkflowTransition = z.output<typeof WorkflowTransition>;

export const TransitionChange = z.strictObject({
  from: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .describe('The key of the state it leaves; without it every transition of the action.'),
  label: label
    .optional()
    .describe('What the action is called, whatever the state: `from` does not narrow it.'),
  least_role: z
    .enum(ACTING_ROLES, {
      error: 'must be technician, supervisor, manager or admin; a viewer changes nothing',
    })
    .optional(),
  needs_reason: z.boolean().optional(),
  needs_signature: z
    .boolean()
    .optional()
    .describe('A person gives their password again; keys and instruments are refused.'),
  four_eyes: z
    .boolean()
    .optional()
    .describe('Another person than who submitted the test or entered its results.'),
});
export type TransitionChange = z.output<typeof TransitionChange>;

export const TransitionsOfAction = z.object({
  transitions: z.array(WorkflowTransition).describe('All of the action, as they now stand.'),
});
export type TransitionsOfAction = z.output<typeof TransitionsOfAction>;

/** Several changes of one action, all or none. */
export const ActionRules = z.strictObject({
  action: z.string(),
  changes: z.array(TransitionChange).min(1).max(50),
});

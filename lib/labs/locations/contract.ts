import { z } from 'zod';
import { nameField } from '@/lib/platform/http/named-list';

const missingAfterMinutes = z
  .int('must be a whole number of minutes')
  .min(1, 'must be at least 1 minute')
  .max(10_080, 'must be at most 10080 minutes, a week')
  .nullable()
  .optional()
  .describe(
    'What was collected there and has not come after so long is missing; null for the lab’s own time.',
  );

export const Location = z.object({
  id: z.uuid(),
  name: z.string(),
  missing_after_minutes: z
    .number()
    .int()
    .nullable()
    .describe('Null where the lab’s own time holds.'),
  active: z.boolean(),
});
export type Location = z.output<typeof Location>;

export const NewLocation = z.strictObject({
  name: nameField,
  missing_after_minutes: missingAfterMinutes,
});
export type NewLocation = z.output<typeof NewLocation>;

export const LocationChange = z.strictObject({
  name: nameField.optional(),
  missing_after_minutes: missingAfterMinutes,
  active: z.boolean().optional(),
});
export type LocationChange = z.output<typeof LocationChange>;

import { z } from 'zod';
import { nameField } from '@/lib/platform/http/named-list';

export const Location = z.object({ id: z.uuid(), name: z.string(), active: z.boolean() });
export type Location = z.output<typeof Location>;

export const NewLocation = z.strictObject({ name: nameField });
export type NewLocation = z.output<typeof NewLocation>;

export const LocationChange = z.strictObject({
  name: nameField.optional(),
  active: z.boolean().optional(),
});
export type LocationChange = z.output<typeof LocationChange>;

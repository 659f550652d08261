import { z } from 'zod';
import { nameField } from '@/lib/platform/http/named-list';

export const Department = z.object({ id: z.uuid(), name: z.string(), active: z.boolean() });
export type Department = z.output<typeof Department>;

export const NewDepartment = z.strictObject({ name: nameField });
export type NewDepartment = z.output<typeof NewDepartment>;

export const DepartmentChange = z.strictObject({
  name: nameField.optional(),
  active: z.boolean().optional(),
});
export type DepartmentChange = z.output<typeof DepartmentChange>;

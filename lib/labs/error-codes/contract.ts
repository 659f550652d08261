import { z } from 'zod';
import { codeField, nameField } from '@/lib/platform/http/named-list';

export const ErrorCode = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  active: z.boolean(),
});
export type ErrorCode = z.output<typeof ErrorCode>;

export const NewErrorCode = z.strictObject({ code: codeField, name: nameField });
export type NewErrorCode = z.output<typeof NewErrorCode>;

export const ErrorCodeChange = z.strictObject({
  ...NewErrorCode.partial().shape,
  active: z.boolean().optional(),
});
export type ErrorCodeChange = z.output<typeof ErrorCodeChange>;

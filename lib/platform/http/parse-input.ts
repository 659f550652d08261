import type { z } from 'zod';
import { AppError, type FieldError } from '../errors';

function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      const inside = issue.path.length > 0 ? `${issue.path.join('.')}.` : '';
      return issue.keys.map((key) => ({
        field: `${inside}${key}`,
        message: 'is not known here; remove it or check its spelling',
      }));
    }
    return [{ field: issue.path.join('.') || 'body', message: issue.message }];
  });
}

/** Parses with a zod schema, or throws 422 naming every wrong field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error);
  const first = fields[0];
  throw new AppError('invalid', first ? `${first.field}: ${first.message}` : 'Invalid input.', {
    fields,
  });
}

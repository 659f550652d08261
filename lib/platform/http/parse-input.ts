import type { z } from 'zod';
import { AppError, type FieldError, invalidField } from '../errors';

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

/** Deeper than any input we take: schemas refuse the rest. */
const DEEPEST = 20;

/** Where in the input a NUL stands, which the database keeps in no text. */
function pathOfNul(input: unknown, path: string, depth = 0): string | null {
  if (typeof input === 'string') return input.includes('\u0000') ? path : null;
  if (typeof input !== 'object' || input === null || depth > DEEPEST) return null;
  for (const [name, value] of Object.entries(input)) {
    const inside = path === '' ? name : `${path}.${name}`;
    const found = name.includes('\u0000') ? path : pathOfNul(value, inside, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** Parses with a zod schema, or throws 422 naming every wrong field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const nul = pathOfNul(input, '');
  if (nul !== null) throw invalidField(nul || 'body', 'must not contain the character NUL');
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error);
  const first = fields[0];
  throw new AppError('invalid', first ? `${first.field}: ${first.message}` : 'Invalid input.', {
    fields,
  });
}

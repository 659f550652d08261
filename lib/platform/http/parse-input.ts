import type { z } from 'zod';
import { AppError, type FieldError, invalidField } from '../errors';
import { plainWords } from './plain-words';

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

const isKept = (text: string) => !/[\u0000\p{Surrogate}]/u.test(text);

/** Where in the input text stands that the database cannot keep: NUL, or half a character. */
function pathOfUnkept(input: unknown, path: string, depth = 0): string | null {
  if (typeof input === 'string') return isKept(input) ? null : path;
  if (typeof input !== 'object' || input === null || depth > DEEPEST) return null;
  for (const [name, value] of Object.entries(input)) {
    const inside = path === '' ? name : `${path}.${name}`;
    const found = isKept(name) ? pathOfUnkept(value, inside, depth + 1) : path;
    if (found !== null) return found;
  }
  return null;
}

/** Parses with a zod schema, or throws 422 naming every wrong field. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const unkept = pathOfUnkept(input, '');
  if (unkept !== null) {
    throw invalidField(unkept || 'body', 'must not contain the character NUL or half a character');
  }
  const parsed = schema.safeParse(input, { error: plainWords });
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error);
  const first = fields[0];
  throw new AppError('invalid', first ? `${first.field}: ${first.message}` : 'Invalid input.', {
    fields,
  });
}

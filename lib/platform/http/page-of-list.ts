import { z } from 'zod';
import { AppError } from '../errors';
import { parseInput } from './parse-input';

/** The common parameters of a list: limit 1–500 (50), cursor as the last answer gave it. */
export const listQueryShape = {
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
};

/** `{data, next_cursor}`; next_cursor is null at the end. */
export function listAnswer<T extends z.ZodType>(row: T) {
  return z.object({ data: z.array(row), next_cursor: z.string().nullable() });
}

/** A cursor from the sort values of the last row of a page. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The sort values of a cursor, or 422 for one this list did not give. */
export function decodeCursor<S extends z.ZodType>(cursor: string, shape: S): z.output<S> {
  try {
    return parseInput(shape, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw new AppError('invalid', 'cursor: is not one this list gave; begin again without it', {
      fields: [{ field: 'cursor', message: 'is not one this list gave; begin again without it' }],
    });
  }
}

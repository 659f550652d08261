import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../errors';
import { parseInput } from './parse-input';

function said(schema: z.ZodType, input: unknown): string | undefined {
  try {
    parseInput(z.object({ field: schema }), { field: input });
    return undefined;
  } catch (error) {
    return error instanceof AppError ? error.fields?.[0]?.message : String(error);
  }
}

test.each<[string, z.ZodType, unknown, string]>([
  ['nothing', z.string(), undefined, 'must be given'],
  ['no word', z.enum(['a', 'b']), undefined, 'must be given'],
  ['a number for a text', z.string(), 3, 'must be text'],
  ['a text for a number', z.number(), '3', 'must be a number'],
  ['half of one', z.int(), 1.5, 'must be a whole number'],
  ['a text for a list', z.array(z.string()), 'a', 'must be a list'],
  ['a list for an object', z.object({}), [], 'must be an object'],
  ['a word for a switch', z.boolean(), 'yes', 'must be true or false'],
  ['another word', z.enum(['pass', 'fail']), 'x', 'must be one of pass, fail'],
  ['another kind', z.literal('teams'), 'x', 'must be teams'],
  ['too little', z.number().min(1), 0, 'must be at least 1'],
  ['too much', z.number().max(1000), 1001, 'must be at most 1,000'],
  ['a short text', z.string().min(2), 'a', 'must have at least 2 characters'],
  ['a long list', z.array(z.int()).max(1), [1, 2], 'must have at most 1 entries'],
  ['no id', z.uuid(), 'x', 'is not an id'],
  ['none of two', z.union([z.string(), z.number()]), {}, 'is none of what may stand here'],
  [
    'what has words of its own',
    z.number('must be a number of minutes'),
    'x',
    'must be a number of minutes',
  ],
])('%s is refused in words', (_, schema, input, message) => {
  expect(said(schema, input)).toBe(message);
});

test('a body that is no object is refused in words', () => {
  expect(() => parseInput(z.strictObject({}), [])).toThrow('body: must be an object');
});

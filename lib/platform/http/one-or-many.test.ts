import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../errors';
import { oneOrMany } from './one-or-many';
import { parseInput } from './parse-input';

const Row = z.strictObject({
  name: z.string().min(1, 'must not be empty'),
  slot: z.int().default(0),
});
const Body = oneOrMany(Row, 'rows', 3);

function fieldsRefused(given: unknown): string[] {
  try {
    parseInput(Body, given);
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid') throw error;
    return (error.fields ?? []).map(({ field }) => field);
  }
}

test('takes one, or an array, and says which', () => {
  const row = { name: 'a', slot: 0 };
  expect(parseInput(Body, { name: 'a' })).toEqual({ many: false, rows: [row] });
  expect(parseInput(Body, [{ name: 'a' }])).toEqual({ many: true, rows: [row] });
});

test.each([
  ['a field of one', { name: '' }, ['name']],
  ['a field of a row', [{ name: 'a' }, { name: '', slot: 0.5 }], ['rows.1.name', 'rows.1.slot']],
  ['an unknown field of one', { name: 'a', x: 1 }, ['x']],
  ['an unknown field of a row', [{ name: 'a', x: 1 }], ['rows.0.x']],
  ['none', [], ['rows']],
  ['too many', Array.from({ length: 4 }, () => ({ name: 'a' })), ['rows']],
  ['what is no object', 'a', ['body']],
  ['a row that is no object', [{ name: 'a' }, 7], ['rows.1']],
])('refuses %s by name', (_, given, fields) => {
  expect(fieldsRefused(given)).toEqual(fields);
});

test('whatever is sent is taken or refused, never an error of ours', () => {
  fc.assert(fc.property(fc.jsonValue(), (given) => Array.isArray(fieldsRefused(given))));
});

test('the interface describes both forms', () => {
  const schema = z.toJSONSchema(Body, { io: 'input', unrepresentable: 'any' });
  expect(schema).toMatchObject({
    oneOf: [
      { type: 'object', required: ['name'] },
      { type: 'array', minItems: 1, maxItems: 3 },
    ],
  });
});

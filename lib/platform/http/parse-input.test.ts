import { expect, test } from 'vitest';
import { z } from 'zod';
import { decodeCursor } from './page-of-list';
import { parseInput } from './parse-input';
import { timeField } from './time-field';

function fieldRefused(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid' });
    return z.object({ fields: z.array(z.object({ field: z.string() })) }).parse(error).fields[0]
      ?.field;
  }
  return undefined;
}

test('NUL, which the database cannot keep, is refused wherever it stands', () => {
  const schema = z.object({ q: z.unknown() });
  expect(fieldRefused(() => parseInput(schema, { q: 'a\u0000b' }))).toBe('q');
  expect(fieldRefused(() => parseInput(schema, { q: [{ name: '\u0000' }] }))).toBe('q.0.name');
  expect(fieldRefused(() => parseInput(schema, { q: { '\u0000': 1 } }))).toBe('q');
  expect(parseInput(schema, { q: 'ab' })).toEqual({ q: 'ab' });
});

test('half a character, which JSON can name and text cannot have, is refused as well', () => {
  const schema = z.object({ q: z.unknown() });
  const half: unknown = JSON.parse('{"q":{"text":"a\\ud800b"}}');
  expect(fieldRefused(() => parseInput(schema, half))).toBe('q.text');
  expect(parseInput(schema, { q: '🧪' })).toEqual({ q: '🧪' });
});

test('nesting without end is left to the schema', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  expect(fieldRefused(() => parseInput(z.object({ q: z.string() }), { q: deep }))).toBe('q');
});

test('a cursor with a NUL is none we gave', () => {
  const cursor = Buffer.from('["a\\u0000"]').toString('base64url');
  expect(fieldRefused(() => decodeCursor(cursor, z.tuple([z.string()])))).toBe('cursor');
});

test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-10:00'])(
  'a time the database cannot keep is refused: %s',
  (at) => {
    expect(fieldRefused(() => parseInput(z.object({ at: timeField }), { at }))).toBe('at');
  },
);

test('a time with an offset is read', () => {
  expect(parseInput(timeField, '2026-03-01T08:30:00+01:00')).toEqual(
    new Date('2026-03-01T07:30:00Z'),
  );
});

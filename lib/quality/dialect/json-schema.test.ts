import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { DIALECT_KINDS } from '../rule';
import { RULES_SCHEMA_PATH, rulesJsonSchema } from './json-schema';
import { KIND_EXAMPLES } from './kind-examples';
import { RULE_TEMPLATES } from './templates';

const schema = rulesJsonSchema();
const checks = z.fromJSONSchema(schema);

function ofRule(text: string): unknown {
  return parse(`rules:\n${text}`);
}

test('what editors are served is the dialect as it stands (npm run rules:schema writes it)', () => {
  const served: unknown = JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../../../public', RULES_SCHEMA_PATH), 'utf8'),
  );
  expect(served).toEqual(JSON.parse(JSON.stringify(schema)));
});

test.each(RULE_TEMPLATES.map(({ name, text }) => [name, text]))(
  'it lets %s pass',
  (_name, text) => {
    expect(checks.safeParse(parse(text)).error).toBeUndefined();
  },
);

test('it knows every kind, and describes it', () => {
  const text = JSON.stringify(schema);
  for (const kind of DIALECT_KINDS) {
    expect(text).toContain(`"const":"${kind}"`);
    expect(checks.safeParse(ofRule(KIND_EXAMPLES[kind])).success).toBe(true);
  }
});

test.each([
  ['an unknown kind', '- { name: a, type: nope }'],
  ['an unknown parameter', '- { name: a, type: row_count, min: 1, mix: 2 }'],
  ['a missing one', '- { name: a, type: uniqueness }'],
  ['a wrong one', '- { name: a, type: row_count, min: x }'],
  ['no name', '- { type: row_count, min: 1 }'],
  ['a bad severity', '- { name: a, type: row_count, min: 1, severity: BAD }'],
])('it refuses %s', (_what, text) => {
  expect(checks.safeParse(ofRule(text)).success).toBe(false);
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DIALECT_KINDS, NAMED_FORMATS, DATA_TYPES } from '../rule';
import { parametersOf } from './fault-words';
import { parseRules } from './parse-rules';

const page = readFileSync(
  path.join(import.meta.dirname, '../../../docs/data-quality-rules.md'),
  'utf8',
);
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

test('every example of the page is read without a note', () => {
  expect(examples.length).toBe(DIALECT_KINDS.length + 1);
  for (const text of examples) {
    const { rules, notes, faults } = parseRules(text.startsWith('-') ? `rules:\n${text}` : text);
    expect({ text, notes, faults }).toEqual({ text, notes: [], faults: [] });
    expect(rules.length).toBe(1);
  }
});

test.each(DIALECT_KINDS)('%s has its section, with an example and every parameter', (kind) => {
  const section = page.split(`\n### ${kind}\n`)[1]?.split(/\n##/)[0] ?? '';
  expect(section).toContain(`type: ${kind}`);
  const everywhere = new Set(parametersOf('readable_rows'));
  for (const parameter of parametersOf(kind)) {
    if (everywhere.has(parameter) || parameter === 'if_present') continue;
    expect(section).toContain(parameter);
  }
});

test('it names every format and type', () => {
  for (const name of [...NAMED_FORMATS, ...DATA_TYPES]) expect(page).toContain(`\`${name}\``);
});

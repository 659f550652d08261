import { expect, test } from 'vitest';
import { DIALECT_KINDS } from '../rule';
import { completeRules } from './complete-rules';
import { insertRule } from './insert-rule';
import { parseRules } from './parse-rules';

const COLUMNS = ['specimen_id', 'assay', 'received_at'];

/** What is offered at the bar of a text, and what it would stand in place of. */
function at(marked: string) {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = completeRules(text, cursor, COLUMNS);
  if (!found) return null;
  return {
    instead: text.slice(found.from, cursor),
    labels: found.choices.map(({ label }) => label),
  };
}

const RULE = 'rules:\n  - name: A\n    type: range\n';

test('beside “type:” the kinds are offered', () => {
  const offered = at('rules:\n  - name: A\n    type: ra|\n    columns: {}');
  expect(offered).toEqual({ instead: 'ra', labels: [...DIALECT_KINDS] });
  expect(at('rules:\n  - type: |')?.labels).toEqual([...DIALECT_KINDS]);
});

test('in a rule its parameters are offered, those it has aside', () => {
  const offered = at(`${RULE}    |`);
  expect(offered?.labels).toContain('columns');
  expect(offered?.labels).toContain('may_fail');
  expect(offered?.labels).not.toContain('name');
  expect(offered?.labels).not.toContain('type');
  expect(offered?.labels).not.toContain('threshold');
  expect(at('rules:\n  - |')?.labels).toContain('type');
});

test('parameters are those of the rule the cursor is in', () => {
  const two = `${RULE}  - name: B\n    type: completeness\n    thr|\n  - name: C\n    type: format\n`;
  expect(at(two)).toMatchObject({ instead: 'thr' });
  expect(at(two)?.labels).toContain('threshold');
});

test.each([
  ['severity', `${RULE}    severity: W|`, ['ERROR', 'WARNING', 'INFO']],
  ['true or false', `${RULE}    if_present: |`, ['true', 'false']],
  ['a column', 'rules:\n  - type: freshness\n    column: |', COLUMNS],
  ['a list of columns', 'rules:\n  - type: format\n    columns: [assay, sp|', COLUMNS],
  ['columns in lines', 'rules:\n  - type: format\n    columns:\n      - |', COLUMNS],
  ['a map of columns', `${RULE}    columns:\n      rec|`, COLUMNS],
  ['a filter', `${RULE}    filter:\n      |`, COLUMNS],
])('%s', (_what, text, labels) => {
  expect(at(text)?.labels).toEqual(labels);
});

test('in a map of data types the types are offered', () => {
  const text = 'rules:\n  - type: data_types\n    columns:\n      received_at: da|';
  expect(at(text)?.labels).toContain('datetime');
});

test.each([
  ['a name', 'rules:\n  - name: s|'],
  ['a number', `${RULE}    may_fail: 1|`],
  ['a bound', `${RULE}    columns:\n      tat_hours: { min: 0|`],
])('nothing is offered for %s', (_what, text) => {
  expect(at(text)).toBeNull();
});

test('above the rules the keys of a file are offered', () => {
  expect(at('|')?.labels).toEqual(['name', 'description', 'rules']);
  expect(at('na|\nrules:\n  - name: A')?.labels).toContain('name');
  expect(at(`${RULE}de|`)?.labels).toContain('description');
});

const STARTS = [
  ['an empty text', ''],
  ['a text without rules', 'name: Mine\n'],
  ['a head', 'name: Mine\nrules:\n'],
  ['a rule', 'rules:\n  - name: A\n    type: row_count\n    min: 1\n'],
  ['a rule without an end', 'rules:\n- name: A\n  type: row_count\n  min: 1'],
  ['something behind the rules', 'rules:\n  - { name: A, type: row_count, min: 1 }\nname: Mine\n'],
  ['a list without a head', '- name: A\n  type: row_count\n  min: 1\n'],
] as const;

test.each(STARTS)('a rule of each kind is put into %s, twice', (_what, start) => {
  for (const kind of DIALECT_KINDS) {
    const before = parseRules(start).rules.length;
    let text: string = start;
    for (const count of [1, 2]) {
      const { at: place, insert } = insertRule(text, kind);
      text = text.slice(0, place) + insert + text.slice(place);
      const { rules, faults } = parseRules(text);
      expect({ text, faults }).toEqual({ text, faults: [] });
      expect(rules.map(({ type }) => type).slice(before)).toEqual(Array(count).fill(kind));
    }
  }
});

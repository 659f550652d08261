import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIALECT_KINDS, MAX_RULES_BYTES, Rule } from '../rule';
import { BUILT_IN_RULES } from './built-in';
import { KIND_EXAMPLES } from './kind-examples';
import { parseRules } from './parse-rules';
import { RULE_TEMPLATES } from './templates';

function only(text: string) {
  const { rules, notes, faults } = parseRules(text);
  expect(faults).toEqual([]);
  expect(rules.length).toBe(1);
  return { rule: rules[0], notes: notes.map(({ line, text: words }) => `${line}: ${words}`) };
}

const common = { name: 'it', description: '', severity: 'ERROR', may_fail: 0 };

describe('the dialect', () => {
  test.each(RULE_TEMPLATES.map(({ name, text }) => [name, text]))(
    '%s needs no note',
    (_name, text) => {
      const { rules, notes, faults } = parseRules(text);
      expect({ notes, faults }).toEqual({ notes: [], faults: [] });
      expect(rules.length).toBeGreaterThan(0);
    },
  );

  test('each kind has an example of it', () => {
    for (const kind of DIALECT_KINDS) {
      expect(parseRules(KIND_EXAMPLES[kind]).rules.map(({ type }) => type)).toEqual([kind]);
    }
  });

  test('rules that were read are read again as they are', () => {
    for (const rule of parseRules(BUILT_IN_RULES).rules) expect(Rule.parse(rule)).toEqual(rule);
  });

  test('JSON is YAML too', () => {
    const text = JSON.stringify({ rules: [{ name: 'it', type: 'row_count', min: 1 }] });
    expect(only(text).rule).toEqual({ ...common, type: 'row_count', min: 1 });
  });

  test('a pattern in a block of its own ends where its line does', () => {
    const block = 'rules:\n- name: a\n  type: format\n  columns: [x]\n  pattern: |\n    [A-Z]+\n';
    expect(parseRules(block)).toMatchObject({ faults: [], rules: [{ pattern: '[A-Z]+' }] });
  });

  test('texts that look like numbers stay as written', () => {
    const { rule } = only(`rules:
  - { name: 1.0, type: allowed_values, columns: [2], values: [007, 1.50, true, 'x'], filter: { a: 010, b: [1.0], c: { in: [0x1F], min: 010 } } }`);
    expect(rule).toMatchObject({
      name: '1.0',
      columns: ['2'],
      values: ['007', '1.50', 'true', 'x'],
      filter: { a: { in: ['010'] }, b: { in: ['1.0'] }, c: { in: ['0x1F'], min: 10 } },
    });
  });
});

/** Each: how another kit writes it, the rule that comes of it, the words of its notes. */
const FOREIGN: [what: string, text: string, rule: object, notes: RegExp[]][] = [
  [
    'rule_type and parameters',
    'rules:\n- name: it\n  rule_type: uniqueness\n  parameters:\n    columns: [a]\n',
    { type: 'uniqueness', columns: ['a'] },
    [/^3: “rule_type” is read as “type”/, /^4: “parameters”/],
  ],
  [
    'a list without rules:',
    '- name: it\n  type: uniqueness\n  columns: [a]\n',
    { type: 'uniqueness', columns: ['a'] },
    [/^1: A list without/],
  ],
  [
    'data_type with a rules map',
    'rules:\n- name: it\n  type: data_type\n  rules:\n    a: string\n    b: date\n    c: int\n    d: float\n    e: numeric\n',
    {
      type: 'data_types',
      columns: { a: 'string', b: 'date', c: 'integer', d: 'number', e: 'number' },
    },
    [
      /“data_type” is read as “data_types”/,
      /“rules” is read as “columns”/,
      /“int” is read as “integer”/,
      /“float”/,
      /“numeric”/,
    ],
  ],
  [
    'data_types with columns',
    'rules:\n- name: it\n  rule_type: data_types\n  parameters: { columns: { a: datetime } }\n',
    { type: 'data_types', columns: { a: 'datetime' } },
    [/rule_type/, /parameters/],
  ],
  [
    'range with a rules map',
    'rules:\n- name: it\n  type: range\n  rules:\n    a: { min: 0, max: 72 }\n    b: { min_value: 1 }\n',
    { type: 'range', columns: { a: { min: 0, max: 72 }, b: { min: 1 } } },
    [/“rules” is read as “columns”/, /“min_value” is read as “min”/],
  ],
  [
    'range_check',
    'rules:\n- name: it\n  rule_type: range_check\n  parameters: { column: a, min: 0, max: 72 }\n',
    { type: 'range', columns: { a: { min: 0, max: 72 } } },
    [/rule_type/, /“range_check” is read as “range”/, /parameters/, /“column” with min and max/],
  ],
  [
    'custom_range',
    'rules:\n- name: it\n  type: custom_range\n  column: a\n  min_value: 0\n  max_value: 24\n',
    { type: 'range', columns: { a: { min: 0, max: 24 } } },
    [/“custom_range” is read as “range”/, /“column” with min and max/, /min_value/, /max_value/],
  ],
  [
    'custom_completeness',
    'rules:\n- name: it\n  type: custom_completeness\n  columns: [a, b]\n',
    { type: 'completeness', columns: ['a', 'b'], threshold: 100 },
    [/“custom_completeness” is read as “completeness”/],
  ],
  [
    'custom_format',
    'rules:\n- name: it\n  type: custom_format\n  column: a\n  format: alphanumeric\n',
    { type: 'format', columns: ['a'], format: 'alphanumeric' },
    [/“custom_format” is read as “format”/, /“column” is read as “columns”/],
  ],
  [
    'allowed_values within allowed_values',
    'rules:\n- name: it\n  rule_type: allowed_values\n  parameters:\n    column: status\n    allowed_values: [a, 1]\n',
    { type: 'allowed_values', columns: ['status'], values: ['a', '1'] },
    [/rule_type/, /parameters/, /“column” is read as/, /“allowed_values” is read as “values”/],
  ],
  [
    'a share that may be empty',
    'rules:\n- { name: it, type: completeness, columns: [a], threshold: 0.05 }\n',
    { threshold: 95 },
    [/read as the share that may be empty: 5%, so threshold is 95%/],
  ],
  [
    'none may be empty',
    'rules:\n- { name: it, type: completeness, columns: [a], threshold: 0.0 }\n',
    { threshold: 100 },
    [/the share that may be empty: 0%/],
  ],
  [
    'a share that must be filled',
    'rules:\n- { name: it, type: completeness, columns: [a], threshold: 0.95 }\n',
    { threshold: 95 },
    [/the share that must be filled, so threshold is 95%/],
  ],
  [
    'received_column and processed_column',
    'rules:\n- name: it\n  rule_type: timestamp_order\n  parameters:\n    received_column: r\n    processed_column: p\n',
    { type: 'timestamp_order', columns: ['r', 'p'], allow_equal: false },
    [/rule_type/, /parameters/, /columns: \[r, p\] with allow_equal: false/],
  ],
  [
    'timestamp_order of nothing',
    'rules:\n- { name: it, rule_type: timestamp_order, parameters: {} }\n',
    { columns: ['received_at', 'processed_at'], allow_equal: false },
    [/rule_type/, /parameters/, /received_at, processed_at/],
  ],
  [
    'no_future_dates of nothing',
    'rules:\n- { name: it, type: no_future_dates }\n',
    { columns: ['received_at', 'processed_at'], tolerance_hours: 0 },
    [/received_at and processed_at/],
  ],
  [
    'a severity in other words',
    'rules:\n- { name: it, type: uniqueness, columns: [a], severity: critical }\n',
    { severity: 'ERROR' },
    [/“critical” is read as ERROR/],
  ],
  [
    'warning in small letters',
    'rules:\n- { name: it, type: uniqueness, columns: [a], severity: warning }\n',
    { severity: 'WARNING' },
    [/“warning” is read as WARNING/],
  ],
  [
    'mostly',
    'rules:\n- { name: it, type: uniqueness, columns: [a], mostly: 0.98 }\n',
    { may_fail: '2%' },
    [/mostly 0.98 is read as may_fail: 2%/],
  ],
  [
    'a regex',
    "rules:\n- { name: it, type: format, column: a, regex: '\\d+' }\n",
    { type: 'format', columns: ['a'], pattern: '\\d+' },
    [/regex/, /column/],
  ],
];

describe('spellings of other kits', () => {
  test.each(FOREIGN)('%s', (_what, text, rule, notes) => {
    const read = only(text);
    expect(read.rule).toMatchObject({ name: 'it', ...rule });
    for (const note of notes) expect(read.notes).toContainEqual(expect.stringMatching(note));
    expect(read.notes.length).toBe(notes.length);
  });

  test('the flat file', () => {
    const { rules, notes, faults } = parseRules(`required_columns: [specimen_id, assay]
allowed_statuses: [RECEIVED, IN_PROCESS, COMPLETED, ERROR]
allowed_assays: [CBC, Chem7, PCR]
allowed_machines: [M1, M2]
allowed_operators: [O1, 2]
max_tat_hours: 24
future_date_tolerance_hours: 1
`);
    expect(faults).toEqual([]);
    expect(notes.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const times = ['received_at', 'processed_at'];
    expect(rules).toMatchObject([
      { type: 'required_columns', columns: ['specimen_id', 'assay'] },
      {
        type: 'allowed_values',
        columns: ['status'],
        values: ['RECEIVED', 'IN_PROCESS', 'COMPLETED', 'ERROR'],
      },
      { type: 'allowed_values', columns: ['assay'], values: ['CBC', 'Chem7', 'PCR'] },
      { type: 'allowed_values', columns: ['machine_id'], values: ['M1', 'M2'] },
      { type: 'allowed_values', columns: ['operator_id'], values: ['O1', '2'] },
      {
        type: 'timestamp_order',
        columns: times,
        within_hours: 24,
        allow_equal: false,
        filter: { status: { in: ['COMPLETED'] } },
      },
      { type: 'no_future_dates', columns: times, tolerance_hours: 1 },
    ]);
  });
});

/** Each: the text, and its faults as line: words. */
const REFUSED: [what: string, text: string, faults: (string | RegExp)[]][] = [
  [
    'an unknown kind',
    'rules:\n- name: a\n  type: uniqness\n  columns: [a]\n',
    [/^3:9: “uniqness” is no kind of rule. Did you mean “uniqueness”\?/],
  ],
  [
    'a kind of another kit',
    'rules:\n- name: a\n  type: not_null\n',
    [/^3:9: “not_null” is no kind of rule. Did you mean “completeness”\?/],
  ],
  ['no kind', 'rules:\n- name: a\n  columns: [a]\n', [/^2:3: The rule “a” has no type/]],
  [
    'an unknown parameter',
    'rules:\n- name: a\n  type: uniqueness\n  columns: [a]\n  ignorecase: true\n',
    [/^5:3: “ignorecase” is no parameter of uniqueness. Did you mean “ignore_case”\?/],
  ],
  ['a missing parameter', 'rules:\n- name: a\n  type: uniqueness\n', [/^2:3: “a” lacks columns\./]],
  [
    'a missing name',
    'rules:\n- type: uniqueness\n  columns: [a]\n',
    [/^2:3: The uniqueness rule lacks name/],
  ],
  [
    'a wrong value',
    'rules:\n- name: a\n  type: uniqueness\n  columns: [a]\n  severity: SEVERE\n',
    [/^5:13: “a”: severity must be one of ERROR, WARNING, INFO/],
  ],
  [
    'min above max',
    'rules:\n- name: a\n  type: range\n  columns:\n    x: { min: 3, max: 2 }\n',
    [/^5:5: “a”: columns.x has a min above its max/],
  ],
  [
    'a day above another',
    'rules:\n- name: a\n  type: range\n  columns:\n    x: { min: 2026-03-01, max: 2026-03-01 }\n    y: { min: 2026-03-03, max: 2026-03-01 }\n',
    [/^6:5: a: columns.y has a min above its max/],
  ],
  [
    'a bound that is no date',
    'rules:\n- name: a\n  type: range\n  columns:\n    x: { min: soon }\n',
    [/^5:15: a: columns.x.min must be a number or a date/],
  ],
  [
    'a pattern that is none',
    "rules:\n- name: a\n  type: format\n  columns: [x]\n  pattern: '(a'\n",
    [/^5:12: a: pattern cannot be read: missing closing \)/],
  ],
  [
    'a pattern that RE2 has not',
    "rules:\n- name: a\n  type: format\n  columns: [x]\n  pattern: '(?=a)b'\n",
    [/^5:12: a: pattern cannot be read/],
  ],
  [
    'a pattern too large',
    "rules:\n- name: a\n  type: format\n  columns: [x]\n  pattern: '(((a{30}){30}){30}){30}'\n",
    [/^5:12: a: pattern /],
  ],
  [
    'a filter that says nothing it knows',
    'rules:\n- name: a\n  type: row_count\n  min: 1\n  filter:\n    s: { iss: 3 }\n',
    [/^6:10: “iss” is no parameter of filter.s/, /filter.s says nothing/],
  ],
  [
    'two rules of one name',
    'rules:\n- { name: a, type: row_count, min: 1 }\n- { name: a, type: row_count, min: 2 }\n',
    [/^3:11: Two rules are called “a”, the first on line 2/],
  ],
  [
    'a key twice',
    'rules:\n- name: a\n  type: row_count\n  min: 1\n  min: 2\n',
    [/^5:3: “min” is given twice, first on line 4/],
  ],
  [
    'an alias',
    'rules:\n- name: a\n  type: uniqueness\n  columns: &c [a]\n- name: b\n  type: uniqueness\n  columns: *c\n',
    [/^4:15: “&c” is an anchor/, /^5:3: “b” lacks columns/, /^7:12: “\*c” is an alias/],
  ],
  [
    'a merge',
    'rules:\n- name: a\n  <<: { type: row_count, min: 1 }\n',
    [/^2:3: The rule “a” has no type/, /^3:3: “<<” merges/],
  ],
  [
    'a name that no object can have',
    'rules:\n- name: a\n  type: range\n  columns:\n    __proto__: { min: 1 }\n    x: { min: 1 }\n',
    [/^5:5: “__proto__” is a name that cannot be kept/],
  ],
  [
    'words that every object has, and says nothing of their kind',
    'rules:\n- name: a\n  type: data_types\n  columns: { x: constructor }\n  severity: Constructor\n',
    [/^4:17: “a”: columns.x must be one of string/, /^5:13: “a”: severity must be one of ERROR/],
  ],
  ['broken YAML', 'rules:\n- name: a\n   type: x\n', [/^2:9: This cannot be read as YAML/]],
  [
    'two documents',
    'rules:\n- { name: a, type: row_count, min: 1 }\n---\nrules: []\n',
    [/^4:1: A second document/],
  ],
  ['what is nothing', '', [/^1:1: There are no rules/]],
  ['a text', 'hello\n', [/^1:1: Rules are expected here/]],
  ['no rules', 'name: x\n', [/^1:1: There is no “rules:”/]],
  ['an empty list', 'name: x\nrules: []\n', [/^2:1: “rules” is empty/]],
  ['rules as a map', 'rules: { a: 1 }\n', [/^1:1: “rules” must be a list/]],
  [
    'an unknown setting',
    'allowed_asays: [a]\nrules:\n- { name: a, type: row_count, min: 1 }\n',
    [
      /^1:1: “allowed_asays” is nothing that stands beside “rules”. Did you mean “allowed_assays”\?/,
    ],
  ],
  [
    'rules that are no maps',
    'rules: [a, [b]]\n',
    [/^1:9: Rule 1 must be a map/, /^1:12: Rule 2 must be a map/],
  ],
  ['a bad setting', 'max_tat_hours: soon\n', [/within_hours must be a number/]],
  [
    'a control character',
    'rules:\n- name: "a\u0000"\n',
    [/^2:1: There is a control character here \(U\+0000\)/],
  ],
  [
    'a NUL by escape',
    'rules:\n- name: "a\\0"\n  type: row_count\n  min: 1\n',
    [/^2:9: This text has a character/],
  ],
  [
    'half a letter by escape',
    'rules:\n- name: "a\\ud800"\n  type: row_count\n  min: 1\n',
    [/^2:9: This text has a character/],
  ],
  [
    'both names of one thing',
    'rules:\n- name: a\n  type: row_count\n  rule_type: row_count\n  min: 1\n',
    [/^4:3: “rule_type” means “type”/],
  ],
  [
    'values and allowed_values',
    'rules:\n- name: a\n  type: allowed_values\n  columns: [a]\n  values: [a]\n  allowed_values: [b]\n',
    [/^6:3: “allowed_values” means “values”, which is given on line 5/],
  ],
  [
    'too much',
    `# ${'x'.repeat(MAX_RULES_BYTES)}\nrules: []\n`,
    [/^1:1: The rules have 257 KiB; 256 KiB is the most/],
  ],
  ['nested without end', `rules: ${'['.repeat(2_000)}`, [/YAML/]],
];

test('notes only what was read otherwise', () => {
  const words = 'rules:\n- name: a\n  type: row_count\n  min: 1\n  severity: constructor\n';
  expect(parseRules(words).notes).toEqual([]);
});

describe('refuses', () => {
  test.each(REFUSED)('%s', (_what, text, expected) => {
    const faults = parseRules(text).faults.map(
      ({ line, column, text: words }) => `${line}:${column}: ${words}`,
    );
    for (const fault of expected) expect(faults).toContainEqual(expect.stringMatching(fault));
    if (!/YAML/.test(String(expected[0]))) expect(faults.length).toBe(expected.length);
  });

  test('every fault at once, in the order of lines, and keeps the good rules', () => {
    const { rules, faults } = parseRules(`rules:
  - { name: a, type: nope }
  - { name: b, type: row_count, min: 1 }
  - { name: c, type: row_count, mim: 1 }
`);
    expect(rules.map(({ name }) => name)).toEqual(['b']);
    expect(faults.map(({ line }) => line)).toEqual([2, 4, 4]);
  });

  test('more rules that keep every row than memory has room for', () => {
    const rules = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `- { name: r${index}, type: uniqueness, columns: [a] }`,
      );
    expect(parseRules(rules(12).join('\n')).faults).toEqual([]);
    expect(parseRules(rules(14).join('\n')).faults).toMatchObject([
      { line: 13, text: expect.stringMatching(/more than 12 rules/) },
    ]);
  });

  test('thousands of keys without comparing each with every other', () => {
    const keys = Array.from({ length: 18_000 }, (_, index) => `  k${index}: 1\n`).join('');
    expect(parseRules(`rules:\n- name: a\n  type: row_count\n${keys}`).faults.length).toBe(200);
  });
});

describe('whatever the text', () => {
  const lines = BUILT_IN_RULES.split('\n');
  /** The built-in rules with lines dropped, doubled, moved in and scribbled over. */
  const broken = fc
    .array(
      fc.record({
        at: fc.nat(lines.length - 1),
        how: fc.constantFrom('drop', 'double', 'indent', 'outdent', 'scribble'),
        with: fc.string({ unit: 'grapheme', maxLength: 12 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((changes) => {
      const text = [...lines];
      for (const { at, how, with: scribble } of changes) {
        const line = text[at] ?? '';
        const changed = {
          drop: '',
          double: `${line}\n${line}`,
          indent: `  ${line}`,
          outdent: line.slice(2),
          scribble: `${line}${scribble}`,
        };
        text[at] = changed[how];
      }
      return text.join('\n');
    });
  const yamlish = fc
    .array(
      fc.constantFrom(
        'rules',
        ':',
        ' ',
        '\n',
        '- ',
        '  ',
        'type',
        'name',
        '{',
        '}',
        '[',
        ']',
        ',',
        '&a',
        '*a',
        '!!set',
        '"',
        "'",
        '|',
        '>',
        '#',
        '?',
        '~',
        '1e3',
        'range',
        '<<',
        '---',
        '%',
        '\t',
        'é',
        '\u2028',
        '__proto__',
        'constructor',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));
  const anyJson = fc
    .json()
    .map(
      (text) =>
        `{"rules": [{"name": "a", "type": "range", "columns": ${text}, "filter": ${text}}]}`,
    );

  test.each([
    ['nothing but commas', `[${','.repeat(250_000)}]`],
    ['brackets', '['.repeat(250_000)],
    ['dashes', '- '.repeat(120_000)],
    [
      'patterns each too large',
      Array.from(
        { length: 490 },
        (_, n) =>
          `- {name: r${n}, type: format, columns: [c], pattern: "(\\\\pL{1,900}|[^a]{1,900}x)"}`,
      ).join('\n'),
    ],
  ])('%s is refused before anybody waits for it', (_, text) => {
    // Quicker, but for what the machine has to do besides.
    const before = process.cpuUsage();
    const { faults, rules } = parseRules(text);
    const { user, system } = process.cpuUsage(before);
    expect(rules).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map((one) => one.text).join()).not.toMatch(/call stack/);
    expect((user + system) / 1000).toBeLessThan(5_000);
  });

  test('it is read or refused with lines that are there, and throws nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(broken, yamlish, anyJson, fc.string({ unit: 'binary', maxLength: 200 })),
        (text) => {
          const { rules, faults, notes } = parseRules(text);
          const count = text.split(/\r\n|\n|\r/).length;
          for (const { line } of [...faults, ...notes]) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(count);
          }
          for (const rule of rules) expect(Rule.parse(rule)).toEqual(rule);
          if (rules.length === 0) expect(faults.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 600 },
    );
  });
});

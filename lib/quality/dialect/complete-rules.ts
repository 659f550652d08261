import {
  DATA_TYPES,
  DIALECT_KINDS,
  KNOWN_LISTS,
  NAMED_FORMATS,
  RULE_SCHEMAS,
  SEVERITIES,
  type DialectKind,
} from '../rule';
import { indentOf, ruleAround, ruleLinesOf } from './rule-lines';

export type Choice = {
  label: string;
  /** What is written, where it is more than the label. */
  write?: string;
  info?: string;
};
/** What can be written from an offset of the text up to where the cursor is. */
export type Choices = { from: number; choices: Choice[] };

const YES_OR_NO = ['true', 'false'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  severity: SEVERITIES,
  format: NAMED_FORMATS,
  known: KNOWN_LISTS,
  method: ['robust_z', 'iqr'],
  if_present: YES_OR_NO,
  ignore_case: YES_OR_NO,
  allow_equal: YES_OR_NO,
};
const HEAD_KEYS: Choice[] = [
  { label: 'name', write: 'name: ', info: 'What the rules are called.' },
  { label: 'description', write: 'description: ', info: 'What they are for.' },
  { label: 'rules', write: 'rules:\n  - name: ', info: 'The list of rules.' },
];
/** Parameters whose value is columns, in one line or in lines of their own. */
const OF_COLUMNS = new Set(['column', 'columns', 'between', 'group_by', 'from', 'to', 'key']);
const BLOCKS = new Set(['columns', 'filter', 'allowed', 'group_by', 'values', 'blank']);

function kindsChoices(): Choice[] {
  return DIALECT_KINDS.map((kind) => ({
    label: kind,
    ...(RULE_SCHEMAS[kind].description ? { info: RULE_SCHEMAS[kind].description } : {}),
  }));
}

const words = (labels: readonly string[]): Choice[] => labels.map((label) => ({ label }));

function parameters(kind: DialectKind | undefined, given: ReadonlySet<string>): Choice[] {
  const shape = RULE_SCHEMAS[kind ?? 'readable_rows'].shape;
  return Object.entries(shape).flatMap(([name, schema]): Choice[] => {
    if (given.has(name)) return [];
    const { description } = schema;
    const write = BLOCKS.has(name) && name !== 'columns' ? `${name}:` : `${name}: `;
    return [{ label: name, write, ...(description ? { info: description } : {}) }];
  });
}

function isKind(text: string | undefined): text is DialectKind {
  return DIALECT_KINDS.some((kind) => kind === text);
}

/**
 * What can stand where the cursor is: parameters, kinds of rule, values, and these columns. By the
 * lines alone, since a text that is being typed is seldom YAML. Null where there is nothing to say.
 */
export function completeRules(
  text: string,
  cursor: number,
  columns: readonly string[],
): Choices | null {
  const around = ruleLinesOf(text);
  const before = text.slice(0, cursor);
  const row = before.split('\n').length - 1;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const word = /[\w.-]*$/.exec(line)?.[0] ?? '';
  const from = cursor - word.length;
  const offer = (choices: Choice[]): Choices | null =>
    choices.length === 0 ? null : { from, choices };

  const rule = ruleAround(around, row);
  if (!rule || (indentOf(line) === 0 && around.indent > 0 && row > rule.from)) {
    return /^\w*$/.test(line) ? offer(HEAD_KEYS) : null;
  }
  const keyIndent = around.indent + 2;
  const own = around.lines
    .slice(rule.from, rule.to)
    .map((one, at) => (at === 0 ? one.replace('-', ' ') : one));
  const here = row === rule.from ? line.replace('-', ' ') : line;
  const keyOf = (one: string) =>
    indentOf(one) === keyIndent ? /^\s*([\w$]+):\s*(.*)$/.exec(one) : null;
  const keys = new Map(
    own.flatMap((one, at) => {
      const key = keyOf(one);
      return key && at !== row - rule.from ? [[key[1] ?? '', (key[2] ?? '').trim()] as const] : [];
    }),
  );
  const given = keys.get('type');
  const kind = isKind(given) ? given : undefined;

  const valued = keyOf(here);
  if (valued) {
    const [, name = '', value = ''] = valued;
    if (name === 'type') return offer(kindsChoices());
    if (OF_COLUMNS.has(name) && /^(?:\[.*)?[\w.-]*$/.test(value)) return offer(words(columns));
    return offer(words(VALUES[name] ?? []));
  }
  if (indentOf(here) <= keyIndent && /^\s*\w*$/.test(here)) {
    return offer(parameters(kind, new Set(keys.keys())));
  }
  const parent = own
    .slice(0, row - rule.from)
    .flatMap((one) => keyOf(one)?.[1] ?? [])
    .at(-1);
  if (parent === undefined) return null;
  if (OF_COLUMNS.has(parent) && /^\s*- [\w.-]*$/.test(here)) return offer(words(columns));
  const maps = parent === 'columns' || parent === 'filter';
  if (maps && /^\s*[\w.-]*$/.test(here)) {
    return offer(columns.map((label) => ({ label, write: `${label}: ` })));
  }
  const typed = parent === 'columns' && kind === 'data_types';
  return typed && /^\s*[^:]+:\s*\w*$/.test(here) ? offer(words(DATA_TYPES)) : null;
}

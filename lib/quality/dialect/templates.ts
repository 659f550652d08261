import { DIALECT_KINDS, RULE_SCHEMAS, type DialectKind } from '../rule';
import { BUILT_IN_RULES } from './built-in';
import { KIND_EXAMPLES } from './kind-examples';

export type RuleTemplate = {
  name: string;
  description: string;
  /** A file of rules in the dialect, to begin with. */
  text: string;
  builtIn: boolean;
};

function indented(example: string): string {
  return example.replace(/^(?=.)/gm, '  ');
}

function fileOf(name: string, kinds: readonly DialectKind[]): string {
  return `name: ${name}\nrules:\n${kinds.map((kind) => indented(KIND_EXAMPLES[kind])).join('\n')}`;
}

/** What rules can begin as: the built-in ones, a few for one purpose, and one of each kind. */
export const RULE_TEMPLATES: readonly RuleTemplate[] = [
  {
    name: 'Built-in rules',
    description: 'What is judged by where no rules are given.',
    text: BUILT_IN_RULES,
    builtIn: true,
  },
  {
    name: 'A file before it is imported',
    description: 'Columns, values and times of a file that another system wrote.',
    text: fileOf('A file before it is imported', [
      'required_columns',
      'row_count',
      'data_types',
      'allowed_values',
      'timestamp_order',
      'no_future_dates',
      'reference',
    ]),
    builtIn: false,
  },
  {
    name: 'The lab’s own data',
    description: 'Whether work still arrives, states follow one another and times are usual.',
    text: fileOf('The lab’s own data', ['freshness', 'completeness', 'transition', 'outlier']),
    builtIn: false,
  },
  ...DIALECT_KINDS.map((kind) => ({
    name: kind,
    description: RULE_SCHEMAS[kind].description ?? '',
    text: fileOf(kind, [kind]),
    builtIn: false,
  })),
];

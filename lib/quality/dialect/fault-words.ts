import type { z } from 'zod';
import { RULE_SCHEMAS, type DialectKind } from '../rule';
import { keyPlaceAt, placeAt, type Fault, type Located } from './located';
import { didYouMean, nearMiss } from './near-miss';

type Issue = z.core.$ZodIssue;

export function parametersOf(kind: DialectKind): string[] {
  return Object.keys(RULE_SCHEMAS[kind].shape);
}

/** columns[2], filter.status */
function label(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step + 1}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

const WANTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  record: 'a map of columns',
  object: 'a map',
  tuple: 'a list of two columns',
};

function wordsOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${WANTED[issue.expected] ?? issue.expected}`;
    case 'invalid_value': {
      const options = issue.values.map(String);
      const near = typeof value === 'string' ? nearMiss(value, options) : null;
      const meant = near === null ? '' : `; did you mean ${near}?`;
      return `must be one of ${options.join(', ')}${meant}`;
    }
    case 'too_small':
    case 'too_big': {
      const [most, bound] =
        issue.code === 'too_big' ? ['at most', issue.maximum] : ['at least', issue.minimum];
      const above = issue.code === 'too_small' && issue.inclusive === false ? 'more than' : most;
      if (issue.message !== '' && !/^(Too (small|big)|Invalid)/.test(issue.message)) {
        return issue.message;
      }
      if (issue.origin === 'array') return `must have ${above} ${bound} entries`;
      if (issue.origin === 'string') return `must have ${above} ${bound} letters`;
      return `must be ${above} ${bound}`;
    }
    case 'invalid_union':
      return issue.message === 'Invalid input' ? 'cannot be read' : issue.message;
    case 'invalid_key':
      return 'has a name that is none of a column';
    default:
      return issue.message;
  }
}

function valueAt(plain: unknown, path: readonly PropertyKey[]): unknown {
  let value = plain;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  return value;
}

/** One issue of the schema as sentences for whoever wrote the rule, each with its place. */
export function faultsOf(
  issue: Issue,
  kind: DialectKind,
  called: string,
  rule: Located,
  plain: unknown,
): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    const names =
      issue.path.length === 0
        ? parametersOf(kind)
        : issue.path[0] === 'filter'
          ? ['in', 'not_in', 'filled', 'min', 'max']
          : ['min', 'max'];
    const of = issue.path.length === 0 ? kind : label(issue.path);
    return issue.keys.map((key) => ({
      ...keyPlaceAt(rule, issue.path, key),
      text: `“${key.slice(0, 60)}” is no parameter of ${of}.${didYouMean(key, names)} It takes ${names.filter((name) => name !== 'type').join(', ')}.`,
    }));
  }
  const place = placeAt(rule, issue.path);
  const value = valueAt(plain, issue.path);
  const name = label(issue.path);
  const text =
    value === undefined && name !== ''
      ? `${called} lacks ${name}.`
      : name === ''
        ? `${called} ${wordsOf(issue, value)}.`
        : `${called}: ${name} ${wordsOf(issue, value)}.`;
  return [{ ...place, text: text.replace(/([.?])\.$/, '$1') }];
}

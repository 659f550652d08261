import type { z } from 'zod';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
  date: 'a time',
  null: 'null',
};

/** What is counted of a value: characters of a text, entries of a list. */
const COUNTED: Readonly<Record<string, string>> = {
  string: 'characters',
  array: 'entries',
  set: 'entries',
  map: 'entries',
};

function bound(word: 'at least' | 'at most', limit: number | bigint, origin: string): string {
  const counted = COUNTED[origin];
  const amount = limit.toLocaleString('en');
  return counted ? `must have ${word} ${amount} ${counted}` : `must be ${word} ${amount}`;
}

/** Says what a contract has no words of its own for, as contracts say it: what a value must be. */
export const plainWords: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'must be given';
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'must be given'
        : `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return bound('at least', issue.minimum, issue.origin);
    case 'too_big':
      return bound('at most', issue.maximum, issue.origin);
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'is not an id' : `is not of the form ${issue.format}`;
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return issue.input === undefined ? 'must be given' : 'is none of what may stand here';
    default:
      return undefined;
  }
};

import { refuseFields } from '@/lib/platform/errors';
import { parseRules, type ParsedRules } from './dialect/parse-rules';

/** NUL, and half of a character: YAML can write them as escapes, the database cannot keep them. */
const UNKEPT = /[\u0000\p{Surrogate}]/u;
const ESCAPED = /\\(?:0|x00|u0000|U00000000|u[dD][89a-fA-F])/;

function holdsUnkept(value: unknown): boolean {
  if (typeof value === 'string') return UNKEPT.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, one]) => UNKEPT.test(key) || holdsUnkept(one));
}

/** Reads a text of rules that is to be kept; see parseRules. */
export function readRules(text: string): ParsedRules {
  const parsed = parseRules(text);
  const { rules, name, description, faults } = parsed;
  if (faults.length > 0 || !holdsUnkept([rules, name, description])) return parsed;
  const at = text.split('\n').findIndex((line) => ESCAPED.test(line));
  const fault = 'has an escape for NUL or for half of a character; write what is meant';
  return { ...parsed, faults: [{ line: Math.max(0, at) + 1, column: 1, text: fault }] };
}

/** Reads rules out of the field of a request; 422 naming each fault with its line. */
export function rulesOrRefusal(field: string, text: string): ParsedRules {
  const parsed = readRules(text);
  refuseFields(
    parsed.faults.map(({ line, text: fault }) => ({ field, message: `line ${line}: ${fault}` })),
    { extra: { faults: parsed.faults } },
  );
  return parsed;
}

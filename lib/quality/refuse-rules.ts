import { refuseFields } from '@/lib/platform/errors';
import { parseRules, type ParsedRules } from './dialect/parse-rules';

/** Reads rules out of the field of a request; 422 naming each fault with its line. */
export function rulesOrRefusal(field: string, text: string): ParsedRules {
  const parsed = parseRules(text);
  refuseFields(
    parsed.faults.map(({ line, text: fault }) => ({ field, message: `line ${line}: ${fault}` })),
    { extra: { faults: parsed.faults } },
  );
  return parsed;
}

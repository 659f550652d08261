import { z } from 'zod';
import { RuleFile } from '../rule';

/** Where editors find the schema of a file of rules. */
export const RULES_SCHEMA_PATH = '/schemas/rules.json';

type JsonSchema = { [keyword: string]: unknown };

/**
 * The dialect as JSON Schema, for editors that complete and check as one types. What it cannot say
 * (a name twice, a pattern that is none) only parsing tells.
 */
export function rulesJsonSchema(): JsonSchema {
  const schema: JsonSchema = z.toJSONSchema(RuleFile, { io: 'input', target: 'draft-7' });
  return { ...schema, title: 'Benchwatch data quality rules' };
}

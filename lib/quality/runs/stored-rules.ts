import { z } from 'zod';
import { Rule } from '../rule';

/** The rules of a run as it keeps them: what they were read as, and what there was to say of it. */
export const StoredRules = z.object({
  rules: z.array(Rule),
  notes: z.array(z.object({ line: z.int(), text: z.string() })),
});
export type StoredRules = z.output<typeof StoredRules>;

/** What a run goes by. */
export type ChosenRules = {
  ruleSetId: string | null;
  ruleSetVersion: number | null;
  rulesName: string;
  rules: StoredRules;
};

import { authorize, type Ctx } from '@/lib/platform/context';
import type { RulesChecked } from './contract';
import { parseRules } from './dialect/parse-rules';

/** What a text of rules says, and every fault of it; nothing is kept. */
export function checkRules(ctx: Pick<Ctx, 'actor'>, { text }: { text: string }): RulesChecked {
  authorize(ctx, 'csv.check');
  const { rules, name, description, notes, faults } = parseRules(text);
  return {
    valid: faults.length === 0,
    name: name ?? null,
    description: description ?? null,
    rules,
    notes,
    faults,
  };
}

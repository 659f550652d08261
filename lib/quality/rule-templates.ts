import { authorize, type Ctx } from '@/lib/platform/context';
import type { RuleTemplates } from './contract';
import { RULE_TEMPLATES } from './dialect/templates';

/** Rules to begin with, the built-in ones first. */
export function ruleTemplates(ctx: Pick<Ctx, 'actor'>): RuleTemplates {
  authorize(ctx, 'csv.check');
  return { data: RULE_TEMPLATES.map(({ builtIn, ...rest }) => ({ ...rest, built_in: builtIn })) };
}

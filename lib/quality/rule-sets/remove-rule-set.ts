import { authorize, type Ctx } from '@/lib/platform/context';
import { ruleSetAnswer } from './rule-set-answer';
import { changingRuleSets, holdRuleSet, recordRuleSet } from './rule-set-change';

/** Removes a rule set: it runs no more, and its name is free. Its runs and versions stay. */
export async function removeRuleSet(ctx: Ctx, ref: string, seenVersion?: number): Promise<void> {
  authorize(ctx, 'rules.write');
  await changingRuleSets(ctx, async (tx) => {
    const row = await holdRuleSet(tx, ctx, ref, seenVersion);
    await tx.ruleSet.updateMany({ where: { id: row.id }, data: { removedAt: ctx.now } });
    await recordRuleSet(tx, ctx, 'remove', await ruleSetAnswer(tx, row), null);
  });
}

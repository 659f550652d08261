import { authorize, type Ctx } from '@/lib/platform/context';
import { newId } from '@/lib/platform/ids';
import type { AlertRule, NewAlertRule } from './contract';
import { ruleAnswer, ruleRow } from './read-rule';
import { resolveRule } from './resolve-rule';
import { changingRules, recordRule } from './rule-change';

/**
 * Adds a rule; the next evaluation goes by it. 409 for a name that is taken; 422 for a name in its
 * filters or channels that the lab does not have, and for a filter its kind does not know.
 */
export function createRule(ctx: Ctx, given: NewAlertRule): Promise<AlertRule> {
  authorize(ctx, 'rules.write');
  return changingRules(ctx, async (tx) => {
    const id = newId();
    const { rule, channelIds } = await resolveRule(tx, ctx, id, given);
    const labId = ctx.lab.id;
    await tx.alertRule.create({ data: { ...rule, labId } });
    await tx.alertRuleChannel.createMany({
      data: channelIds.map((channelId) => ({ labId, ruleId: id, channelId })),
    });
    const row = await ruleRow(tx, id);
    if (!row) throw new Error('A rule is gone that was just made');
    const after = await ruleAnswer(tx, labId, row);
    await recordRule(tx, ctx, 'create', null, after);
    return after;
  });
}

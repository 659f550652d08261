import { authorize, type Ctx } from '@/lib/platform/context';
import { holdRule } from './hold-rule';
import { ruleAnswer } from './read-rule';
import { changingRules, recordRule } from './rule-change';

/**
 * Removes a rule: its open alerts are over at the next evaluation, and its past ones stay. 404 for
 * one that is removed already; 409 for a version that is not the present one.
 */
export async function removeRule(ctx: Ctx, id: string, seenVersion?: number): Promise<void> {
  authorize(ctx, 'rules.write');
  await changingRules(ctx, async (tx) => {
    const row = await holdRule(tx, ctx, id, seenVersion);
    const before = await ruleAnswer(tx, ctx.lab.id, row);
    await tx.alertRule.update({
      where: { id },
      data: { removedAt: ctx.now, changedAt: ctx.now, version: row.version + 1 },
    });
    await recordRule(tx, ctx, 'remove', before, null);
  });
}

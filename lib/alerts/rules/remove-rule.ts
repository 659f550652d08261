import { authorize, type Ctx } from '@/lib/platform/context';
import { holdRule } from './hold-rule';
import { ruleAnswers } from './read-rule';
import { changingRules, recordRule } from './rule-change';

/**
 * Removes a rule, understood or not: its open alerts are over at the next evaluation (at once where it
 * is not understood), and its past ones stay. 404 for one that is removed already; 409 for a version that is not the present one.
 */
export async function removeRule(ctx: Ctx, id: string, seenVersion?: number): Promise<void> {
  authorize(ctx, 'rules.write');
  await changingRules(ctx, async (tx) => {
    const row = await holdRule(tx, ctx, id, seenVersion);
    const { rules, broken } = await ruleAnswers(tx, ctx.lab.id, [row]);
    const [before = null] = [...rules, ...broken];
    // The engine does not know what their alerts are: it would leave them as they are.
    if (broken.length > 0) {
      await tx.alert.updateMany({
        where: { ruleId: id, resolvedAt: null },
        data: {
          status: 'resolved',
          resolvedAt: ctx.now,
          resolvedAs: 'rule_removed',
          version: { increment: 1 },
        },
      });
    }
    await tx.alertRule.update({
      where: { id },
      data: { removedAt: ctx.now, changedAt: ctx.now, version: row.version + 1 },
    });
    await recordRule(tx, ctx, 'remove', before, null);
  });
}

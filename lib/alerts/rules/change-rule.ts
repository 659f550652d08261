import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { refuseFields } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { KIND_NAMES, PARAMS, type KindName } from '../kinds/params';
import type { AlertRule, AlertRuleChange } from './contract';
import { holdRule } from './hold-rule';
import { ruleAnswer, ruleRow } from './read-rule';
import { resolveFilters } from './resolve-filters';
import { resolveChannels } from './resolve-rule';
import { changingRules, recordedRule, recordRule } from './rule-change';
import { ruleFaults } from './rule-faults';

const Kind = z.enum(KIND_NAMES);

/** The params as they will be: those given over those that stand, by the kind's own rules. */
function paramsOf(kind: KindName, present: AlertRule['params'], given: AlertRule['params']) {
  const { params } = parseInput(z.object({ params: PARAMS[kind] }), {
    params: { ...present, ...given },
  });
  return params;
}

async function writeChannels(tx: LabTx, labId: string, ruleId: string, channelIds: string[]) {
  await tx.alertRuleChannel.deleteMany({ where: { ruleId, channelId: { notIn: channelIds } } });
  await tx.alertRuleChannel.createMany({
    data: channelIds.map((channelId) => ({ labId, ruleId, channelId })),
    skipDuplicates: true,
  });
}

/**
 * Changes a rule; fields left out stay, and of `params` those not named. The next evaluation goes by
 * it: alerts that it no longer finds are over then. The same again changes nothing. 404; 409 for a
 * name that is taken or a version that is not the present one; 422 as for a new rule.
 */
export function changeRule(ctx: Ctx, id: string, change: AlertRuleChange): Promise<AlertRule> {
  authorize(ctx, 'rules.write');
  return changingRules(ctx, async (tx) => {
    const labId = ctx.lab.id;
    const row = await holdRule(tx, ctx, id, change.version);
    const before = await ruleAnswer(tx, labId, row);
    const kind = Kind.parse(row.kind);
    refuseFields(
      ruleFaults({
        kind,
        filters: change.filters ?? before.filters,
        group_interval_seconds: change.group_interval_seconds ?? row.groupIntervalSeconds,
        repeat_seconds: change.repeat_seconds ?? row.repeatSeconds,
      }),
    );
    if (change.channels) {
      await writeChannels(tx, labId, id, await resolveChannels(tx, change.channels));
    }
    const data = {
      name: change.name,
      severity: change.severity,
      filters: change.filters && (await resolveFilters(tx, ctx, change.filters)),
      params: change.params && paramsOf(kind, before.params, change.params),
      forSeconds: change.for_seconds,
      groupBy: change.group_by,
      groupWaitSeconds: change.group_wait_seconds,
      groupIntervalSeconds: change.group_interval_seconds,
      repeatSeconds: change.repeat_seconds,
      sendResolved: change.send_resolved,
      enabled: change.enabled,
    };
    await tx.alertRule.update({ where: { id }, data });
    const answered = async () => {
      const changed = await ruleRow(tx, id);
      if (!changed) throw new Error('A rule is gone that was held');
      return ruleAnswer(tx, labId, changed);
    };
    const same = recordedRule(await answered());
    if (JSON.stringify(recordedRule(before)) === JSON.stringify(same)) return before;
    await tx.alertRule.update({
      where: { id },
      data: { version: row.version + 1, changedAt: ctx.now },
    });
    const after = await answered();
    await recordRule(tx, ctx, 'update', before, after);
    return after;
  });
}

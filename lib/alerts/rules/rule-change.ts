import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import { duplicateOf } from '@/lib/platform/db/duplicate-row';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { AlertRule, BrokenRule } from './contract';

/** A rule as the audit trail keeps it: what the engine makes of it is no change of it. */
export function recordedRule({ open: _, changed_at: __, ...rule }: AlertRule) {
  return { ...rule, channels: rule.channels.map(({ name }) => name) };
}

/** Records a change of a rule in its transaction, and tells those who look. */
export async function recordRule(
  tx: LabTx,
  ctx: Ctx,
  verb: 'create' | 'update' | 'remove',
  before: AlertRule | BrokenRule | null,
  after: AlertRule | null,
): Promise<void> {
  const rule = after ?? before;
  if (!rule) return;
  await recordAuditEvent(tx, ctx, {
    action: `alert_rule.${verb}`,
    entity: 'alert_rule',
    entityId: rule.id,
    ...(before ? { before: 'reason' in before ? before : recordedRule(before) } : {}),
    ...(after ? { after: recordedRule(after) } : {}),
  });
  await emitLiveEvent(tx, ctx.lab.id, {
    entity: 'alert',
    entityId: rule.id,
    version: rule.version,
  });
}

/** Runs a change of rules in one transaction; a name that is taken is 409. */
export async function changingRules<T>(ctx: Ctx, run: (tx: LabTx) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.$transaction(run);
  } catch (error) {
    throw duplicateOf(error) ?? error;
  }
}

import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { RuleSet as RuleSetRow } from '@/lib/platform/db/generated/client';
import { duplicateOf } from '@/lib/platform/db/duplicate-row';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { RuleSet, RuleSetInFull } from '../contract';
import { findRuleSet } from './find-rule-set';

/** A rule set as the audit trail keeps it; its text is a version's, which is never changed. */
function recorded({ name, description, version, every_hours, days, after_import }: RuleSet) {
  return { name, description, version, every_hours, days, after_import };
}

/** Records a change in its transaction, and tells those who look. */
export async function recordRuleSet(
  tx: LabTx,
  ctx: Ctx,
  verb: 'create' | 'update' | 'remove',
  before: RuleSet | null,
  after: RuleSetInFull | null,
): Promise<void> {
  const ruleSet = after ?? before;
  if (!ruleSet) return;
  await recordAuditEvent(tx, ctx, {
    action: `rule_set.${verb}`,
    entity: 'rule_set',
    entityId: ruleSet.id,
    ...(before ? { before: recorded(before) } : {}),
    ...(after ? { after: recorded(after) } : {}),
  });
  await emitLiveEvent(tx, ctx.lab.id, {
    entity: 'quality',
    entityId: ruleSet.id,
    version: ruleSet.version,
  });
}

/** Keeps a text as a version of a rule set. */
export async function writeVersion(
  tx: LabTx,
  ctx: Ctx,
  ruleSetId: string,
  { version, text }: { version: number; text: string },
): Promise<void> {
  await tx.ruleSetVersion.create({
    data: {
      labId: ctx.lab.id,
      ruleSetId,
      version,
      text,
      ...actorColumns(ctx.actor),
      requestId: ctx.requestId,
      createdAt: ctx.now,
    },
  });
}

/**
 * The rule set of that id or name, held until the transaction ends; 404 for none.
 * @throws version_conflict where it is not the version that was seen
 */
export async function holdRuleSet(
  tx: LabTx,
  ctx: Ctx,
  ref: string,
  seenVersion: number | undefined,
): Promise<RuleSetRow> {
  const { id } = await findRuleSet(tx, ref);
  const held = await tx.$queryRaw<unknown[]>`
    SELECT FROM rule_sets
    WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${id}::uuid AND removed_at IS NULL FOR UPDATE`;
  if (held.length === 0) throw notFound('rule set');
  const row = await findRuleSet(tx, id);
  if (seenVersion !== undefined && seenVersion !== row.version) {
    throw new AppError(
      'version_conflict',
      `“${row.name}” was changed meanwhile: read it again (version ${row.version}), then change it.`,
      { extra: { version: row.version } },
    );
  }
  return row;
}

/** Runs a change of rule sets in one transaction; a name that is taken is 409. */
export async function changingRuleSets<T>(ctx: Ctx, run: (tx: LabTx) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.$transaction(run);
  } catch (error) {
    throw duplicateOf(error) ?? error;
  }
}

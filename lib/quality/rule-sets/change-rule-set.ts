import { authorize, type Ctx } from '@/lib/platform/context';
import type { RuleSetChange, RuleSetInFull } from '../contract';
import { rulesOrRefusal } from '../refuse-rules';
import { refuseIdAsName } from './create-rule-set';
import { findRuleSet } from './find-rule-set';
import { inFull } from './read-rule-set';
import { changingRuleSets, holdRuleSet, recordRuleSet, writeVersion } from './rule-set-change';

/**
 * Changes a rule set; fields left out stay, and another text is another version. The same again
 * changes nothing. 404; 409 for a name that is taken or a version that is not the present one; 422
 * for faulty rules.
 */
export async function changeRuleSet(
  ctx: Ctx,
  ref: string,
  change: RuleSetChange,
): Promise<RuleSetInFull> {
  authorize(ctx, 'rules.write');
  if (change.name !== undefined) refuseIdAsName(change.name);
  if (change.text !== undefined) rulesOrRefusal('text', change.text);
  return changingRuleSets(ctx, async (tx) => {
    const row = await holdRuleSet(tx, ctx, ref, change.version);
    const before = await inFull(tx, row);
    const text = change.text ?? before.text;
    const version = text === before.text ? before.version : before.version + 1;
    const data = {
      name: change.name ?? row.name,
      description: change.description ?? row.description,
      everyHours: change.every_hours === undefined ? row.everyHours : change.every_hours,
      days: change.days ?? row.days,
      afterImport: change.after_import ?? row.afterImport,
      version,
    };
    const same =
      data.name === row.name &&
      data.description === row.description &&
      data.everyHours === row.everyHours &&
      data.days === row.days &&
      data.afterImport === row.afterImport &&
      version === row.version;
    if (same) return before;
    if (version > before.version) await writeVersion(tx, ctx, row.id, { version, text });
    await tx.ruleSet.updateMany({ where: { id: row.id }, data });
    const after = await inFull(tx, await findRuleSet(tx, row.id));
    await recordRuleSet(tx, ctx, 'update', before, after);
    return after;
  });
}

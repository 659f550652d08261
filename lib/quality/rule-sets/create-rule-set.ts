import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { isId, newId } from '@/lib/platform/ids';
import type { NewRuleSet, RuleSetInFull } from '../contract';
import { rulesOrRefusal } from '../refuse-rules';
import { findRuleSet } from './find-rule-set';
import { inFull } from './read-rule-set';
import { changingRuleSets, recordRuleSet, writeVersion } from './rule-set-change';

/** A name that looks like an id could not be told from one. */
export function refuseIdAsName(name: string): void {
  if (isId(name)) throw invalidField('name', 'looks like an id; choose words');
}

/** Makes a rule set, its text as version 1. 422 for faulty rules, 409 for a name that is taken. */
export async function createRuleSet(ctx: Ctx, given: NewRuleSet): Promise<RuleSetInFull> {
  authorize(ctx, 'rules.write');
  refuseIdAsName(given.name);
  rulesOrRefusal('text', given.text);
  return changingRuleSets(ctx, async (tx) => {
    const id = newId();
    await tx.ruleSet.create({
      data: {
        id,
        labId: ctx.lab.id,
        name: given.name,
        description: given.description,
        everyHours: given.every_hours,
        days: given.days,
        afterImport: given.after_import,
        createdAt: ctx.now,
      },
    });
    await writeVersion(tx, ctx, id, { version: 1, text: given.text });
    const made = await inFull(tx, await findRuleSet(tx, id));
    await recordRuleSet(tx, ctx, 'create', null, made);
    return made;
  });
}

import type { RuleSet as RuleSetRow } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { sameName } from '@/lib/platform/db/same-name';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';

/** The rule set of that id or name, capitals aside; null for none and for one that was removed. */
export function ruleSetOf(db: LabDb | LabTx, ref: string): Promise<RuleSetRow | null> {
  return db.ruleSet.findFirst({
    where: { removedAt: null, ...(isId(ref) ? { id: ref } : { name: sameName(ref) }) },
  });
}

/** The same, or 404. */
export async function findRuleSet(db: LabDb | LabTx, ref: string): Promise<RuleSetRow> {
  const row = await ruleSetOf(db, ref);
  if (!row) throw notFound('rule set');
  return row;
}

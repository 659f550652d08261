import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { sameName } from '@/lib/platform/db/same-name';
import { invalidField } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';

/** The rule of that name or id, or 422 for the field that named it. A removed one by its id alone. */
export async function findRule(
  db: LabDb | LabTx,
  field: string,
  named: string,
): Promise<{ id: string; name: string }> {
  const row = await db.alertRule.findFirst({
    where: isId(named) ? { id: named } : { name: sameName(named), removedAt: null },
    select: { id: true, name: true },
  });
  if (!row) throw invalidField(field, `this lab has no alert rule “${named}”`);
  return row;
}

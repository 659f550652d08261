import type { Ctx } from '@/lib/platform/context';
import { changedMeanwhile, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { ruleRow, type RuleRow } from './read-rule';

/**
 * The rule of that id, held until the transaction ends; 404 for none.
 * @throws version_conflict where it is not the version that was seen
 */
export async function holdRule(
  tx: LabTx,
  ctx: Ctx,
  id: string,
  seenVersion: number | undefined,
): Promise<RuleRow> {
  if (!isId(id)) throw notFound('alert rule');
  await tx.$queryRaw`
    SELECT FROM alert_rules WHERE lab_id = ${ctx.lab.id}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const row = await ruleRow(tx, id);
  if (!row) throw notFound('alert rule');
  if (seenVersion !== undefined && seenVersion !== row.version) {
    throw changedMeanwhile(`“${row.name}”`, row.version);
  }
  return row;
}

import { recordedChange } from '@/lib/audit/recorded-change';
import { authorize, type Ctx } from '@/lib/platform/context';
import { idOfNamedRow } from '@/lib/platform/db/named-rows';
import { ANALYTE_ROWS, analyteColumns, analyteOf } from './analyte-row';
import type { Analyte, AnalyteChange } from './contract';
import { refuseLimitsOutOfOrder } from './refuse-limits-out-of-order';

/**
 * Changes, retires or takes back an analyte; an unknown one is 404. Limits are checked as they
 * will stand, those given together with those kept. Results keep the flags they were given.
 */
export function changeAnalyte(ctx: Ctx, code: string, change: AnalyteChange): Promise<Analyte> {
  authorize(ctx, 'assays.write');
  return recordedChange(ctx, 'analyte', async (tx) => {
    const id = await idOfNamedRow(tx, ctx, ANALYTE_ROWS, code, 'lock');
    const row = await tx.analyte.findUniqueOrThrow({ where: { id } });
    const { code: newCode, name, ...rest } = change;
    const data = { code: newCode, name, ...analyteColumns(rest) };
    const after = analyteOf(await tx.analyte.update({ where: { id }, data }));
    refuseLimitsOutOfOrder(after);
    return { before: analyteOf(row), after };
  });
}
